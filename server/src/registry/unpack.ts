/** Rules files out of a `.tar.gz`, which is not trusted. */
import { createTarDecoder, type TarHeader } from "modern-tar";
import { RegistryError } from "./registry-error.ts";

export interface RulesFile {
  /** Without any folder. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Of all that is unpacked; the largest published rules file has a hundredth of it. */
const MOST_BYTES = 50_000_000;
const MOST_ENTRIES = 1000;

/**
 * Returns the regular YAML files of an archive. Folders are dropped, links and other files left out. An archive with a
 * path that leads out of its folder, or with more than rules could ever need, is rejected as a whole.
 */
export async function unpackRules(
  archive: Uint8Array<ArrayBuffer>,
  signal?: AbortSignal,
): Promise<readonly RulesFile[]> {
  const files = new Map<string, RulesFile>();
  let entries = 0;
  try {
    const unpacked = new Blob([archive])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"))
      .pipeThrough(limit(MOST_BYTES), signal ? { signal } : {})
      .pipeThrough(createTarDecoder({ strict: true }));
    for (const reader = unpacked.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      const { header, body } = value;
      if (++entries > MOST_ENTRIES) throw tooLarge();
      const name = nameIn(header);
      if (files.has(name ?? ""))
        throw new RegistryError(`The archive contains \`${name}\` twice. Nothing was saved.`);
      if (name === undefined) await body.cancel();
      else files.set(name, { name, bytes: new Uint8Array(await new Response(body).arrayBuffer()) });
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof RegistryError) throw error;
    throw new RegistryError("The archive is damaged or is not a `.tar.gz`. Nothing was saved.");
  }
  if (files.size === 0) throw new RegistryError("The archive does not contain rules files (`.yaml`).");
  return [...files.values()];
}

/** The name of a rules file; undefined for what is left out. */
function nameIn({ name: path, type = "file" }: TarHeader): string | undefined {
  const parts = path.split("/");
  if (/^\/|^[A-Za-z]:|[\\\u0000-\u001f\u007f]/.test(path) || parts.includes(".."))
    throw new RegistryError(
      `The archive contains the unsafe path ${JSON.stringify(path)}. Nothing was saved.`,
    );
  const name = parts.at(-1) ?? "";
  return type === "file" && /^\w[\w.-]*\.ya?ml$/.test(name) ? name : undefined;
}

function limit(most: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length;
      if (length > most) throw tooLarge();
      controller.enqueue(chunk);
    },
  });
}

function tooLarge(): RegistryError {
  return new RegistryError(`The archive is larger than ${MOST_BYTES} bytes unpacked. Nothing was saved.`);
}
