import schema from "../../../schemas/falco-lint.schema.json" with { type: "json" };
import { once } from "../text/kept.ts";
import { readSettingsSchema, type SettingsSchema } from "./plugins/settings-schema.ts";

/** The schema of the project file. */
export const projectSchema = once(() => readSettingsSchema(schema));

/** What is known of the key at a path of the project file. */
export function projectKeyAt(path: readonly string[]): SettingsSchema | undefined {
  return path.reduce<SettingsSchema | undefined>(
    (around, name) => around?.properties.get(name),
    projectSchema(),
  );
}
