/** What a file that describes plugins says, and what is wrong with it. */
import type { PluginDescription } from "../../catalog/plugin-registry.ts";
import type { Span } from "../../text/span.ts";

export interface PluginFile {
  readonly descriptions: readonly DescribedPlugin[];
  readonly findings: readonly PluginFileFinding[];
}

export interface DescribedPlugin extends PluginDescription {
  /** Where the file names it. */
  readonly nameSpan: Span;
  readonly fieldSpans: ReadonlyMap<string, Span>;
}

/** A mistake in a file that describes plugins. */
export interface PluginFileFinding {
  readonly code: "plugin-file";
  readonly span: Span;
  readonly problem:
    | "syntax"
    | "not-a-plugin"
    | "names-only"
    | "no-plugin"
    | "missing-key"
    | "unknown-key"
    | "repeated-field"
    | "wrong-shape"
    | "wrong-name"
    | "wrong-type"
    | "wrong-version";
  /** What is in the file: a key, a value, or what YAML says of it. */
  readonly text: string;
  /** What is expected. */
  readonly expected?: string;
  readonly near?: string;
}
