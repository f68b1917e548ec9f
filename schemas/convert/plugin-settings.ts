import type { PluginSettingsRecord } from "../../server/src/catalog/records.ts";
import { ShapeError, anything, defined, list, mapOf, optional, record, text } from "../shape.ts";

const schema = optional(mapOf(anything));
const sourceShape = record({
  meta: anything,
  plugins: list(record({ name: text, source: text, init: schema, open: schema })),
});

/** `sources/plugin-settings.json` → the schemas of `init_config` and `open_params` of each plugin that has settings. */
export function convertPluginSettings(
  source: unknown,
  known: ReadonlySet<string>,
): { readonly settings: readonly PluginSettingsRecord[] } {
  const { plugins } = sourceShape(source, "plugin-settings.json");
  for (const { name } of plugins)
    if (!known.has(name)) throw new ShapeError(`plugin-settings.json ${name}`, "is an unknown plugin");
  return { settings: plugins.map(({ source: _source, ...rest }) => defined({ ...rest })) };
}
