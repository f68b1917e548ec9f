/** What Falco does with names silently: definitions that replace others, and list names that are replaced as text. */
import type { ItemCode } from "../items/item-code.ts";
import { scalarText } from "../../../syntax/scalar-text.ts";
import type { YamlScalar } from "../../../syntax/yaml-node.ts";
import { countUntil } from "../../../text/count-until.ts";
import { keptBy } from "../../../text/kept.ts";
import { mapSpan } from "../../../text/offset-map.ts";
import type { EffectiveItem } from "../effective.ts";
import type { Defined } from "../history.ts";
import type { ListView, NamedView, RuleView } from "../items/items.ts";
import type { RulesText } from "../load-input.ts";
import type { Found } from "../found.ts";
import type { LoadedText, Piece } from "../loaded-text.ts";
import { standsFor } from "../outline.ts";

/** A definition that replaces one of the same file, or takes from a rule what it does not say again; then one of another file. */
export function redefinition(
  view: NamedView,
  before: EffectiveItem | undefined,
  file: number,
  files: readonly RulesText[],
): readonly Found[] {
  const replaced = before?.views[0];
  // Of what is only known by facts nobody can say whether it is the same.
  if (view.mode !== "define" || !before || !replaced || standsFor(replaced.item)) return NOTHING;
  // What was changed in between is undone by saying the first again.
  if (
    before.views.length === 1 &&
    before.file !== file &&
    files[before.file]?.published &&
    isSame(view, replaced)
  ) {
    return [named("same-as-default", view, [], replaced, "The default rules define it here.")];
  }
  const lost = view.kind === "rule" && replaced.kind === "rule" ? lostKeys(replaced, view) : [];
  const code = before.file === file || lost.length > 0 ? "defined-twice" : "defined-elsewhere";
  return [named(code, view, lost, replaced, "This definition is replaced.")];
}

/** Whether two macros or lists are the same text, however their lines are broken. */
function isSame(a: NamedView, b: NamedView): boolean {
  if (a.kind === "list" && b.kind === "list") return listText(a) !== undefined && listText(a) === listText(b);
  if (a.kind === "macro" && b.kind === "macro")
    return (
      a.condition !== undefined &&
      b.condition !== undefined &&
      plainText(a.condition.text) === plainText(b.condition.text)
    );
  return false;
}

/** Spaces between words do not count, but those in quotes do. */
function plainText(text: string): string {
  return text.trim().replace(/"[^"]*"|'[^']*'|\s+/g, (part) => (part.trim() === "" ? " " : part));
}

function listText({ items }: ListView): string | undefined {
  return items && JSON.stringify(items.map(({ text }) => text));
}

/** Lists that have the name of a macro. */
export function sharedNames({ lists, macros }: Defined): readonly Found[] {
  return [...lists.values()].flatMap(({ name, views }) => {
    const macro = macros.get(name);
    const [list] = views;
    return macro && list
      ? [named("list-named-as-macro", list, [], macro.views[0], "The macro is defined here.")]
      : [];
  });
}

/** The keys of a rule that a new definition leaves out, so that Falco takes their defaults again. */
function lostKeys(before: RuleView, after: RuleView): readonly string[] {
  const keys: readonly (readonly [string, unknown, unknown])[] = [
    ["enabled", before.enabled === false || undefined, after.enabled],
    ["tags", before.tags?.[0], after.tags],
    ["exceptions", before.exceptions?.[0], after.exceptions],
    ["warn_evttypes", before.warnEvttypes === false || undefined, after.warnEvttypes],
    ["skip-if-unknown-filter", before.skipIfUnknownFilter || undefined, after.skipIfUnknownFilter],
    ["capture", before.capture || undefined, after.capture],
  ];
  return keys.filter(([, had, has]) => had !== undefined && has === undefined).map(([key]) => key);
}

function named(
  code: ItemCode,
  view: NamedView,
  options: readonly string[],
  other: NamedView | undefined,
  message: string,
): Found {
  const place = { type: view.kind, name: view.name, at: view.node.span.start };
  const related = other ? [{ item: other.item, span: other.nameNode.span, message }] : [];
  return {
    kind: "item",
    item: view.item,
    finding: { code, span: view.nameNode.span, name: view.name, options, place, falco: null },
    related,
  };
}

/** List names inside quoted text, which Falco replaces as anywhere else. */
export function listsInText(
  loaded: LoadedText,
  {
    kind,
    name,
    views,
  }: { readonly kind: "macro" | "rule"; readonly name: string; readonly views: readonly NamedView[] },
): readonly Found[] {
  if (!loaded.pieces.some(isReplaced)) return NOTHING;
  const found: Found[] = [];
  for (const { reference } of loaded.pieces) {
    if (!reference || !isQuoted(reference.from.node, reference.span.start)) continue;
    const { item, node } = reference.from;
    const detail = node.text.slice(reference.span.start, reference.span.end);
    const span = mapSpan(scalarText(node, item.text).map, reference.span);
    const place = { type: kind, name, at: views[0]?.node.span.start };
    found.push({
      kind: "item",
      item,
      finding: { code: "list-in-text", span, name, detail, place, falco: null },
    });
  }
  return found;
}

const NOTHING: readonly Found[] = [];

/** Whether a piece is of a list, in the place of its name. */
function isReplaced({ reference }: Piece): boolean {
  return reference !== undefined;
}

/** Whether an offset of a condition lies between quotes. */
function isQuoted(condition: YamlScalar, offset: number): boolean {
  return countUntil(quotesIn(condition), (at) => at < offset) % 2 === 1;
}

/** Where the quotes are that open and close texts, in turn. */
const quotesIn = keptBy(({ text }: YamlScalar): readonly number[] => {
  const quotes: number[] = [];
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const isOpen = quote !== "";
    if (isOpen && letter === "\\") at++;
    else if (isOpen ? letter === quote : letter === '"' || letter === "'") {
      quotes.push(at);
      quote = isOpen ? "" : letter;
    }
  }
  return quotes;
});
