import { keptBy } from "../../text/kept.ts";
import { pluginSettingsData } from "../data.ts";
import { CATALOGUED, type PluginRegistry } from "../plugin-registry.ts";
import type { PluginRecord, PluginSettingsRecord } from "../records.ts";
import type { Version } from "../version.ts";
import { readForeignSchema, readSettingsSchema, type SettingsSchema } from "./settings-schema.ts";

/** What is known of the settings of a plugin. */
export interface PluginSettings {
  readonly init?: SettingsSchema;
  readonly open?: SettingsSchema;
  /** The version of the plugin, where a file describes it or Falco ships it. */
  readonly version?: Version;
}

/** The settings of a plugin: of its own description where a file has it, else of the catalogue. */
export function settingsOfPlugin(
  name: string,
  target: Version,
  registry: PluginRegistry = CATALOGUED,
): PluginSettings {
  const record = registry.plugin(name);
  const catalogued = RECORDS.get(name);
  const { init, open } = catalogued ? schemasOf(catalogued) : {};
  const own = record?.initSchema === undefined ? init : ownSchema(record);
  const version = record?.bundled?.[target] ?? record?.version;
  return { ...(own && { init: own }), ...(open && { open }), ...(version !== undefined && { version }) };
}

const RECORDS: ReadonlyMap<string, PluginSettingsRecord> = new Map(
  pluginSettingsData.settings.map((record) => [record.name, record]),
);

const schemasOf = keptBy(({ init, open }: PluginSettingsRecord) => ({
  ...(init && { init: readSettingsSchema(init) }),
  ...(open && { open: readSettingsSchema(open) }),
}));

const ownSchema = keptBy(({ initSchema }: PluginRecord) => readForeignSchema(initSchema));
