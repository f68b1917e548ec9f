import { mapSpan, type OffsetMap } from "../../text/offset-map.ts";
import type { StatedImage, StatedVersion } from "../host.ts";
import type { Span } from "../../text/span.ts";

/** A container image of Falco's, as a reference names it. */
export interface FalcoImage {
  /** What its arguments go to. */
  readonly program: "falco" | "falco-driver-loader image" | "falcoctl";
  /** The release its tag names. */
  readonly version?: string;
  /** Of the version, in the reference. */
  readonly span: Span;
  /** The last part of its name, where the tag is none or the newest one. */
  readonly newest?: Span & { readonly name: string };
}

/** What a reference states; `map` leads from the reference to the document. */
export function statedImage(
  { version, span, newest }: FalcoImage,
  map: OffsetMap,
  group: { readonly group?: string },
): readonly (StatedVersion | StatedImage)[] {
  if (version !== undefined) return [{ of: "falco", version, span: mapSpan(map, span), ...group }];
  return newest ? [{ of: "image", name: newest.name, span: mapSpan(map, newest), ...group }] : [];
}

/** A letter of a reference's part, or a variable in its place. */
const PART = String.raw`(?:\$\{[^}]*\}|\$(?!\{)|[^\s@/:$])`;

/** A tag, with variables in it or in its place. */
const TAG = String.raw`(?:\$\{[^}]*\}|[\w$])(?:\$\{[^}]*\}|[\w.$-])*`;

/** A reference begins with none of the signs that a path does, and before its last part only a registry's port is after a colon. */
const REFERENCE = new RegExp(
  String.raw`^((?![/.~])(?:${PART}+(?::(?:\d+|_+|(?=\$)${PART}+))?\/)?(?:${PART}+\/)*)` +
    String.raw`(falco(?:-no-driver|-distroless|-debian)?|falco-driver-loader(?:-legacy|-buster)?|falcoctl)(?::(${TAG}))?(?:@sha256:\w+)?$`,
);

/** Registries allow for names of 255 characters; variables take more. */
const LONGEST_REFERENCE = 1000;

/** Reads an image reference (`docker.io/falcosecurity/falco:0.39.2-debian`); undefined when it is not an image of Falco's. */
export function falcoImage(reference: string): FalcoImage | undefined {
  const match = reference.length > LONGEST_REFERENCE ? null : REFERENCE.exec(reference);
  if (!match || /(?:^|\/)ysugimoto\//.test(match[1] ?? "")) return undefined;
  const [, folder = "", name = "", tag] = match;
  // The versions of falcoctl are not Falco's.
  if (name === "falcoctl") return { program: "falcoctl", span: { start: 0, end: 0 } };
  const start = folder.length + name.length + (tag === undefined ? 0 : 1);
  const version = tag === undefined ? undefined : releaseOf(tag);
  const isFalcos = /(?:^|\/)falcosecurity\/$/.test(folder);
  const isNewest = isFalcos && (tag === "latest" || (tag === undefined && !reference.includes("@")));
  return {
    program: name.startsWith("falco-driver-loader") ? "falco-driver-loader image" : "falco",
    ...(version === undefined ? {} : { version: version.text }),
    ...(isNewest && { newest: { start: folder.length, end: folder.length + name.length, name } }),
    span: {
      start: start + (version?.offset ?? 0),
      end: start + (version?.offset ?? 0) + (version?.text.length ?? 0),
    },
  };
}

/** Whether a word of a shell line is an image of Falco's and not just the name `falco`. */
export function isImageReference(word: string): boolean {
  return /[/:]/.test(word) && falcoImage(word) !== undefined;
}

function releaseOf(tag: string): { text: string; offset: number } | undefined {
  const match = /^(v?)(\d+\.\d+\.\d+)(?:-|$)/.exec(tag);
  return match?.[2] === undefined ? undefined : { text: match[2], offset: (match[1] ?? "").length };
}
