/** Items that change something which no file of the load defines: what they join is loaded from elsewhere, if at all. */
import type { Defined } from "../history.ts";
import { isNamed, type ItemView } from "./items.ts";
import type { LoadInput } from "../load-input.ts";

/** Whether an item changes what is not here. */
export function isLoose(view: ItemView, { lists, macros, rules }: Defined): boolean {
  if (!isNamed(view) || view.mode === "define") return false;
  const all = { list: lists, macro: macros, rule: rules }[view.kind];
  return (all.get(view.name)?.views[0]?.mode ?? "append") !== "define";
}

/** The words of such items. They are not compiled, so what they use is only known by its name. */
export function looseWords(
  defined: Defined,
  { files, readItem }: Pick<LoadInput, "files" | "readItem">,
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { items } of files) {
    for (const { item } of items.items) {
      const { view } = readItem(item);
      if (view && isLoose(view, defined)) for (const word of item.text.split(/[^\w.-]+/)) words.add(word);
    }
  }
  return words;
}
