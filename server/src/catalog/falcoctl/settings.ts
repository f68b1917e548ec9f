import { keptFor, once } from "../../text/kept.ts";
import { falcoctlData } from "../data.ts";
import type { FalcoctlFile } from "./falcoctl-records.ts";
import { readSettingsSchema, type SettingsSchema } from "../plugins/settings-schema.ts";

/** The schema of a file of falcoctl's. */
export const falcoctlSchema = keptFor((file: FalcoctlFile) => readSettingsSchema(falcoctlData[file]));

/** What is known of the setting at a path; falcoctl does not tell upper from lower case in keys. A list's items are at no step of their own. */
export function falcoctlSettingAt(
  path: readonly string[],
  file: FalcoctlFile = "config",
): SettingsSchema | undefined {
  return path.reduce<SettingsSchema | undefined>(
    (around, name) => around && propertyOf(around, name),
    falcoctlSchema(file),
  );
}

/** The property of a name, in whatever case. Source: falcosecurity/falcoctl, internal/config/config.go, which reads by viper. */
export function propertyOf({ properties, items }: SettingsSchema, name: string): SettingsSchema | undefined {
  const own = items?.properties ?? properties;
  const lower = name.toLowerCase();
  return own.get(name) ?? [...own].find(([key]) => key.toLowerCase() === lower)?.[1];
}

/** The setting that a variable of the environment represents. Source: falcosecurity/falcoctl, README.md. */
export function settingOfVariable(name: string): SettingsSchema | undefined {
  return name.startsWith(PREFIX) ? variables().get(name) : undefined;
}

const PREFIX = "FALCOCTL_";

const variables = once((): ReadonlyMap<string, SettingsSchema> => {
  const found = new Map<string, SettingsSchema>();
  const add = ({ properties }: SettingsSchema, before: string): void => {
    for (const [key, schema] of properties) {
      const name = before + key.toUpperCase();
      if (schema.type === "object") add(schema, `${name}_`);
      else found.set(name, schema);
    }
  };
  add(falcoctlSchema("config"), PREFIX);
  return found;
});
