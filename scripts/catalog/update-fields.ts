import { type Answers, eventsIn, fieldsIn, pluginsIn } from "./answers.ts";
import { firstOfLine, isThere, type Run } from "./run.ts";
import type { FieldSource, Sources } from "./sources.ts";

export function updateFields(source: Sources["fields"], answers: Answers, run: Run): Sources["fields"] {
  const { release, changes } = run;
  const told = fieldsIn(answers.fields);
  const plugins = pluginsIn(answers.plugins);
  const byName = new Map(told.map((field) => [field.name, field]));
  const first = firstOfLine(run.checkout.tags, release);
  const isListed = ({ plugin, flags }: FieldSource): boolean =>
    !flags.hidden && (plugin === null || plugins.has(plugin));
  const fields = source.fields.map((field): FieldSource => {
    const found = byName.get(field.name);
    byName.delete(field.name);
    if (!isListed(field)) return field;
    const wasThere = isThere(field, release) && !field.removedInPlugin;
    if (!found) {
      if (!wasThere) return field;
      changes.push({ kind: "removed", of: "field", name: field.name });
      changes.push({
        kind: "decide",
        of: "field",
        name: field.name,
        note: "what replaces it (`replacedBy`)",
      });
      return { ...field, removedIn: first };
    }
    if (!wasThere)
      changes.push({
        kind: "decide",
        of: "field",
        name: field.name,
        note: "is back, although it was removed",
      });
    let next = field;
    if (found.type !== field.type || found.isList !== field.isList) {
      changes.push({
        kind: "changed",
        of: "field",
        name: field.name,
        note: `${field.type} is ${found.type}${found.isList ? " list" : ""}`,
      });
      next = {
        ...next,
        type: found.type,
        isList: found.isList,
        typeChanges: [...(field.typeChanges ?? []), { in: first, from: field.type, to: found.type }],
      };
    }
    if (found.isDeprecated && field.deprecatedIn === null) {
      changes.push({ kind: "deprecated", of: "field", name: field.name });
      next = { ...next, deprecatedIn: first };
    }
    return next;
  });
  for (const field of byName.values()) {
    const plugin = plugins.has(field.class) ? field.class : null;
    changes.push({ kind: "new", of: "field", name: field.name });
    changes.push({
      kind: "decide",
      of: "field",
      name: field.name,
      note: "a description in our own words (`hint` in fields.json)",
    });
    const added = {
      name: field.name,
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
    fields.push(added);
  }
  return {
    ...source,
    plugins: source.plugins.map((plugin) => {
      const version = plugins.get(plugin.name);
      const known = plugin.bundledVersionAt;
      if (version === undefined || !known || known[release] === version) return plugin;
      if (version !== known[run.from] || known[release] !== undefined)
        changes.push({
          kind: "changed",
          of: "plugin",
          name: plugin.name,
          note: `${release} ships ${version}`,
        });
      return { ...plugin, latestTag: version, bundledVersionAt: { ...known, [release]: version } };
    }),
    fields,
  };
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
