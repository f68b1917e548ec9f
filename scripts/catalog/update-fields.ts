import { type Answers, eventsIn, fieldsIn, pluginsIn } from "./answers.ts";
import { firstOfLine, isThere, type Run } from "./run.ts";
import type { FieldSource, Sources } from "./sources.ts";

type Field = ReturnType<typeof fieldsIn>[number];

export function updateFields(source: Sources["fields"], answers: Answers, run: Run): Sources["fields"] {
  const plugins = pluginsIn(answers.plugins);
  const told = new Map(fieldsIn(answers.fields).map((field) => [field.name, field]));
  const isListed = ({ plugin, flags }: FieldSource): boolean =>
    !flags.hidden && (plugin === null || plugins.has(plugin));
  const known = source.fields.map((field) =>
    isListed(field) ? knownField(field, told.get(field.name), run) : field,
  );
  const names = new Set(source.fields.map(({ name }) => name));
  const added = [...told.values()].filter(({ name }) => !names.has(name));
  return {
    ...source,
    plugins: source.plugins.map((plugin) => bundledPlugin(plugin, plugins.get(plugin.name), run)),
    fields: [...known, ...added.map((field) => newField(field, plugins, run))],
  };
}

/** A field of the data as the program has it. */
function knownField(
  field: FieldSource,
  found: Field | undefined,
  { release, changes, checkout }: Run,
): FieldSource {
  const first = firstOfLine(checkout.tags, release);
  const of = "field";
  const { name } = field;
  const wasThere = isThere(field, release) && !field.removedInPlugin;
  if (!found) {
    if (!wasThere) return field;
    changes.push({ kind: "removed", of, name });
    changes.push({ kind: "decide", of, name, note: "what replaces it (`replacedBy`)" });
    return { ...field, removedIn: first };
  }
  if (!wasThere) changes.push({ kind: "decide", of, name, note: "is back, although it was removed" });
  let next = field;
  if (found.type !== field.type || found.isList !== field.isList) {
    const note = `${field.type} is ${found.type}${found.isList ? " list" : ""}`;
    changes.push({ kind: "changed", of, name, note });
    next = {
      ...next,
      type: found.type,
      isList: found.isList,
      typeChanges: [...(field.typeChanges ?? []), { in: first, from: field.type, to: found.type }],
    };
  }
  if (found.isDeprecated && field.deprecatedIn === null) {
    changes.push({ kind: "deprecated", of, name });
    next = { ...next, deprecatedIn: first };
  }
  return next;
}

/** The record of a field that the data does not have. */
function newField(field: Field, plugins: ReadonlyMap<string, string>, { release, changes, checkout }: Run) {
  const { name } = field;
  const first = firstOfLine(checkout.tags, release);
  const plugin = plugins.has(field.class) ? field.class : null;
  changes.push({ kind: "new", of: "field", name });
  const note = "a description in our own words (`hint` in fields.json)";
  changes.push({ kind: "decide", of: "field", name, note });
  return {
    name,
    class: field.class,
    type: field.type,
    isList: field.isList,
    arg: field.arg ?? null,
    flags: { filterOnly: false, printOnly: false, hidden: false, noRhs: false, noTransformer: false },
    sources: field.sources,
    plugin,
    since: first,
    sincePlugin: plugin === null ? null : (plugins.get(plugin) ?? null),
    deprecatedIn: field.isDeprecated ? first : null,
    removedIn: null,
    replacedBy: null,
    hint: "",
  };
}

/** A plugin with the version of it that the release ships. */
function bundledPlugin(
  plugin: Sources["fields"]["plugins"][number],
  version: string | undefined,
  { release, from, changes }: Run,
) {
  const known = plugin.bundledVersionAt;
  if (version === undefined || !known || known[release] === version) return plugin;
  if (version !== known[from] || known[release] !== undefined)
    changes.push({ kind: "changed", of: "plugin", name: plugin.name, note: `${release} ships ${version}` });
  return { ...plugin, latestTag: version, bundledVersionAt: { ...known, [release]: version } };
}

export function updateEvents(source: Sources["events"], answers: Answers, run: Run): Sources["events"] {
  const told = eventsIn(answers.events);
  const named = new Map(source.names.map((event) => [event.name, event]));
  const generic = new Set(source.genericSyscalls);
  const added: string[] = [];
  for (const [name, parameters] of told) {
    const known = named.get(name);
    if (!known && !generic.has(name)) {
      run.changes.push({ kind: "new", of: "event", name });
      // A system call without parameters of its own has these two.
      if (parameters.every((one) => one === "ID" || one === "nativeID")) added.push(name);
      else
        run.changes.push({
          kind: "decide",
          of: "event",
          name,
          note: `a record in \`names\` of events.json: ${parameters.join(", ")}`,
        });
    }
    const own = new Set(known?.params?.map((parameter) => parameter.name));
    for (const one of known?.params ? parameters : [])
      if (!own.has(one))
        run.changes.push({ kind: "changed", of: "event", name, note: `new parameter \`${one}\`` });
  }
  if (told.size > 0)
    for (const name of [...named.keys(), ...generic])
      if (!told.has(name)) run.changes.push({ kind: "removed", of: "event", name });
  return added.length === 0 ? source : { ...source, genericSyscalls: [...source.genericSyscalls, ...added] };
}
