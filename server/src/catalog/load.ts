import { keptBy } from "../text/kept.ts";
import type { Catalog } from "./catalog.ts";
import { configKeyData } from "./data.ts";
import { defaultRules, idOfRules, type PublishedRules } from "./default-rules.ts";
import { createEventTable } from "./events.ts";
import type { FieldInfo } from "./fields/field-info.ts";
import { createFieldTable, type FieldTable } from "./fields/field-table.ts";
import { CONSTRUCTS, MODIFIERS, OPERATORS, TRANSFORMERS } from "./language.ts";
import { lookupField, suffixes } from "./fields/lookup-field.ts";
import { type LoadedPlugin, type Plugins, loadedPlugins } from "./plugins.ts";
import { CATALOGUED, type PluginRegistry } from "./plugin-registry.ts";
import { engineOf } from "./releases.ts";
import { type Version, isAtLeast } from "./version.ts";
import { SYSCALL } from "./records.ts";

export interface CatalogRequest {
  readonly target: Version;
  readonly plugins: Plugins;
  /** Keys of `static_fields` where the configuration is known; absent: every `static.` name may exist. */
  readonly staticFields?: readonly string[];
  /** The plugins that are known; absent: those of the catalogue. */
  readonly registry?: PluginRegistry;
  /** Names of plugins that count as loaded besides, because what is checked needs them. */
  readonly assumed?: readonly string[];
  /** Published rules files; absent: those that the target ships. */
  readonly published?: PublishedRules;
}

/** Most catalogues that are held: a choice of plugins makes another with each letter that is typed. */
const MOST_HELD = 16;

/** Returns a catalogue; the same request gives the same object, as long as it is among the last ones asked for. */
export function createCatalogs(): (request: CatalogRequest) => Catalog {
  const made = new Map<string, Catalog>();
  const asked = new Map<string, Catalog>();
  return (request) => {
    const { target, staticFields, registry = CATALOGUED, assumed } = request;
    const published = request.published ?? defaultRules(target);
    const rules = idOfRules(published);
    const question = JSON.stringify([target, request.plugins, staticFields, registry.id, assumed, rules]);
    const known = asked.get(question);
    if (known) return held(asked, question, known);
    const plugins = loadedPlugins(request.plugins, target, registry, assumed);
    const loaded = plugins.map((one) => [one.name, one.version, one.assumed]);
    const key = JSON.stringify([target, loaded, staticFields, registry.id, rules]);
    const catalog = made.get(key) ?? loadCatalog(target, plugins, registry, published, staticFields);
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

function loadCatalog(
  target: Version,
  plugins: readonly LoadedPlugin[],
  registry: PluginRegistry,
  published: PublishedRules,
  staticFields: readonly string[] | undefined,
): Catalog {
  const fields = createFieldTable(registry, target, plugins);
  const byPlugin = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const sources = sourcesOf(fields, plugins);
  const catalog: Catalog = {
    target,
    engine: engineOf(target),
    plugins,
    published,
    registry,
    plugin: (name) => byPlugin.get(name),
    uncatalogued: plugins.filter(isOpen).map((plugin) => plugin.name),
    sources,
    isSource: (name) => sources.includes(name),
    field: (name) => fields.field(name) ?? staticField(name, target, staticFields),
    fieldFor: (name, source) => fields.fieldFor(name, source) ?? staticField(name, target, staticFields),
    fieldsFor: (source) => listed(fields.fieldsFor(source)).all,
    fieldNames: (source) => listed(fields.fieldsFor(source)).names,
    lookupField: (name, source) => lookupField(catalog, name, source),
    knownField: (name) => registry.fieldRecords(name),
    suffixes: (field) => suffixes(catalog, field),
    events: createEventTable(
      plugins.flatMap((plugin) => plugin.record?.asyncEvents ?? []),
      plugins.some(({ record }) => !record || record.eventsUnknown === true),
    ),
    operators: since(OPERATORS, target),
    modifiers: since(MODIFIERS, target),
    transformers: since(TRANSFORMERS, target),
    hasConstruct: (id) => isAtLeast(target, CONSTRUCTS.get(id)?.since),
  };
  return catalog;
}

const listed = keptBy((fields: ReadonlyMap<string, FieldInfo>) => ({
  all: [...fields.values()],
  names: [...fields.keys()],
}));

/** Nobody here knows the fields of such a plugin. */
function isOpen({ record }: LoadedPlugin): boolean {
  return !record || record.fieldsUnknown === true;
}

/** `syscall`, the sources of loaded plugins, and those that were Falco's own while their fields were. */
function sourcesOf({ ownSources }: FieldTable, plugins: readonly LoadedPlugin[]): readonly string[] {
  const brought = plugins.flatMap((plugin) => plugin.record?.eventSource ?? []);
  return [...new Set([SYSCALL, ...ownSources, ...brought])].filter((source) => source !== "*");
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
