import { appendOutputEntry } from "./settings/append-output-entry.ts";
import { configBoolean } from "./keys/config-boolean.ts";
import { configNotAMap } from "./keys/config-not-a-map.ts";
import { configOverride } from "./settings/config-override.ts";
import { configPath } from "./settings/config-path.ts";
import { configSyntax } from "./keys/config-syntax.ts";
import { configValueRange } from "./keys/config-value-range.ts";
import { configValueType } from "./keys/config-value-type.ts";
import { containerPluginEngines } from "./settings/container-plugin-engines.ts";
import { deprecatedConfigKey } from "./keys/deprecated-config-key.ts";
import { dropActionConflict } from "./settings/drop-action-conflict.ts";
import { emptyConfigBlock } from "./keys/empty-config-block.ts";
import { environmentReference } from "./settings/environment-reference.ts";
import { futureConfigKey } from "./keys/future-config-key.ts";
import { idleSetting } from "./settings/idle-setting.ts";
import { ignoredDocument } from "./settings/ignored-document.ts";
import { listOntoValue } from "./settings/list-onto-value.ts";
import { listenAddress } from "./settings/listen-address.ts";
import { metricsInterval } from "./settings/metrics-interval.ts";
import { metricsWithoutOutput } from "./settings/metrics-without-output.ts";
import { missingConfigKey } from "./keys/missing-config-key.ts";
import { narrowAppendOutput } from "./settings/narrow-append-output.ts";
import { nestedConfigFiles } from "./settings/nested-config-files.ts";
import { outputWithoutTarget } from "./settings/output-without-target.ts";
import { pluginNotLoaded } from "./settings/plugin-not-loaded.ts";
import { pluginLoadedTwice } from "./plugins/plugin-loaded-twice.ts";
import { pluginSetting } from "./plugins/plugin-setting.ts";
import { unknownPlugin } from "./plugins/unknown-plugin.ts";
import { pluginOutsideFolder } from "./settings/plugin-outside-folder.ts";
import { removedConfigKey } from "./keys/removed-config-key.ts";
import { repeatedConfigKey } from "./keys/repeated-config-key.ts";
import { ruleSelection } from "./settings/rule-selection.ts";
import { overriddenConfigValue } from "./settings/overridden-config-value.ts";
import { replacedConfigBlock } from "./settings/replaced-config-block.ts";
import { rulesFilesTwice } from "./settings/rules-files-twice.ts";
import { silentOutputs } from "./settings/silent-outputs.ts";
import { undefinedPlugin } from "./settings/undefined-plugin.ts";
import { unknownConfigKey } from "./keys/unknown-config-key.ts";
import { unknownConfigValue } from "./keys/unknown-config-value.ts";
import { unknownSystemCall } from "./keys/unknown-system-call.ts";
import { unreadConfigKey } from "./keys/unread-config-key.ts";
import type { ConfigCode } from "../../model/configuration/finding.ts";
import type { ConfigCheck } from "./config-check.ts";

/** The checks of the configuration by code: a code without a check, or under the wrong name, does not compile. */
export const CONFIG_CHECKS: { readonly [Code in ConfigCode]: ConfigCheck<Code> } = {
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
  "unknown-system-call": unknownSystemCall,
  "config-value-range": configValueRange,
  "output-without-target": outputWithoutTarget,
  "silent-outputs": silentOutputs,
  "rules-files-twice": rulesFilesTwice,
  "drop-action-conflict": dropActionConflict,
  "undefined-plugin": undefinedPlugin,
  "plugin-not-loaded": pluginNotLoaded,
  "plugin-loaded-twice": pluginLoadedTwice,
  "plugin-setting": pluginSetting,
  "plugin-outside-folder": pluginOutsideFolder,
  "unknown-plugin": unknownPlugin,
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
