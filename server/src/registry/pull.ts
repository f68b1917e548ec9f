/**
 * Fetches the rules files of an artifact as falcoctl does: the manifest of a tag, then the layer that it names. Source: OCI
 * distribution and image specifications 1.1, and the media types of falcoctl.
 */
import { RegistryError } from "./registry-error.ts";
import { type Answer, connectTo, type Network, parsed } from "./requests.ts";
import { nameOf, type Source } from "./source.ts";
import { type RulesFile, unpackRules } from "./unpack.ts";

export interface Pulled {
  /** That of the layer. */
  readonly digest: string;
  readonly files: readonly RulesFile[];
}

export interface PullOptions extends Network {
  /** Hears how many bytes of how many have arrived. */
  readonly report?: (received: number, total: number) => void;
}

const MANIFEST_TYPES = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");
const RULES_LAYER = "application/vnd.cncf.falco.rulesfile.layer.v1+tar.gz";
/** The largest published artifact has a hundredth of it. */
const MOST_LAYER_BYTES = 20_000_000;
const MOST_MANIFEST_BYTES = 1_000_000;

/** Throws a `RegistryError` for the user, or the reason of the signal. */
export async function pullRules(source: Source, options: PullOptions): Promise<Pulled> {
  const registry = connectTo(source, options);
  const manifestAt = async (reference: string): Promise<object | undefined> => {
    const answer = await registry.get(`manifests/${reference}`, MANIFEST_TYPES, MOST_MANIFEST_BYTES);
    await verify(answer.bytes, statedDigest(reference, answer));
    return parsed(answer.bytes);
  };
  let manifest = await manifestAt(source.reference);
  // Rules are the same on every platform; an index of them has one manifest, or the same layer in each.
  const [entry] = descriptorsIn(manifest, "manifests");
  if (entry) manifest = await manifestAt(entry.digest);
  const layers = descriptorsIn(manifest, "layers");
  const layer = layers.find(({ mediaType }) => mediaType === RULES_LAYER);
  if (!layer)
    throw new RegistryError(
      `\`${nameOf(source)}:${source.reference}\` does not contain rules files. Check the repository.`,
    );
  if (layer.size > MOST_LAYER_BYTES)
    throw new RegistryError(`The rules are larger than ${MOST_LAYER_BYTES} bytes. Nothing was saved.`);
  const { bytes } = await registry.get(`blobs/${layer.digest}`, "*/*", layer.size, (received) =>
    options.report?.(received, layer.size),
  );
  if (bytes.length < layer.size) throw new RegistryError("The download is incomplete. Try again.");
  await verify(bytes, layer.digest);
  return { digest: layer.digest, files: await unpackRules(bytes, options.signal) };
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A reference that is a digest, else what the registry says of the tag. */
function statedDigest(reference: string, { headers }: Answer): string | undefined {
  return DIGEST.test(reference) ? reference : (headers.get("Docker-Content-Digest") ?? undefined);
}

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const ALGORITHMS = new Map([
  ["sha256", "SHA-256"],
  ["sha512", "SHA-512"],
]);

async function verify(bytes: Uint8Array<ArrayBuffer>, digest: string | undefined): Promise<void> {
  const [name = "", expected] = digest?.split(":") ?? [];
  const algorithm = ALGORITHMS.get(name);
  // A tag's digest in an algorithm that the specification does not register says nothing.
  if (algorithm === undefined) return;
  const hash = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  const found = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== expected)
    throw new RegistryError("The content does not have the expected digest. Nothing was saved.");
}

/** Descriptors under a key of a manifest or an index; those that break the specification are left out. */
function descriptorsIn(manifest: object | undefined, key: "manifests" | "layers"): readonly Descriptor[] {
  const list = manifest && (manifest as Readonly<Partial<Record<typeof key, unknown>>>)[key];
  return Array.isArray(list) ? list.filter(isDescriptor) : [];
}

function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== "object" || value === null) return false;
  const { mediaType, digest, size } = value as Partial<Record<keyof Descriptor, unknown>>;
  return (
    typeof mediaType === "string" &&
    typeof digest === "string" &&
    DIGEST.test(digest) &&
    typeof size === "number" &&
    Number.isSafeInteger(size) &&
    size >= 0
  );
}
