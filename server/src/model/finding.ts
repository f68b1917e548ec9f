/** Everything that can be found in a document, as one closed union: a code that is not in it does not compile. */
import type { OfCode } from "../text/finding.ts";
import type { ValuesFinding } from "./chart-values/finding.ts";
import type { StatedFinding } from "./chart-values/stated-versions.ts";
import type { ConditionFinding } from "./condition/finding.ts";
import type { ConfigFinding } from "./configuration/finding.ts";
import type { FalcoctlCommandFinding, FalcoctlSetting } from "./falcoctl/finding.ts";
import type { InvocationFinding } from "./invocation/finding.ts";
import type { OutputFinding } from "./output/judge-output.ts";
import type { ItemFinding } from "./ruleset/items/items.ts";
import type { PluginFileFinding } from "./plugins/plugin-file.ts";
import type { ProjectFinding } from "./document/project-finding.ts";
import type { SuppressionFinding } from "./document/suppression-finding.ts";
import type { MacroInText } from "./ruleset/judge.ts";
import type { TestFinding } from "./document/test-finding.ts";

export type AnyFinding =
  | ItemFinding
  | ConditionFinding
  | OutputFinding
  | MacroInText
  | ConfigFinding
  | InvocationFinding
  | ValuesFinding
  | StatedFinding
  | PluginFileFinding
  | FalcoctlSetting
  | FalcoctlCommandFinding
  | TestFinding
  | ProjectFinding
  | SuppressionFinding;

export type FindingCode = AnyFinding["code"];

/** The findings of one code. */
export type FindingOf<Code extends FindingCode> = OfCode<AnyFinding, Code>;
