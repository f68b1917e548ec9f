import { VALUE_TYPES, type FieldArgument, type FieldRecord, type PluginRecord } from "../../server/src/catalog/records.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import {
  ShapeError,
  anything,
  defined,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  since,
  text,
  version,
  words,
} from "../shape.ts";

/** `sources/fields.json` → the fields and the plugins, given the fields that the rules loader warns of. */
export function convertFields(
  source: unknown,
  loaderWarns: ReadonlyMap<string, Version>,
): { readonly fields: readonly FieldRecord[]; readonly plugins: readonly PluginRecord[] } {
  const read = sourceShape(source, "fields.json");
  const plugins = read.plugins.map(toPlugin);
  const names = new Set(plugins.map((plugin) => plugin.name));
  for (const plugin of plugins) {
    if (plugin.eventSource && !read.eventSources.includes(plugin.eventSource))
      throw new ShapeError(`fields.json plugin ${plugin.name}`, `unknown source \`${plugin.eventSource}\``);
    if (plugin.fieldsOf && !names.has(plugin.fieldsOf))
      throw new ShapeError(`fields.json plugin ${plugin.name}`, `unknown plugin \`${plugin.fieldsOf}\``);
  }
  const fields = read.fields.map((field) => {
    const where = `fields.json field ${field.name}`;
    if (field.plugin && !names.has(field.plugin)) throw new ShapeError(where, `unknown plugin \`${field.plugin}\``);
    for (const name of field.sources) {
      if (name !== "*" && !read.eventSources.includes(name)) throw new ShapeError(where, `unknown source \`${name}\``);
    }
    return toField(field, loaderWarns.get(field.name), where);
  });
  const known = new Set(fields.map((field) => field.name));
  for (const name of loaderWarns.keys()) {
    if (!known.has(name)) throw new ShapeError("rule-items.json deprecatedFields", `unknown field \`${name}\``);
  }
  return { fields, plugins };
}

const type = oneOf(VALUE_TYPES);
const fieldShape = record({
  name: text,
  class: text,
  type,
  isList: flag,
  arg: optional(
    record({ mode: oneOf(["required", "optional"]), kinds: list(oneOf(["name", "index", "key"])), syntax: list(text) }),
  ),
  flags: record({ filterOnly: flag, printOnly: flag, hidden: flag, noRhs: flag, noTransformer: flag }),
  sources: list(text),
  plugin: optional(text),
  since,
  sincePlugin: optional(version),
  deprecatedIn: optional(version),
  deprecatedInPlugin: optional(version),
  removedIn: optional(version),
  removedInPlugin: optional(version),
  replacedBy: words,
  note: words,
  hint: text,
  enumValues: optional(list(text)),
  enumNote: words,
  commonValues: optional(list(text)),
  typeChanges: optional(list(record({ in: version, from: type, to: type }))),
  core: optional(record({ from: since, until: version, dotted: optional(oneOf(["key"])) })),
  movedToPluginIn: optional(version),
  suggestedOutput: flag,
  fixedValue: words,
  unavailable: flag,
});
const pluginShape = record({
  name: text,
  id: optional(number),
  eventSource: optional(text),
  extractSources: list(text),
  latestTag: version,
  asyncEvents: list(text),
  fieldCount: number,
  fieldsOf: optional(text),
  bundledWithFalcoSince: optional(version),
  bundledVersionAt: optional(mapOf(version)),
  eventKeys: optional(list(text)),
});
const sourceShape = record({ meta: anything, eventSources: list(text), plugins: list(pluginShape), fields: list(fieldShape) });

function toField(field: ReturnType<typeof fieldShape>, loaderWarnsSince: Version | undefined, where: string): FieldRecord {
  if (!field.hint) throw new ShapeError(where, "has no hint");
  const { class: _class, flags, core, arg, movedToPluginIn: _moved, ...rest } = field;
  return defined({
    ...rest,
    arg: arg && toArgument(field.name, arg, where),
    core: core && defined({ since: core.from, until: core.until, dotted: core.dotted }),
    ...flags,
    loaderWarnsSince,
  });
}

/** The written forms say more than the kinds do: which brackets there are, and what may follow a dot. */
function toArgument(name: string, arg: NonNullable<ReturnType<typeof fieldShape>["arg"]>, where: string): FieldArgument {
  const tails = arg.syntax.map((form) => {
    if (!form.startsWith(name)) throw new ShapeError(where, `the form \`${form}\` does not begin with the field`);
    return form.slice(name.length);
  });
  const bracket = tails.some((tail) => tail.startsWith("[")) ? arg.kinds.filter((kind) => kind !== "name") : undefined;
  const dots = tails.filter((tail) => tail.startsWith(".")).map((tail) => tail.slice(1));
  return defined({ mode: arg.mode, bracket, dotted: toDotted(dots, where), syntax: arg.syntax });
}

/** Placeholders are upper case; anything else after a dot represents itself. */
function toDotted(dots: readonly string[], where: string): FieldArgument["dotted"] {
  if (dots.length === 0 || dots.every((word) => word === word.toLowerCase())) return dots.length === 0 ? undefined : dots;
  const known = { NAME: "parameter", "NAME CODE": "event", SUBSYS: "subsystem", KEY: "key" } as const;
  const kind = Object.entries(known).find(([placeholders]) => placeholders === dots.join(" "))?.[1];
  if (!kind) throw new ShapeError(where, `unknown placeholder \`${dots.join(" ")}\``);
  return kind;
}

function toPlugin(plugin: ReturnType<typeof pluginShape>): PluginRecord {
  return defined({
    name: plugin.name,
    eventSource: plugin.eventSource,
    extractSources: plugin.extractSources,
    asyncEvents: plugin.asyncEvents,
    version: plugin.latestTag,
    fieldsOf: plugin.fieldsOf,
    bundled: plugin.bundledVersionAt,
    eventKeys: plugin.eventKeys,
  });
}
