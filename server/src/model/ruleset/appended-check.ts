import { MASK } from "../../hosts/embedding/template.ts";
import type { Item } from "../../syntax/item.ts";
import type { NamedView } from "./items/items.ts";
import type { Judge } from "./judge.ts";
import type { Found } from "./found.ts";
import { loadedText, spotOf, written } from "./loaded-text.ts";

/** Any condition that is by itself, as that of a base must. */
const ANY_BASE = "evt.num >= 0 ";

/**
 * What no base can fix: an appended condition that begins with a check instead of `and` or `or`. For an item whose base is
 * known to be somewhere without being loaded.
 */
export function appendedCheck(view: NamedView, item: Item, judge: Judge): readonly Found[] {
  if (view.kind === "list" || !view.condition || view.condition.text.includes(MASK)) return [];
  const isAppended =
    view.mode === "append" ||
    view.overrides.some(({ key, operation }) => key === "condition" && operation === "append");
  const begin = view.condition.text.search(/\S/);
  if (!isAppended || begin < 0) return [];
  const loaded = loadedText([{ text: ANY_BASE }, written({ item, node: view.condition })]);
  const [first] = judge.parse(loaded.text).problems;
  if (first?.code !== "missing-connective" || first.span.start !== ANY_BASE.length + begin) return [];
  const spot = spotOf(loaded, first.span);
  return spot ? [{ kind: "text", loaded, finding: first, spot }] : [];
}
