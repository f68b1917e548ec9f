import { type ItemList, readingItems } from "../syntax/items.ts";
import { hasConfigLine } from "../syntax/likely-kind.ts";
import { readingYaml } from "../syntax/reading-yaml.ts";
import { rereadYaml } from "../syntax/reread-yaml.ts";
import type { YamlReading } from "../syntax/yaml-node.ts";
import { shiftMap } from "../text/offset-map.ts";
import { lineIndex, type LineIndex } from "../text/line-index.ts";
import { hostNamed, hostOf } from "./all-hosts.ts";
import { valuesUnder } from "./formats/helm-values.ts";
import { configFile, rulesFile } from "./formats/falco/rules-file.ts";
import type { Host, HostReading, Region, StatedImage, StatedRules, StatedVersion } from "./host.ts";
import { templateAt } from "./embedding/template.ts";
import { isolatedSteps } from "../text/isolated.ts";
import { type Steps, toEnd } from "../text/to-end.ts";

/**
 * A file's text with everything of Falco's in it. Immutable: a new text gives a new document that
 * shares every region and item whose text did not change.
 */
export interface Document {
  readonly uri: string;
  /** With forward slashes; decides which host reads it. */
  readonly path: string;
  readonly text: string;
  /** The host's id; undefined when no host reads the file. */
  readonly host: string | undefined;
  readonly regions: readonly ParsedRegion[];
  readonly versions: readonly StatedVersion[];
  /** Images that it names without a release. */
  readonly images: readonly StatedImage[];
  /** The artifacts of rules that it has falcoctl install. */
  readonly rules: readonly StatedRules[];
  readonly lines: LineIndex;
}

/** A region with what its language's reader makes of it. */
export interface ParsedRegion extends Region {
  /** Of a `rules` region. */
  readonly items?: ItemList;
  /** Of a `config`, `values`, `plugin`, `tests` or `falcoctl` region. */
  readonly yaml?: YamlReading;
}

/** Takes a kind from outside: `falco-lint --as rules`, or the editor's language id. */
export interface DocumentOptions {
  readonly as?: "rules" | "config" | "plugin" | "tests" | EmbeddingKind;
  /** The key of the values of Falco's chart, from the `Chart.yaml` beside the file. */
  readonly valuesUnder?: string;
}

/** The formats that hold Falco's texts, by the ids of their hosts. */
export type EmbeddingKind = (typeof EMBEDDING_KINDS)[number];

export const EMBEDDING_KINDS = [
  "helm-values",
  "kubernetes",
  "compose",
  "dockerfile",
  "systemd",
  "ansible",
  "terraform",
  "helmfile",
  "cloud-init",
  "markdown",
  "makefile",
  "shell",
] as const;

export function readDocument(
  uri: string,
  path: string,
  text: string,
  previous?: Document,
  options: DocumentOptions = {},
): Document {
  return toEnd(readingDocument(uri, path, text, previous, options));
}

/** From how many characters on a search through a whole text, such as for its lines or its comments, is a stride of its own. */
export const LONG_TEXT = 300_000;

/** How many regions are read in one step where each is short. */
const REGIONS = 500;

/** The same in strides. */
export function* readingDocument(
  uri: string,
  path: string,
  text: string,
  previous?: Document,
  options: DocumentOptions = {},
): Steps<Document> {
  if (previous && previous.text === text && previous.path === path) return previous;
  const forced = options.as ? forcedHost(options.as) : valuesHost(options.valuesUnder);
  const host = forced ?? stillOwn(path, text, previous) ?? hostOf(path, text);
  const reading =
    host &&
    (yield* isolatedSteps<HostReading | undefined>(
      () => `Reading ${path} as ${host.id}`,
      undefined,
      () => readingHost(host, path, text),
    ));
  const regions: ParsedRegion[] = [];
  for (const [i, region] of (reading?.regions ?? []).entries()) {
    if (i % REGIONS === REGIONS - 1) yield;
    regions.push(
      yield* isolatedSteps<ParsedRegion>(
        () => `Reading region ${i} of ${path}`,
        region,
        () => parsing(region, previous?.regions[i]),
      ),
    );
  }
  const read = withLines({ uri, path, text, host: host?.id, regions }, reading?.versions ?? []);
  if (!previous && read.text.length > LONG_TEXT) {
    yield;
    read.lines.position(0);
    yield;
  }
  return read;
}

