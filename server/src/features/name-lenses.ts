import { keptBy } from "../text/kept.ts";
import { rulesetOf } from "../model/workspace/ruleset-of.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { NameKind } from "../model/ruleset/items/item-names.ts";
import { directUsers } from "../model/ruleset/users.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import type { PlacedItem } from "../syntax/items.ts";
import type { Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";

/** What can be shown above rules, macros and lists. */
export interface ShownLenses {
  /** How many macros, lists and rules use a macro or a list. */
  readonly uses: boolean;
  /** How many later items change a rule, macro or list. */
  readonly overrides: boolean;
  /** That the effective rule, macro or list can be shown, where several items make it. */
  readonly effective: boolean;
}

export interface NameLens {
  readonly shows: keyof ShownLenses;
  readonly title: string;
  readonly name: string;
  /** The name's, in the document. */
  readonly span: Span;
}

/** What is known of the rules, macros and lists of a document, for the line above each. */
export function nameLenses(snapshot: Snapshot, document: Document, shown: ShownLenses): readonly NameLens[] {
  if (!shown.uses && !shown.overrides && !shown.effective) return [];
  return document.regions.flatMap((region, index) => {
    const ruleset = rulesetOf(snapshot, document.uri, index);
    const items = ruleset && !region.template ? (region.items?.items ?? []) : [];
    return items.flatMap((placed) => (ruleset ? lensesOf(snapshot, ruleset, region, placed, shown) : []));
  });
}

function lensesOf(
  snapshot: Snapshot,
  ruleset: Ruleset,
  region: ParsedRegion,
  placed: PlacedItem,
  shown: ShownLenses,
): readonly NameLens[] {
  const { view } = snapshot.readItem(placed.item);
  if (view?.kind !== "rule" && view?.kind !== "macro" && view?.kind !== "list") return [];
  const { kind, name, nameNode } = view;
  const map = itemToDocument(region, placed);
  const span = { start: map.at(nameNode.span.start), end: map.endAt(nameNode.span.end) };
  const { collected } = ruleset.rules;
  const views: readonly WithItem[] = collected[`${kind}s`].get(name)?.views ?? [];
  const at = placesIn(views).get(placed.item) ?? -1;
  const later = at === 0 ? views.length - 1 : 0;
  const lenses: (NameLens | false)[] = [
    shown.uses &&
      at === 0 &&
      kind !== "rule" && { shows: "uses", title: usesOf(ruleset, kind, name), name, span },
    shown.overrides &&
      later > 0 && {
        shows: "overrides",
        title: later === 1 ? "1 override" : `${later} overrides`,
        name,
        span,
      },
    shown.effective &&
      at >= 0 &&
      views.length > 1 && { shows: "effective", title: `Effective ${kind}`, name, span },
  ];
  return lenses.flatMap((lens) => lens || []);
}

interface WithItem {
  readonly item: object;
}

/** Where each item comes first. */
const placesIn = keptBy(
  (views: readonly WithItem[]) => new Map(views.map(({ item }, at) => [item, at] as const).reverse()),
);

function usesOf({ rules }: Ruleset, kind: Exclude<NameKind, "rule">, name: string): string {
  const count = directUsers(rules, kind, name).length;
  return count === 0 ? "No uses" : count === 1 ? "1 use" : `${count} uses`;
}
