import type { Catalog } from "./catalog.ts";
import { configKeyData, fieldData } from "./data.ts";
import { createEventTable } from "./events.ts";
import { type FieldInfo, fieldAt, isFieldInfo } from "./field-info.ts";
import { CONSTRUCTS, MODIFIERS, OPERATORS, TRANSFORMERS } from "./language.ts";
import { lookupField, suffixes } from "./lookup-field.ts";
import { type LoadedPlugin, type Plugins, loadedPlugins } from "./plugins.ts";
import type { FieldRecord } from "./records.ts";
import { engineOf } from "./releases.ts";
import { type Version, isAtLeast } from "./version.ts";

export interface CatalogRequest {
  readonly target: Version;
  readonly plugins: Plugins;
  /** Keys of `static_fields` where the configuration is known; absent: every `static.` name may exist. */
  readonly staticFields?: readonly string[];
}

/** Most catalogues that are held: a choice of plugins makes another with each letter that is typed. */
const MOST_HELD = 16;

/** Gives a catalogue; the same request gives the same object, as long as it is among the last ones asked for. */
export function createCatalogs(): (request: CatalogRequest) => Catalog {
  const made = new Map<string, Catalog>();
  const asked = new Map<string, Catalog>();
  return (request) => {
    const question = JSON.stringify([request.target, request.plugins, request.staticFields]);
    const known = asked.get(question);
    if (known) return held(asked, question, known);
    const plugins = loadedPlugins(request.plugins, request.target);
    const key = JSON.stringify([
      request.target,
      plugins.map(({ name, version }) => [name, version]),
      request.staticFields,
    ]);
    const catalog = made.get(key) ?? loadCatalog(request.target, plugins, request.staticFields);
    return held(asked, question, held(made, key, catalog));
  };
}

function held(catalogs: Map<string, Catalog>, key: string, catalog: Catalog): Catalog {
  catalogs.delete(key);
  catalogs.set(key, catalog);
  const [oldest] = catalogs.keys();
  if (catalogs.size > MOST_HELD && oldest !== undefined) catalogs.delete(oldest);
  return catalog;
}

const RECORDS: ReadonlyMap<string, readonly FieldRecord[]> = groupByName(fieldData.fields);

function loadCatalog(
  target: Version,
  plugins: readonly LoadedPlugin[],
  staticFields: readonly string[] | undefined,
): Catalog {
  const fields = fieldData.fields.map((record) => fieldAt(record, target, plugins)).filter(isFieldInfo);
  const byName = groupByName(fields);
  const byPlugin = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const bySource = new Map<string, ReadonlyMap<string, FieldInfo>>();
  const fieldsOf = (source: string): ReadonlyMap<string, FieldInfo> => {
    const known = bySource.get(source);
    if (known) return known;
    const made = new Map(
      fields.filter((field) => isVisible(field, source)).map((field) => [field.name, field]),
    );
    bySource.set(source, made);
    return made;
  };
  const sources = sourcesOf(fields, plugins);
  const catalog: Catalog = {
    target,
    engine: engineOf(target),
    plugins,
    plugin: (name) => byPlugin.get(name),
    uncatalogued: plugins.filter((plugin) => !plugin.record).map((plugin) => plugin.name),
    sources,
    isSource: (name) => sources.includes(name),
    field: (name) => byName.get(name)?.[0] ?? staticField(name, target, staticFields),
    fieldFor: (name, source) => fieldsOf(source).get(name) ?? staticField(name, target, staticFields),
    fieldsFor: (source) => [...fieldsOf(source).values()],
    fieldNames: (source) => [...fieldsOf(source).keys()],
    lookupField: (name, source) => lookupField(catalog, name, source),
    knownField: (name) => RECORDS.get(name) ?? [],
    suffixes: (field) => suffixes(catalog, field),
    events: createEventTable(plugins.flatMap((plugin) => plugin.record?.asyncEvents ?? [])),
    operators: since(OPERATORS, target),
    modifiers: since(MODIFIERS, target),
    transformers: since(TRANSFORMERS, target),
    hasConstruct: (id) => isAtLeast(target, CONSTRUCTS.get(id)?.since),
  };
  return catalog;
}

function isVisible(field: FieldInfo, source: string): boolean {
  return field.sources.includes("*") || field.sources.includes(source);
}

/** `syscall`, the sources of loaded plugins, and those that were Falco's own while their fields were. */
function sourcesOf(fields: readonly FieldInfo[], plugins: readonly LoadedPlugin[]): readonly string[] {
  const own = fields.filter((field) => field.broughtBy === undefined).flatMap((field) => field.sources);
  const brought = plugins.flatMap((plugin) => plugin.record?.eventSource ?? []);
  return [...new Set(["syscall", ...own, ...brought])].filter((source) => source !== "*");
}

const STATIC_FIELDS_SINCE: Version | undefined = configKeyData.keys.find(
  (key) => key.path === "static_fields",
)?.since;

/** `static.` fields are made by the configuration. */
function staticField(
  name: string,
  target: Version,
  keys: readonly string[] | undefined,
): FieldInfo | undefined {
  if (!name.startsWith("static.") || !isAtLeast(target, STATIC_FIELDS_SINCE)) return undefined;
  if (keys && !keys.includes(name.slice("static.".length))) return undefined;
  const hint = "A constant string from `static_fields` in the configuration";
  return {
    name,
    type: "CHARBUF",
    isList: false,
    sources: ["*"],
    loaderWarns: false,
    hint,
    ...(STATIC_FIELDS_SINCE && { since: STATIC_FIELDS_SINCE }),
  };
}

function since<T extends { readonly since?: Version }>(
  records: ReadonlyMap<string, T>,
  target: Version,
): ReadonlyMap<string, T> {
  return new Map([...records].filter(([, record]) => isAtLeast(target, record.since)));
}

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