function* readingHost(
  { read, reading }: Pick<Host, "read" | "reading">,
  path: string,
  text: string,
): Steps<HostReading> {
  return reading ? yield* reading(path, text) : read(path, text);
}

/** Apart from the reading: what functions of one scope capture, all of them keep, and the document before must be forgotten. */
function withLines(
  read: Pick<Document, "uri" | "path" | "text" | "host" | "regions">,
  stated: HostReading["versions"],
): Document {
  const { text } = read;
  return {
    ...read,
    versions: stated.filter((one) => one.of !== "rules" && one.of !== "image"),
    images: stated.filter((one) => one.of === "image"),
    rules: stated.filter((one) => one.of === "rules"),
    lines: lineIndex(text),
  };
}

/** An edited file, read by the host that read it before, whatever its content says now. What a template's host is called is not all that it does. */
export function readAgain(document: Document, text: string): Document {
  const { uri, path, host } = document;
  const as = (host === "rules" || host === "config") && !templateAt(path, text) ? host : undefined;
  return readDocument(uri, path, text, document, as && { as });
}

/**
 * A rules file that still begins an item, and a configuration that still has a key, stays one while it is typed in: telling its
 * host anew costs more than reading it.
 */
function stillOwn(path: string, text: string, previous: Document | undefined): Host | undefined {
  if (previous?.path !== path || templateAt(path, text)) return undefined;
  const head = text.slice(0, 20_000);
  if (previous.host === rulesFile.id)
    return /^-[ \t]+(?:rule|macro|list|required_[a-z_]+):/m.test(head) ? rulesFile : undefined;
  return previous.host === configFile.id && hasConfigLine(head) ? configFile : undefined;
}

function valuesHost(key: string | undefined): Pick<Host, "id" | "read" | "reading"> | undefined {
  return key === undefined ? undefined : { id: "helm-values", read: (_path, text) => valuesUnder(key, text) };
}

function forcedHost(kind: NonNullable<DocumentOptions["as"]>): Pick<Host, "id" | "read" | "reading"> {
  if (kind === "rules" || kind === "config" || kind === "plugin")
    return { id: kind, read: (_path, text) => ({ regions: [wholeRegion(kind, text)], versions: [] }) };
  return {
    id: kind,
    read: (path, text) => hostNamed(kind)?.read(path, text) ?? { regions: [], versions: [] },
  };
}

/** A region that is the whole file. */
function wholeRegion(kind: "rules" | "config" | "plugin", text: string): Region {
  return { kind, text, map: shiftMap(0, text.length) };
}

function* parsing(region: Region, before: ParsedRegion | undefined): Steps<ParsedRegion> {
  const same = before?.kind === region.kind ? before : undefined;
  if (region.kind === "rules") return { ...region, items: yield* readingItems(region.text, same?.items) };
  if (
    region.kind === "config" ||
    region.kind === "values" ||
    region.kind === "plugin" ||
    region.kind === "tests" ||
    region.kind === "falcoctl" ||
    region.kind === "project"
  ) {
    return { ...region, yaml: yield* yamlOf(region.text, same) };
  }
  return region;
}

function* yamlOf(text: string, before: ParsedRegion | undefined): Steps<YamlReading> {
  if (before?.yaml && before.text === text) return before.yaml;
  const reread = before?.yaml && rereadYaml(text, before.text, before.yaml);
  return reread ?? (yield* readingYaml(text));
}
