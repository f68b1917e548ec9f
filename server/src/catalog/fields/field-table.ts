import { keptBy, keptFor, once } from "../../text/kept.ts";
import { type FieldInfo, fieldAt, isCoreField, isFieldInfo } from "./field-info.ts";
import type { PluginRegistry } from "../plugin-registry.ts";
import type { LoadedPlugin } from "../plugins.ts";
import type { FieldRecord } from "../records.ts";
import type { Version } from "../version.ts";

/** The fields of one target. Each is made when it is first asked for: most texts name a few of more than a thousand. */
export interface FieldTable {
  /** The field of any source. */
  field(name: string): FieldInfo | undefined;
  /** The field for rules of a source. */
  fieldFor(name: string, source: string): FieldInfo | undefined;
  /** All fields for rules of a source, by name. */
  fieldsFor(source: string): ReadonlyMap<string, FieldInfo>;
  /** The sources of Falco's own fields, each once. */
  readonly ownSources: readonly string[];
}

export function createFieldTable(
  registry: PluginRegistry,
  target: Version,
  plugins: readonly LoadedPlugin[],
): FieldTable {
  const infoOf = keptBy((record: FieldRecord): FieldInfo | undefined => {
    const field = fieldAt(record, target, plugins);
    return isFieldInfo(field) ? field : undefined;
  });
  const fieldsFor = keptFor(
    (source: string): ReadonlyMap<string, FieldInfo> =>
      new Map(
        registry.fields.flatMap((record) => {
          const field = isVisible(record, source) ? infoOf(record) : undefined;
          return field ? [[field.name, field] as const] : [];
        }),
      ),
  );
  const ownSources = once(() => {
    const sources = new Set<string>();
    for (const record of registry.fields) {
      const isKnown = record.sources.every((source) => sources.has(source));
      if (!isKnown && isCoreField(record, target) && infoOf(record))
        for (const source of record.sources) sources.add(source);
    }
    return [...sources];
  });
  return {
    field: (name) => firstOf(registry.fieldRecords(name), infoOf),
    fieldFor: (name, source) =>
      // The later of two visible ones, as in `fieldsFor`.
      lastOf(registry.fieldRecords(name), (record) =>
        isVisible(record, source) ? infoOf(record) : undefined,
      ),
    fieldsFor,
    get ownSources() {
      return ownSources();
    },
  };
}

function isVisible(record: FieldRecord, source: string): boolean {
  return record.sources.includes("*") || record.sources.includes(source);
}

function firstOf<T, R>(values: readonly T[], make: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const made = make(value);
    if (made !== undefined) return made;
  }
  return undefined;
}

function lastOf<T, R>(values: readonly T[], make: (value: T) => R | undefined): R | undefined {
  return firstOf(values.length > 1 ? values.toReversed() : values, make);
}
