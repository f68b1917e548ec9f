import { type Version, isAtLeast } from "../../server/src/catalog/version.ts";
import {
  type Shape,
  ShapeError,
  anything,
  either,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  text,
  version,
} from "../shape.ts";

/** What the published rules files define, a definition a line, to be read when it is asked for. */
export interface DefaultRuleFacts {
  /** Names of event types, separated by commas. */
  readonly eventSets: readonly string[];
  readonly lines: readonly string[];
}

/**
 * `sources/default-rule-facts.json` → for each file its name, then one line for each stretch of versions in which a
 * definition stays the same:
 *
 *     rule|name|from|until|events|connective|fields|macros|lists|source|priority|enabled|tags|output fields
 *     macro|name|from|until|events|connective|fields|macros|lists
 *     list|name|from|until|items|lists
 *
 * `fields` leaves out those of the macros, and `"` represents what the line before says in its place. `fileOf` has the file of each artifact.
 */
export function convertDefaultRuleFacts(
  source: unknown,
  fileOf: ReadonlyMap<string, string>,
): DefaultRuleFacts {
  const { eventSets, files } = sourceShape(source, "default-rule-facts.json");
  const byFile = new Map<string, readonly string[]>();
  for (const file of files) {
    const name = file.file ?? fileOf.get(file.artifact ?? "");
    if (!name) throw new ShapeError("default-rule-facts.json", `no file for \`${file.artifact}\``);
    byFile.set(name, fileLines(file));
  }
  const sets = eventSets.map((names) => joined(names.filter((one) => one !== "asyncevent")));
  return { eventSets: sets, lines: [...byFile].flatMap(([name, lines]) => [name, ...lines.map(shortened)]) };
}

const life = { from: optional(version), until: optional(version) };
const texts = {
  events: either(number, oneOf(["all"])),
  connective: oneOf(["and", "or", "single"]),
  fields: list(text),
  macros: list(text),
  lists: list(text),
};
const ruleFacts = record({
  ...life,
  ...texts,
  source: text,
  priority: text,
  enabled: flag,
  tags: list(text),
  outputFields: list(text),
});
const macroFacts = record({ ...life, ...texts });
const listFacts = record({ ...life, items: list(text), lists: optional(list(text)) });

type MacroFacts = ReturnType<typeof macroFacts>;

interface Named<T> {
  readonly name: string;
  readonly variants: readonly T[];
}

/** Files without versions of their own have each definition once. */
function named<T>(facts: Shape<T>): Shape<Named<T>> {
  return (value, where) => {
    const { name, variants, ...only } = mapOf(anything)(value, where);
    return { name: text(name, where), variants: list(facts)(variants ?? [only], where) };
  };
}

const fileShape = record({
  artifact: optional(text),
  plugin: optional(text),
  file: optional(text),
  versions: optional(list(version)),
  notDescribed: optional(list(text)),
  rules: list(named(ruleFacts)),
  macros: list(named(macroFacts)),
  lists: list(named(listFacts)),
});
const sourceShape = record({ meta: anything, eventSets: list(list(text)), files: list(fileShape) });

function fileLines({ rules, macros, lists }: ReturnType<typeof fileShape>): readonly string[] {
  const condition = (facts: MacroFacts): readonly unknown[] => {
    const known = new Set(facts.macros.flatMap((name) => fieldsOf(macros.find((one) => one.name === name), facts)));
    const own = facts.fields.filter((field) => !known.has(field));
    return [facts.events, facts.connective, joined(own), joined(facts.macros), joined(facts.lists)];
  };
  const line = (kind: string, name: string, { from, until }: Life, rest: readonly unknown[]): string =>
    [kind, name, from ?? "", until ?? "", ...rest].join("|");
  return [
    ...linesOf(rules, (name, facts) => {
      const { source, priority, enabled, tags, outputFields } = facts;
      const rest = [source, priority, enabled ? "on" : "off", joined(tags), joined(outputFields)];
      return line("rule", name, facts, [...condition(facts), ...rest]);
    }),
    ...linesOf(macros, (name, facts) => line("macro", name, facts, condition(facts))),
    ...linesOf(lists, (name, facts) =>
      line("list", name, facts, [joined(facts.items), joined(facts.lists ?? [])]),
    ),
  ];
}

interface Life {
  readonly from?: Version | undefined;
  readonly until?: Version | undefined;
}

function linesOf<T>(all: readonly Named<T>[], lineOf: (name: string, facts: T) => string): readonly string[] {
  return all.flatMap(({ name, variants }) => variants.map((facts) => lineOf(name, facts)));
}

/** The fields that a macro has in every version of its user. */
function fieldsOf(macro: Named<MacroFacts> | undefined, user: Life): readonly string[] {
  const [first, ...others] = macro?.variants.filter((one) => overlap(one, user)) ?? [];
  return first?.fields.filter((field) => others.every(({ fields }) => fields.includes(field))) ?? [];
}

function overlap(a: Life, b: Life): boolean {
  return [
    [a, b],
    [b, a],
  ].every(([one, other]) => !one?.from || !other?.until || isAtLeast(other.until, one.from));
}

/** A line without what it has in common with the one before. */
function shortened(line: string, at: number, lines: readonly string[]): string {
  const before = lines[at - 1]?.split("|") ?? [];
  const columns = line.split("|");
  return columns.map((column, i) => (column !== "" && column === before[i] ? SAME : column)).join("|");
}

/** Represents the column of the line before. */
const SAME = '"';

/** A list within a line. */
function joined(names: readonly string[]): string {
  const odd = names.find((name) => /[,|]/.test(name));
  if (odd !== undefined) throw new ShapeError("default-rule-facts.json", `\`${odd}\` has a separator in it`);
  return names.join(",");
}
