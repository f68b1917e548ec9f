/** What the published rules files define, as far as it is known without their texts. Read when it is first asked for. */
import { keptFor, once } from "../text/kept.ts";
import { defaultRuleFactsData } from "./data.ts";
import { type Version, compareVersions, isAtLeast } from "./version.ts";
import { SYSCALL } from "./records.ts";

/** What a condition says outside all parentheses: what an appended text binds to. */
export type Connective = "and" | "or" | "single";

interface KnownBase {
  readonly name: string;
  /** The first and the last version of its file in which it is the same; absent where the file has no versions. */
  readonly from?: Version;
  readonly until?: Version;
}

interface KnownTexts extends KnownBase {
  /** The event types that it admits; undefined for all. */
  readonly events: readonly string[] | undefined;
  readonly connective: Connective;
  /** Its own and those of its macros. */
  readonly fields: readonly string[];
  readonly macros: readonly string[];
  readonly lists: readonly string[];
}

export interface KnownMacro extends KnownTexts {
  readonly kind: "macro";
}

export interface KnownRule extends KnownTexts {
  readonly kind: "rule";
  readonly source: string;
  readonly priority: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly outputFields: readonly string[];
}

export interface KnownList extends KnownBase {
  readonly kind: "list";
  readonly items: readonly string[];
  /** Lists whose items belong to it as well. */
  readonly lists: readonly string[];
}

export type KnownItem = KnownRule | KnownMacro | KnownList;

/** One version of a published rules file. */
export interface KnownFile {
  readonly file: string;
  readonly version?: Version;
  readonly rules: ReadonlyMap<string, KnownRule>;
  readonly macros: ReadonlyMap<string, KnownMacro>;
  readonly lists: ReadonlyMap<string, KnownList>;
}

/** What a version of a published file defines; undefined where nothing is known of the file. */
export function knownFile(file: string, version: Version | undefined): KnownFile | undefined {
  return versionsOf(file)(version ?? "");
}

const versionsOf = keptFor((file: string) =>
  keptFor((version: Version | "") => readFile(file, version === "" ? undefined : version)),
);

/** Every state of a definition in the versions of a file, oldest first. */
export function knownStates(file: string, kind: KnownItem["kind"], name: string): readonly KnownBase[] {
  return (recordsByFile().get(file) ?? [])
    .filter((columns) => columns[0] === kind && columns[1] === name)
    .map(lifeOf)
    .sort((a, b) => compareVersions(a.from ?? "0.0.0", b.from ?? "0.0.0"));
}

/** The last version of a published file that defined a name, among those older than all that still do. */
export function lastVersionWith(
  kind: KnownItem["kind"],
  name: string,
): { readonly file: string; readonly version: Version } | undefined {
  const last = [...recordsByFile().keys()].flatMap((file) => {
    const version = knownStates(file, kind, name).at(-1)?.until;
    return version ? [{ file, version }] : [];
  });
  return last[0];
}

type Columns = readonly string[];

/** Represents the column of the line before. */
const SAME = '"';

const recordsByFile = once((): ReadonlyMap<string, readonly Columns[]> => {
  const read = new Map<string, Columns[]>();
  let records: Columns[] = [];
  let before: Columns = [];
  for (const line of defaultRuleFactsData.lines) {
    const columns = line.split("|");
    if (columns.length === 1) {
      records = [];
      read.set(line, records);
      continue;
    }
    before = columns.map((column, i) => (column === SAME ? (before[i] ?? "") : column));
    records.push(before);
  }
  return read;
});

function readFile(file: string, version: Version | undefined): KnownFile | undefined {
  const records = recordsByFile().get(file);
  if (!records) return undefined;
  const inVersion = records.filter((columns) => isIn(lifeOf(columns), version));
  const macros = readMacros(inVersion.filter(([kind]) => kind === "macro"));
  const rules = new Map<string, KnownRule>();
  const lists = new Map<string, KnownList>();
  for (const columns of inVersion) {
    const [kind, name = ""] = columns;
    if (kind === "rule") rules.set(name, toRule(columns, macros));
    if (kind === "list") lists.set(name, toList(columns));
  }
  return { file, ...(version && { version }), rules, macros, lists };
}

function isIn({ from, until }: KnownBase, version: Version | undefined): boolean {
  return (
    version === undefined || (isAtLeast(version, from) && (until === undefined || isAtLeast(until, version)))
  );
}

function lifeOf([, name = "", from, until]: Columns): KnownBase {
  return { name, ...(from && { from: from as Version }), ...(until && { until: until as Version }) };
}

/** Macros have the fields of the macros that they use. */
function readMacros(records: readonly Columns[]): ReadonlyMap<string, KnownMacro> {
  const byName = new Map(records.map((columns) => [columns[1] ?? "", columns]));
  const macros = new Map<string, KnownMacro>();
  const open = new Set<string>();
  const read = (name: string): void => {
    const columns = byName.get(name);
    if (!columns || macros.has(name) || open.has(name)) return;
    open.add(name);
    split(columns[7]).forEach(read);
    macros.set(name, { kind: "macro", ...toTexts(columns, macros) });
  };
  for (const name of byName.keys()) read(name);
  return macros;
}

function toRule(columns: Columns, macros: ReadonlyMap<string, KnownMacro>): KnownRule {
  const [source = SYSCALL, priority = "", enabled, tags, outputFields] = columns.slice(9);
  return {
    kind: "rule",
    ...toTexts(columns, macros),
    source,
    priority,
    enabled: enabled === "on",
    tags: split(tags),
    outputFields: split(outputFields),
  };
}

function toTexts(columns: Columns, known: ReadonlyMap<string, KnownMacro>): KnownTexts {
  const [events = "all", connective = "single", fields, macros, lists] = columns.slice(4);
  const all = [...split(fields), ...split(macros).flatMap((name) => known.get(name)?.fields ?? [])];
  return {
    ...lifeOf(columns),
    events: events === "all" ? undefined : split(defaultRuleFactsData.eventSets[Number(events)]),
    connective: connective as Connective,
    fields: [...new Set(all)].sort(),
    macros: split(macros),
    lists: split(lists),
  };
}

function toList(columns: Columns): KnownList {
  const [items, lists] = columns.slice(4);
  return { kind: "list", ...lifeOf(columns), items: split(items), lists: split(lists) };
}

function split(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(",");
}
