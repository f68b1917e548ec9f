import { appendOutputEntry } from "./append-output-entry.ts";
import { configBoolean } from "./config-boolean.ts";
import { configNotAMap } from "./config-not-a-map.ts";
import { configOverride } from "./config-override.ts";
import { configPath } from "./config-path.ts";
import { configSyntax } from "./config-syntax.ts";
import { configValueRange } from "./config-value-range.ts";
import { configValueType } from "./config-value-type.ts";
import { containerPluginEngines } from "./container-plugin-engines.ts";
import { deprecatedConfigKey } from "./deprecated-config-key.ts";
import { dropActionConflict } from "./drop-action-conflict.ts";
import { emptyConfigBlock } from "./empty-config-block.ts";
import { environmentReference } from "./environment-reference.ts";
import { futureConfigKey } from "./future-config-key.ts";
import { idleSetting } from "./idle-setting.ts";
import { ignoredDocument } from "./ignored-document.ts";
import { listOntoValue } from "./list-onto-value.ts";
import { listenAddress } from "./listen-address.ts";
import { metricsInterval } from "./metrics-interval.ts";
import { metricsWithoutOutput } from "./metrics-without-output.ts";
import { missingConfigKey } from "./missing-config-key.ts";
import { narrowAppendOutput } from "./narrow-append-output.ts";
import { nestedConfigFiles } from "./nested-config-files.ts";
import { outputWithoutTarget } from "./output-without-target.ts";
import { pluginNotLoaded } from "./plugin-not-loaded.ts";
import { pluginOutsideFolder } from "./plugin-outside-folder.ts";
import { removedConfigKey } from "./removed-config-key.ts";
import { repeatedConfigKey } from "./repeated-config-key.ts";
import { ruleSelection } from "./rule-selection.ts";
import { overriddenConfigValue } from "./overridden-config-value.ts";
import { replacedConfigBlock } from "./replaced-config-block.ts";
import { rulesFilesTwice } from "./rules-files-twice.ts";
import { silentOutputs } from "./silent-outputs.ts";
import { undefinedPlugin } from "./undefined-plugin.ts";
import { unknownConfigKey } from "./unknown-config-key.ts";
import { unknownConfigValue } from "./unknown-config-value.ts";
import { unreadConfigKey } from "./unread-config-key.ts";
import type { ConfigCode, ConfigFinding, FindingOf } from "../model/config/finding.ts";
import type { CheckInfo, Rendered } from "./check.ts";
import type { ConfigCheck } from "./config-check.ts";

/** The checks of the configuration by code: a code without a check, or under the wrong name, does not compile. */
const CHECKS: { readonly [Code in ConfigCode]: ConfigCheck<Code> } = {
  "config-syntax": configSyntax,
  "config-not-a-map": configNotAMap,
  "ignored-document": ignoredDocument,
  "unknown-config-key": unknownConfigKey,
  "repeated-config-key": repeatedConfigKey,
  "removed-config-key": removedConfigKey,
  "deprecated-config-key": deprecatedConfigKey,
  "future-config-key": futureConfigKey,
  "unread-config-key": unreadConfigKey,
  "config-value-type": configValueType,
  "config-boolean": configBoolean,
  "missing-config-key": missingConfigKey,
  "empty-config-block": emptyConfigBlock,
  "unknown-config-value": unknownConfigValue,
  "config-value-range": configValueRange,
  "output-without-target": outputWithoutTarget,
  "silent-outputs": silentOutputs,
  "rules-files-twice": rulesFilesTwice,
  "drop-action-conflict": dropActionConflict,
  "undefined-plugin": undefinedPlugin,
  "plugin-not-loaded": pluginNotLoaded,
  "plugin-outside-folder": pluginOutsideFolder,
  "metrics-interval": metricsInterval,
  "metrics-without-output": metricsWithoutOutput,
  "listen-address": listenAddress,
  "rule-selection": ruleSelection,
  "append-output-entry": appendOutputEntry,
  "narrow-append-output": narrowAppendOutput,
  "config-path": configPath,
  "idle-setting": idleSetting,
  "nested-config-files": nestedConfigFiles,
  "list-onto-value": listOntoValue,
  "overridden-config-value": overriddenConfigValue,
  "replaced-config-block": replacedConfigBlock,
  "environment-reference": environmentReference,
  "container-plugin-engines": containerPluginEngines,
  "config-override": configOverride,
};

/** All checks of the configuration, in reading order. */
export const configChecks: readonly CheckInfo[] = Object.values(CHECKS);

/** How a finding of the configuration reads; spans of fixes are in the text that was judged. */
export function renderConfigFinding<Code extends ConfigCode>(finding: ConfigFinding & { readonly code: Code }): Rendered {
  const check: { render(finding: FindingOf<Code>): Rendered } = CHECKS[finding.code];
  return check.render(finding as FindingOf<Code>);
}
