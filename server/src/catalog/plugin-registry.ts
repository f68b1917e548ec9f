import { counter } from "../text/kept.ts";
import { fieldData, pluginData } from "./data.ts";
import type { FieldRecord, PluginRecord } from "./records.ts";
import { isAtLeast, type Version } from "./version.ts";

/** A plugin as a file of the user's describes it. What the file does not say is absent. */
export interface PluginDescription {
  readonly name: string;
  readonly version?: Version;
  /** The event source that it provides. */
  readonly eventSource?: string;
  readonly extractSources?: readonly string[];
  readonly asyncEvents?: readonly string[];
  readonly fields?: readonly FieldRecord[];
  /** JSON Schema of `init_config`. */
  readonly initSchema?: unknown;
}

/** The plugins and fields that are known: those of the catalogue, and those that files of the user's describe. */
export interface PluginRegistry {
  /** Different for each registry, so that it can be part of the key of a cache. */
  readonly id: number;
  readonly plugins: readonly PluginRecord[];
  readonly fields: readonly FieldRecord[];
  plugin(name: string): PluginRecord | undefined;
  /** Every record of a field's name. */
  fieldRecords(name: string): readonly FieldRecord[];
  /** The first parts of the names of all fields, such as `proc`. */
  readonly classes: ReadonlySet<string>;
  /** The plugins that provide an event source. */
  ofSource(source: string): readonly PluginRecord[];
}

const nextId = counter();

/** The plugins of the catalogue alone. */
export const CATALOGUED: PluginRegistry = registry(pluginData.plugins, fieldData.fields);

/** The catalogue with the plugins that are described. What two descriptions say of one plugin is joined, the later one first. */
export function registryWith(descriptions: readonly PluginDescription[]): PluginRegistry {
  if (descriptions.length === 0) return CATALOGUED;
  const byName = new Map<string, PluginDescription>();
  for (const one of descriptions) byName.set(one.name, { ...byName.get(one.name), ...one });
  const described = [...byName.values()];
  const plugins = [
    ...pluginData.plugins.filter(({ name }) => !byName.has(name)),
    ...described.map((one) => toRecord(one, CATALOGUED.plugin(one.name))),
  ];
  const replaced = new Set(described.filter(({ fields }) => fields).map(({ name }) => name));
  const fields = [
    ...fieldData.fields.filter(({ plugin }) => plugin === undefined || !replaced.has(plugin)),
    ...described.flatMap(fieldsOf),
  ];
  return registry(plugins, fields);
}

function toRecord(
  { name, version, eventSource, extractSources, asyncEvents, fields, initSchema }: PluginDescription,
  known: PluginRecord | undefined,
): PluginRecord {
  const source = eventSource ?? known?.eventSource;
  const newest = version ?? known?.version;
  return {
    name,
    ...(source !== undefined && { eventSource: source }),
    extractSources: extractSources ?? known?.extractSources ?? (source === undefined ? ["*"] : [source]),
    asyncEvents: asyncEvents ?? known?.asyncEvents ?? [],
    ...(newest !== undefined && { version: newest }),
    ...(known?.bundled && { bundled: known.bundled }),
    ...(known?.fieldsOf !== undefined && !fields && { fieldsOf: known.fieldsOf }),
    ...(!known && !fields && { fieldsUnknown: true }),
    ...(!known && !asyncEvents && { eventsUnknown: true }),
    ...(initSchema !== undefined && { initSchema }),
  };
}

/** The described fields, each with the history that the catalogue has of it, and what no list of fields shows. */
function fieldsOf({ name, version, fields }: PluginDescription): readonly FieldRecord[] {
  if (!fields) return [];
  const own = new Set(fields.map((field) => field.name));
  const known = fieldData.fields.filter(({ plugin }) => plugin === name);
  const byName = new Map(known.map((field) => [field.name, field]));
  const unlisted = known.filter(
    (field) =>
      !own.has(field.name) &&
      (field.hidden ||
        field.removedInPlugin !== undefined ||
        (version !== undefined && field.sincePlugin !== undefined && !isAtLeast(version, field.sincePlugin))),
  );
  return [...fields.map((field) => ({ ...byName.get(field.name), ...field })), ...unlisted];
}

function registry(plugins: readonly PluginRecord[], fields: readonly FieldRecord[]): PluginRegistry {
  const byName = new Map(plugins.map((one) => [one.name, one]));
  const records = groupByName(fields);
  return {
    id: nextId(),
    plugins,
    fields,
    plugin: (name) => byName.get(name),
    fieldRecords: (name) => records.get(name) ?? [],
    classes: new Set(fields.map(({ name }) => classOf(name))),
    ofSource: (source) => plugins.filter((one) => one.eventSource === source),
  };
}

/** The first part of a field's name: `proc` of `proc.name`. */
export function classOf(name: string): string {
  return name.split(".", 1)[0] ?? "";
}

/** Records by their names. */
function groupByName<T extends { readonly name: string }>(
  records: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const group = groups.get(record.name);
    if (group) group.push(record);
    else groups.set(record.name, [record]);
  }
  return groups;
}
