import { settingsOfPlugin } from "../../catalog/plugins/plugin-settings.ts";
import type { SettingsSchema } from "../../catalog/plugins/settings-schema.ts";
import { CATALOGUED, type PluginRegistry } from "../../catalog/plugin-registry.ts";
import type { Version } from "../../catalog/version.ts";
import { nodeAt, textOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { pluginNamed } from "./config-view.ts";

/** A setting in `init_config` of a plugin, or all of them. */
export interface SettingAt {
  readonly plugin: string;
  readonly schema: SettingsSchema;
}

/** The setting that the steps from the root of a configuration lead to; undefined for what is not a known setting. */
export function settingAt(
  root: YamlNode | undefined,
  steps: readonly (string | number)[],
  target: Version,
  registry: PluginRegistry = CATALOGUED,
): SettingAt | undefined {
  const [list, index, member, ...below] = steps;
  if (list !== "plugins" || typeof index !== "number" || member !== "init_config") return undefined;
  const item = nodeAt(root, [list, index]);
  const plugin = pluginNamed(textOf(item, "name") ?? "", textOf(item, "library_path"), registry);
  const init = settingsOfPlugin(plugin, target, registry).init;
  const schema = below.reduce<SettingsSchema | undefined>(
    (around, step) => (typeof step === "number" ? around?.items : around?.properties.get(step)),
    init,
  );
  return schema && { plugin, schema };
}
