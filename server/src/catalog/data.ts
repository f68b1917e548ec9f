import announcementsJson from "../../../schemas/catalog/announcements.json" with { type: "json" };
import attackJson from "../../../schemas/catalog/attack.json" with { type: "json" };
import configKeysJson from "../../../schemas/catalog/config-keys.json" with { type: "json" };
import defaultRuleFactsJson from "../../../schemas/catalog/default-rule-facts.json" with { type: "json" };
import defaultRulesJson from "../../../schemas/catalog/default-rules.json" with { type: "json" };
import eventsJson from "../../../schemas/catalog/events.json" with { type: "json" };
import falcoctlJson from "../../../schemas/catalog/falcoctl.json" with { type: "json" };
import fieldsJson from "../../../schemas/catalog/fields.json" with { type: "json" };
import habitsJson from "../../../schemas/catalog/habits.json" with { type: "json" };
import helmValuesJson from "../../../schemas/catalog/helm-values.json" with { type: "json" };
import languageJson from "../../../schemas/catalog/language.json" with { type: "json" };
import optionsJson from "../../../schemas/catalog/options.json" with { type: "json" };
import pluginSettingsJson from "../../../schemas/catalog/plugin-settings.json" with { type: "json" };
import pluginsJson from "../../../schemas/catalog/plugins.json" with { type: "json" };
import ruleItemsJson from "../../../schemas/catalog/rule-items.json" with { type: "json" };
import usageJson from "../../../schemas/catalog/usage.json" with { type: "json" };
import versionsJson from "../../../schemas/catalog/versions.json" with { type: "json" };
import type {
  ConstantKind,
  ConstructRecord,
  ItemKeyRecord,
  LoadCodeRecord,
  ModifierRecord,
  OperatorRecord,
  PriorityRecord,
  TransformerRecord,
  TypeGroup,
} from "./language-records.ts";
import type {
  ChartDefaultRecord,
  ChartValueRecord,
  ChartWriteRecord,
  HelmBehaviourRecord,
  HelmValueChangeRecord,
  HelmValueRecord,
} from "./chart-records.ts";
import type {
  AnnouncementRecord,
  AttackRecord,
  ConfigKeyRecord,
  DefaultNamesRecord,
  DefaultRulesFileRecord,
  EnvironmentRecord,
  EventArgumentRecord,
  EventRecord,
  FieldHabitRecord,
  FieldRecord,
  ImageRecord,
  LoaderWordRecord,
  OptionRecord,
  PluginRecord,
  PluginSettingsRecord,
  PrintPresetRecord,
  PriorityHabitRecord,
  ReleaseRecord,
  SyscallRecord,
  ValueType,
} from "./records.ts";
import type { FalcoctlRecord } from "./falcoctl/falcoctl-records.ts";
import type { Version } from "./version.ts";
import type { JsonTable } from "../text/table.ts";

/*
 * The generated files with the types that the generator checked them against: JSON imports have wider types,
 * so each is named once, here, and nowhere else in the program.
 */

export const fieldData = fieldsJson as unknown as { readonly fields: readonly FieldRecord[] };
export const pluginData = pluginsJson as unknown as { readonly plugins: readonly PluginRecord[] };
export const pluginSettingsData = pluginSettingsJson as unknown as {
  readonly settings: readonly PluginSettingsRecord[];
};
export const falcoctlData = falcoctlJson as unknown as FalcoctlRecord;
export const eventData = eventsJson as unknown as {
  readonly events: readonly EventRecord[];
  readonly syscalls: readonly SyscallRecord[];
  readonly args: readonly EventArgumentRecord[];
  readonly unmatchable: JsonTable<string>;
  readonly codeCount: number;
  readonly warnAbove: number;
};
export const languageData = languageJson as unknown as {
  readonly operators: readonly OperatorRecord[];
  readonly modifiers: readonly ModifierRecord[];
  readonly transformers: readonly TransformerRecord[];
  readonly constructs: readonly ConstructRecord[];
  readonly typeGroups: readonly { readonly name: TypeGroup; readonly types: readonly ValueType[] }[];
  readonly constants: readonly { readonly kind: ConstantKind; readonly types: readonly ValueType[] }[];
  readonly listFieldTypes: readonly ValueType[];
  readonly maxValueBytes: number;
};
export const ruleItemData = ruleItemsJson as unknown as {
  readonly keys: readonly ItemKeyRecord[];
  readonly priorities: readonly PriorityRecord[];
  readonly codes: readonly LoadCodeRecord[];
};
export const configKeyData = configKeysJson as unknown as {
  readonly keys: readonly ConfigKeyRecord[];
  readonly neverShipped: readonly { readonly name: string; readonly real: string }[];
};
export const optionData = optionsJson as unknown as {
  readonly options: readonly OptionRecord[];
  readonly environment: readonly EnvironmentRecord[];
  readonly printPresets: readonly PrintPresetRecord[];
  readonly loaderWords: readonly LoaderWordRecord[];
  readonly images: readonly ImageRecord[];
};
export const helmData = helmValuesJson as unknown as {
  readonly values: readonly HelmValueRecord[];
  readonly valueChanges: readonly HelmValueChangeRecord[];
  readonly behaviour: readonly HelmBehaviourRecord[];
  readonly driverKinds: {
    readonly values: readonly string[];
    readonly aliases: JsonTable<string>;
    readonly default: string;
  };
  readonly known: readonly ChartValueRecord[];
  readonly given: readonly ChartDefaultRecord[];
  readonly written: readonly ChartWriteRecord[];
  readonly rulesFolder: string;
};
export const versionData = versionsJson as unknown as {
  readonly releases: readonly ReleaseRecord[];
  readonly semverEngineSince: Version;
};
export const defaultRulesData = defaultRulesJson as unknown as {
  readonly files: readonly DefaultRulesFileRecord[];
  readonly names: readonly DefaultNamesRecord[];
};
/** The lines are read by `default-rule-facts.ts`, and only when they are asked for. */
export const defaultRuleFactsData = defaultRuleFactsJson as unknown as {
  readonly eventSets: readonly string[];
  readonly lines: readonly string[];
};
export const announcementData = announcementsJson as unknown as {
  readonly announcements: readonly AnnouncementRecord[];
};
export const habitData = habitsJson as unknown as {
  readonly fields: readonly FieldHabitRecord[];
  readonly fieldPrefixes: readonly { readonly meant: string; readonly written: string }[];
  readonly priorities: readonly PriorityHabitRecord[];
};
export const attackData = attackJson as unknown as AttackRecord;
/** Contexts in the order of their names, each with names and weights in turn. Read by `usage.ts`. */
export const usageData = usageJson as unknown as {
  readonly contexts: readonly (readonly [context: string, names: string])[];
};
