import type { Version } from "../../catalog/version.ts";
import type { PluginSetting } from "../../catalog/plugins.ts";
import type { TargetSettings } from "./release-targets.ts";

export interface Settings extends TargetSettings {
  readonly plugins: PluginSetting;
  /** Uris of files that describe plugins, which count as loaded, whatever these files are called. */
  readonly pluginFiles?: readonly string[];
  /** Paths or patterns of rules files in load order; empty to find the order out. */
  readonly rulesFiles: readonly string[];
  /** Uris of Falco's default rules, in load order: read-only, after the rules of the workspace, and not reported on. */
  readonly defaultRules?: readonly string[];
  /** The version of those of them that are only where the release ships that version; the others are everywhere. */
  readonly defaultRulesVersions?: ReadonlyMap<string, Version>;
  /** These files are one ruleset in the order given, whatever else there is. */
  readonly exactRuleset?: readonly string[];
  /** How many problems of a kind are kept of a file; all of them without it. */
  readonly mostProblems?: number;
}

export const DEFAULT_SETTINGS: Settings = { plugins: "auto", rulesFiles: [] };

export interface RegionRef {
  readonly uri: string;
  /** Index among the document's regions. */
  readonly region: number;
}
