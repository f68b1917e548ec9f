import type { PluginRegistry } from "../../catalog/plugin-registry.ts";
import type { Version } from "../../catalog/version.ts";
import type { Span } from "../../text/span.ts";

import type { RuleNames } from "./findings/rule-names.ts";
import type { KnownRules } from "./findings/ruleset-findings.ts";
import type { MergedConfig } from "./read-config.ts";

/** What a configuration is checked against. */
export interface ConfigContext {
  readonly target: Version;
  /**
   * `main`: what `-c` names, so nothing is outside of it. `fragment`: merged into a main file, so other blocks may
   * come from there.
   */
  readonly role: "main" | "fragment";
  /** Path under which the file is read, to report an inclusion of itself. */
  readonly path?: string;
  /** What paths lead to; without it they are not looked at. */
  readonly lookUp?: PathLookUp;
  /** The configuration that the file is part of, and under which name, where other files are part of it too. */
  readonly merged?: MergedPart;
  /** The rules that the configuration loads, where they are all known. */
  readonly rules?: KnownRules;
  /** Names of rules, where not all that are loaded are known. */
  readonly names?: () => RuleNames;
  /** Files that the main one includes are not all here: blocks may come from them. */
  readonly open?: boolean;
  /** The text in which a part of the configuration is written, and how far its offsets are from those there. */
  readonly sourceAt?: (span: Span) => { readonly text: string; readonly shift: number } | undefined;
  /** The plugins that are known; without it those of the catalogue. */
  readonly registry?: PluginRegistry;
  /** Keys that are there although the text does not have them: those of the values that come with a chart. */
  readonly given?: ReadonlySet<string>;
}

/** One file of a configuration of several. */
export interface MergedPart {
  readonly config: MergedConfig;
  readonly uri: string;
}

/** What a path of the configuration leads to. `elsewhere`: out of the workspace, so that nothing is known. */
export type PathKind = "file" | "folder" | "nothing" | "elsewhere";

/** Looks up what a path leads to, and what lies in a folder beside the configuration. */
export interface PathLookUp {
  (path: string): PathKind;
  /** Names of the files right in a folder; a path of the machine that runs Falco is looked for by its ending. */
  readonly filesIn: (path: string) => readonly string[];
}
