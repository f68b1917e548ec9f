/**
 * Substitutes for definitions of which only facts are known: items that reach the same event types, use the same names
 * and take an appended text in the same way as the ones that Falco loads. Nothing else of their texts is known, so
 * nothing of them is shown, and nothing is reported on them.
 */
import { keptBy } from "../../text/kept.ts";
import type { KnownFile, KnownItem, KnownMacro, KnownRule } from "../../catalog/default-rule-facts.ts";
import { type ItemList, readItems } from "../../syntax/items.ts";
import type { Item } from "../../syntax/item.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** What is known of a published file, as rules that load like it. */
export interface Outline {
  readonly file: KnownFile;
  readonly items: ItemList;
}

/** What an item of an outline represents. */
export interface StandsFor {
  readonly known: KnownItem;
  readonly file: KnownFile;
}

const outlineKept = keptBy(makeOutline);
/** What an item of an outline represents, which `makeOutline` writes down. */
const meaningOf = keptBy((_item: Item): { standsFor?: StandsFor } => ({}));

/** What an item represents; undefined for one that people wrote. */
export function standsFor(item: Item | undefined): StandsFor | undefined {
  return item && meaningOf(item).standsFor;
}

/** The same outline for the same file. */
export function outlineOf(file: KnownFile): Outline {
  return outlineKept(file);
}

function makeOutline(file: KnownFile): Outline {
  const known: readonly KnownItem[] = [
    ...inOrder(file.lists, ({ lists }) => lists),
    ...inOrder(file.macros, ({ macros }) => macros),
    ...file.rules.values(),
  ];
  const items = readItems(known.map((one) => textOf(one, file)).join(""));
  items.items.forEach(({ item }, i) => {
    const one = known[i];
    if (one) meaningOf(item).standsFor = { known: one, file };
  });
  return { file, items };
}

/** What others use comes before them, as Falco asks for. */
function inOrder<T extends KnownItem>(
  all: ReadonlyMap<string, T>,
  usesOf: (one: T) => readonly string[],
): readonly T[] {
  const placed = new Set<T>();
  const visit = (one: T, depth: number): void => {
    if (placed.has(one) || depth > all.size) return;
    for (const name of usesOf(one)) {
      const used = all.get(name);
      if (used) visit(used, depth + 1);
    }
    placed.add(one);
  };
  for (const one of all.values()) visit(one, 0);
  return [...placed];
}

function textOf(known: KnownItem, file: KnownFile): string {
  switch (known.kind) {
    case "list":
      return `- list: ${quoted(known.name)}\n  items: ${flow([...known.lists, ...known.items])}\n`;
    case "macro":
      return `- macro: ${quoted(known.name)}\n  condition: ${quoted(conditionOf(known, file))}\n`;
    case "rule":
      return [
        `- rule: ${quoted(known.name)}`,
        "desc: known",
        `condition: ${quoted(conditionOf(known, file))}`,
        "output: known",
        `priority: ${known.priority}`,
        `source: ${known.source}`,
        `enabled: ${known.enabled}`,
        `tags: ${flow(known.tags)}\n`,
      ].join("\n  ");
  }
}

/** Every event has a number. */
const ANY_EVENT = "evt.num >= 0";

/**
 * A condition with the event types, names and connective of the known one. Macros that reach some of the event types are
 * read as alternatives; of the other names it is not known what they do, so that they take no part in it.
 */
function conditionOf(known: KnownMacro | KnownRule, file: KnownFile): string {
  const events = known.kind === "rule" && known.source !== SYSCALL ? undefined : known.events;
  const restricting = restrictingMacros(known, events, file);
  const others = known.macros.filter((name) => !restricting.includes(name));
  const neutral = [
    ANY_EVENT,
    ...others.map((name) => `(${name} or not ${name})`),
    ...known.lists.map((name) => `(${listCheck(name, known, file)} or ${ANY_EVENT})`),
  ];
  const alternatives = events && [...restricting, ...ownEvents(events, restricting, file)];
  // What is checked besides the event type lets all events through where it is negated.
  const isBare =
    others.length + known.lists.length === 0 && known.fields.every((field) => field === "evt.type");
  const parts = alternatives
    ? [
        alternatives.length > 1 ? `(${alternatives.join(" or ")})` : alternatives.join(),
        ...(isBare ? [] : neutral),
      ]
    : neutral;
  const all = parts.join(" and ");
  if (known.connective === "single") return `(${all})`;
  if (known.connective === "or") return `(${all}) or (${all})`;
  return parts.length > 1 ? all : `${all} and ${all}`;
}

/** The macros that reach nothing but event types of their user's, and not all of them by chance. */
function restrictingMacros(
  { macros }: KnownMacro | KnownRule,
  events: readonly string[] | undefined,
  file: KnownFile,
): readonly string[] {
  if (!events) return [];
  return macros.filter((name) => file.macros.get(name)?.events?.every((event) => events.includes(event)));
}

/** The event types that no macro provides. */
function ownEvents(events: readonly string[], macros: readonly string[], file: KnownFile): readonly string[] {
  const brought = new Set(macros.flatMap((name) => file.macros.get(name)?.events ?? []));
  const own = events.filter((event) => !brought.has(event));
  return own.length > 0 ? [`evt.type in (${own.join(", ")})`] : [];
}

/** What lists of other values than strings hold, and the fields that take such values. */
const TYPED: readonly { readonly item: RegExp; readonly fields: readonly string[] }[] = [
  { item: /^\d+$/, fields: ["fd.sport", "fd.cport", "fd.lport", "fd.rport", "fd.port"] },
  { item: /^"?[\d.]+\/\d+"?$/, fields: ["fd.snet", "fd.cnet", "fd.net"] },
  { item: /^"?\d+(?:\.\d+){3}"?$/, fields: ["fd.sip", "fd.cip", "fd.ip"] },
];

/** A check that uses a list, with a field of its user that takes all of its values. */
function listCheck(name: string, { fields }: KnownMacro | KnownRule, { lists }: KnownFile): string {
  const items = lists.get(name)?.items ?? [];
  const typed = items.length > 0 ? TYPED.find(({ item }) => items.every((one) => item.test(one))) : undefined;
  return `${typed?.fields.find((field) => fields.includes(field)) ?? "evt.datetime"} in (${name})`;
}

function flow(items: readonly string[]): string {
  return `[${items.map(quoted).join(", ")}]`;
}

/** A string of JSON is one of YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
