/** What a rule, macro or list comes to, put into words: one page for the command line and the editor. */
import type { Explained, ExplainedList, ExplainedMacro } from "../../model/explain/explain-names.ts";
import type { ExplainedRule, Fragment, Origin } from "../../model/explain/explain.ts";
import { whereKnown } from "../../model/explain/known-texts.ts";
import { UNRESTRICTED } from "../../model/condition/infer-events.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { engineText, type EngineNeed } from "../../model/ruleset/items/needed-engine.ts";
import type { User, Users } from "../../model/ruleset/users.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { Item } from "../../syntax/item.ts";
import type { Span } from "../../text/span.ts";

export interface EffectivePage {
  readonly kind: NameKind;
  readonly name: string;
  /** What holds of it, in a line. */
  readonly facts: readonly string[];
  /** What made it what it is, first to last. */
  readonly origins: readonly PagePart[];
  /** The texts that Falco works with. */
  readonly texts: readonly { readonly label: string; readonly text: string }[];
  readonly details: readonly { readonly label: string; readonly text: string }[];
  /** What the texts were put together from. */
  readonly fragments: readonly PagePart[];
}

export interface PagePart {
  readonly text: string;
  readonly at: LineRange | undefined;
}

/** Lines of a file, both from 1. */
export interface LineRange {
  readonly uri: string;
  readonly path: string;
  readonly line: number;
  readonly lastLine: number;
}

/** A page for each thing that is explained. */
export function effectivePages(
  snapshot: Snapshot,
  { rules, macros, lists }: Explained,
): readonly EffectivePage[] {
  return [
    ...rules.map((rule) => rulePage(rule, snapshot)),
    ...macros.map((macro) => macroPage(macro, snapshot)),
    ...lists.map((list) => listPage(list, snapshot)),
  ];
}

function rulePage(rule: ExplainedRule, snapshot: Snapshot): EffectivePage {
  const base = {
    kind: "rule",
    name: rule.rule,
    origins: originParts(rule.origins, snapshot),
    fragments: fragmentParts(rule.fragments, snapshot),
  } as const;
  const facts = [
    rule.enabled ? "enabled" : "disabled",
    `source ${rule.source}`,
    ...(rule.priority === "" ? [] : [`priority ${rule.priority}`]),
    `tags ${listed(rule.tags)}`,
  ];
  if (rule.dropped)
    return {
      ...base,
      facts: [...facts, "skipped, because its source is unknown"],
      texts: [],
      details: [],
    };
  return {
    ...base,
    facts,
    texts: [
      conditionText(rule.compiledCondition),
      ...(rule.compiledOutput === "" ? [] : [{ label: "output", text: rule.compiledOutput }]),
    ],
    details: [
      { label: "events", text: listed(rule.events.filter((name) => name !== UNRESTRICTED)) },
      { label: "macros", text: listed(rule.macros) },
      { label: "lists", text: listed(rule.lists) },
      { label: "fields", text: listed([...new Set([...rule.conditionFields, ...rule.outputFields])]) },
      ...engineDetails(rule.engineNeeds),
    ],
  };
}

function macroPage(macro: ExplainedMacro, snapshot: Snapshot): EffectivePage {
  return {
    kind: "macro",
    name: macro.macro,
    facts: [],
    origins: originParts(macro.origins, snapshot),
    texts: [conditionText(macro.compiledCondition)],
    details: [
      { label: "macros", text: listed(macro.macros) },
      { label: "lists", text: listed(macro.lists) },
      { label: "fields", text: listed(macro.conditionFields) },
      ...userDetails(macro),
    ],
    fragments: fragmentParts(macro.fragments, snapshot),
  };
}

function listPage(list: ExplainedList, snapshot: Snapshot): EffectivePage {
  return {
    kind: "list",
    name: list.list,
    facts: [`${list.items.length} ${list.items.length === 1 ? "item" : "items"}`],
    origins: originParts(list.origins, snapshot),
    texts: [{ label: "items", text: listed(list.items, 200) }],
    details: [
      ...(list.lists.length > 0 ? [{ label: "lists", text: listed(list.lists) }] : []),
      ...userDetails(list),
    ],
    fragments: [],
  };
}

function conditionText(condition: string | undefined): EffectivePage["texts"][number] {
  return { label: "condition", text: condition ?? "does not compile" };
}

function userDetails({ usedBy, rules }: Users): EffectivePage["details"] {
  const named = ({ kind, name }: User): string => `${kind} ${name}`;
  return [
    { label: "used by", text: listed(usedBy.map(named)) },
    ...(rules.length > 0 ? [{ label: "rules", text: listed(rules) }] : []),
  ];
}

/** The smallest engine that takes a rule and what asks for it; nothing where the oldest one known will do. */
function engineDetails(needs: readonly EngineNeed[]): EffectivePage["details"] {
  const [newest] = needs;
  if (!newest) return [];
  const reasons = needs.map(({ name, since }) => `${name} (Falco ${since})`);
  return [{ label: "engine", text: `${engineText(newest.engine)} or newer, for ${reasons.join(", ")}` }];
}

function originParts(origins: readonly Origin[], snapshot: Snapshot): readonly PagePart[] {
  return origins.map((origin) => ({ text: originText(origin), at: linesOf(snapshot, origin.item) }));
}

/** What an item does to what was there before it. */
export function originText({ mode, changes, item }: Origin): string {
  const known = standsFor(item);
  switch (mode) {
    case "define":
      return known ? `defined in ${whereKnown(known)}` : "defined";
    case "append":
      return "appended to";
    case "enable":
      return "turned on or off";
    case "override": {
      const keys = (operation: string): string =>
        listed(changes.filter((change) => change.operation === operation).map(({ key }) => key));
      const words = [...new Set(changes.map(({ operation }) => operation))].map(
        (operation) => `${keys(operation)} ${operation === "append" ? "appended to" : "replaced"}`,
      );
      return words.length > 0 ? words.join(", ") : "overridden";
    }
  }
}

function fragmentParts(fragments: readonly Fragment[], snapshot: Snapshot): readonly PagePart[] {
  return fragments.map(({ key, text, item, span }) => ({
    text: `${key}: ${text.replaceAll(/\s+/g, " ").trim()}`,
    at: linesOf(snapshot, item, span),
  }));
}

/** The lines of an item, or of a part of it; undefined for one that no document has. */
export function linesOf(
  snapshot: Snapshot,
  item: Item,
  span: Span = { start: 0, end: item.text.trimEnd().length },
): LineRange | undefined {
  const place = snapshot.placeOf(item);
  const document = place && snapshot.documents.get(place.uri);
  if (!place || !document) return undefined;
  const { map } = place.region;
  const first = document.lines.position(map.at(place.start + span.start)).line;
  const last = document.lines.position(map.endAt(place.start + span.end)).line;
  return { uri: place.uri, path: document.path, line: first + 1, lastLine: Math.max(first, last) + 1 };
}

function listed(items: readonly string[], most = 12): string {
  if (items.length === 0) return "none";
  return items.length > most
    ? `${items.slice(0, most).join(", ")} and ${items.length - most} more`
    : items.join(", ");
}
