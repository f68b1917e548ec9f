import { allConditions, type Condition } from "../../../syntax/condition/ast.ts";
import type { Span } from "../../../text/span.ts";
import { editDistance, nearestName } from "../../../text/names.ts";
import type { FindingContext, Found } from "../found.ts";
import { type LoadedText, spotOf } from "../loaded-text.ts";
import type { TextFinding } from "../judge.ts";
import { firstOf, MOST_COMPARED } from "./unresolved-findings.ts";

/** A value that reads as the name of a list or a macro, which Falco compares with as text. */
export interface ListAsTextFinding extends TextFinding {
  readonly code: "list-as-text";
  readonly name: string;
  /** The list that is meant; absent where the name is that of a macro. */
  readonly near?: string;
}

/** Names of lists that are written with an underscore are hardly ever values; shorter ones may be. */
const LIST_LIKE = /^[a-zA-Z][a-zA-Z0-9]*_\w{2,}$/;
const SHORTEST = 8;

/** Whether a text may have such values; quick, since most have none. */
export function mayNameLists({ text }: LoadedText): boolean {
  return text.includes("(") && text.includes("_");
}

/** Finds values of a condition that are meant as lists: a misspelt list, or the name of a macro. */
export function listNamesIn(tree: Condition, loaded: LoadedText, context: FindingContext): readonly Found[] {
  if (!mayNameLists(loaded)) return NOTHING;
  const found: Found[] = [];
  for (const node of allConditions(tree)) {
    if (node.kind !== "comparison" || node.right?.kind !== "list") continue;
    for (const item of node.right.items) {
      if (item.kind !== "text" || item.quote !== undefined || !LIST_LIKE.test(item.text)) continue;
      if (isList(item.text, context)) continue;
      // What a list contains is not what the rule says; to compare all of it with all names takes long.
      const spot = spotOf(loaded, item.span);
      if (!spot || spot.origin || context.isBackground(spot.item)) continue;
      const finding = listAsText(item.text, item.span, context);
      if (finding) found.push({ kind: "text", loaded, finding, spot });
    }
  }
  return found;
}

const NOTHING: readonly Found[] = [];

function isList(name: string, { known, defined }: FindingContext): boolean {
  return known("list", name) !== undefined || defined.lists.has(name);
}

function listAsText(name: string, span: Span, context: FindingContext): ListAsTextFinding | undefined {
  const finding = { code: "list-as-text", span, falco: null, name } as const;
  if (context.defined.macros.has(name)) return finding;
  const near = name.length < SHORTEST ? undefined : nearList(name, context);
  return near === undefined ? undefined : { ...finding, near };
}

/** Returns the list with the nearest name, of those that are defined and those of the default rules. */
export function nearList(name: string, { defined, published }: FindingContext): string | undefined {
  const near = nearestName(name, [...firstOf(defined.lists.keys(), MOST_COMPARED), ...published("list")]);
  return near !== undefined && isSlip(name, near) ? near : undefined;
}

/** Whether the words that differ are near: `web_ports` is another name than `ntp_ports`. */
function isSlip(name: string, near: string): boolean {
  const [a, b] = [name.toLowerCase().split("_"), near.toLowerCase().split("_")];
  if (a.length !== b.length) return true;
  return a.every((word, at) => {
    const other = b[at] ?? "";
    const limit = Math.max(1, Math.floor(Math.min(word.length, other.length) / 2));
    return editDistance(word, other, limit + 1) <= limit;
  });
}
