import type { OffsetMap } from "../text/offset-map.ts";
import type { Steps } from "../text/to-end.ts";
import type { Span } from "../text/span.ts";

/**
 * What a region's text is. `values` is a whole Helm values tree, whose keys themselves are Falco's business, and `setting`
 * one of them as `path=value`. `plugin` describes plugins, `tests` are tests
 * of rules, `falcoctl` is that tool's own configuration, and `project` is falco-lint's.
 */
export type RegionKind =
  | "rules"
  | "config"
  | "command-line"
  | "environment"
  | "values"
  | "setting"
  | "plugin"
  | "tests"
  | "falcoctl"
  | "project";

/**
 * A piece of a document that is Falco's own language, as Falco would see it.
 * A command line is its words with a NUL between each two, as the system hands them to the program:
 * so a space in a word is not an end of it, and an edit that adds or removes a NUL adds or removes a word.
 * An environment variable is `NAME=value`.
 */
export interface Region {
  readonly kind: RegionKind;
  readonly text: string;
  /** From `text` to the document. Its `edit` rejects what cannot be written back exactly. */
  readonly map: OffsetMap;
  /** The key or file name it is under (`custom.yaml` in `customRules`), which decides its place in the load order. */
  readonly name?: string;
  /** Regions of one document that load together share a group (one Helm release, one pod, one ConfigMap). */
  readonly group?: string;
  /** The text holds template directives: what is wrong where they fill something in is no more than a hint, and nothing is edited. */
  readonly template?: boolean;
  /** A template decides which parts of the text are there: all that is wrong is no more than a hint. */
  readonly cut?: boolean;
  /** What only the host knows when it runs, as a shell variable or a template's directive: stretches of `text` that represent any text. */
  readonly opaque?: readonly Span[];
  /** Of a command line that a shell reads: signs of a pattern, such as `*`, that no quotes keep it from taking for file names. */
  readonly bare?: readonly Span[];
  /** For a command line that begins with its arguments, as an image's own: the program that gets them. */
  readonly program?: string;
  /** Of a command line: a word as it is written beside others; absent where each word is by itself. */
  readonly quote?: (word: string) => string | undefined;
  /** Only a part of a page or of a file: what is missing may be in its other parts, or be the reader's. */
  readonly fragment?: boolean;
}

/** A version that a document states: image tag, chart version, package version. */
export interface StatedVersion {
  readonly of: "falco" | "chart";
  readonly version: string;
  /** Of a range: where it ends, exclusively. Helm takes the newest below it, and `version` is where the range begins. */
  readonly upTo?: string;
  /** In the document. */
  readonly span: Span;
  readonly group?: string;
  /** The chart's own file states it: what lies beside it is a copy of Falco's chart. */
  readonly copy?: true;
}

/** An image of Falco's that is named without a release. */
export interface StatedImage {
  readonly of: "image";
  /** The last part of its name. */
  readonly name: string;
  /** Of that part, in the document. */
  readonly span: Span;
  readonly group?: string;
}

/** An artifact of rules that falcoctl installs. */
export interface StatedRules {
  readonly of: "rules";
  /** As falcoctl's index names it: `falco-incubating-rules`. */
  readonly artifact: string;
  /** A tag, which may be a part of a version. */
  readonly version: string;
  /** The reference, in the document. */
  readonly span: Span;
  readonly group?: string;
}

export interface HostReading {
  readonly regions: readonly Region[];
  readonly versions: readonly (StatedVersion | StatedImage | StatedRules)[];
}

/** One file format in which Falco text is. `read` never throws, and returns no regions for text it cannot read. */
export interface Host {
  readonly id: string;
  /** Names of the files that it may read; `*` represents anything within a name. Editors list, open and watch these. */
  readonly files: readonly string[];
  /** VS Code's languages of these files, which start the extension. */
  readonly languages: readonly string[];
  /** Cheap: decides by path alone, and by text only where the path does not tell. `path` uses forward slashes. */
  matches(path: string, text: string): boolean;
  read(path: string, text: string): HostReading;
  /** The same in steps, of a format whose reader can stop on its way. */
  reading?(path: string, text: string): Steps<HostReading>;
}
