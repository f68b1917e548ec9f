import settings from "../../../../schemas/plugin-settings.json" with { type: "json" };

/** What a setting of a plugin is. A secret is a string that does not belong in a file. */
export type SettingType = "text" | "number" | "boolean" | "list" | "map" | "secret";

/**
 * Settings of plugins that have a schema of their own. Source: facts, config-keys.json, on the container plugin; the
 * configurations of the others in falcosecurity/plugins.
 */
const BY_PLUGIN: ReadonlyMap<string, ReadonlyMap<string, SettingType>> = new Map(
  Object.entries(settings).map(([name, types]) => [
    name,
    new Map<string, SettingType>(Object.entries(types as object)),
  ]),
);

/** The settings in `init_config` that a plugin has; undefined for one whose settings are not known. */
export function settingsOfPlugin(name: string): ReadonlyMap<string, SettingType> | undefined {
  return BY_PLUGIN.get(name);
}
