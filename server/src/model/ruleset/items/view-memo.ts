import type { Catalog } from "../../../catalog/catalog.ts";
import type { ItemView } from "./items.ts";

/**
 * Remembers what `make` gives for a view, for each catalogue. An item's view stays the same object while its text does,
 * and so does the answer. Ask for a catalogue's answers once, then for those of all its views.
 */
export function viewMemo<T>(
  make: (view: ItemView, catalog: Catalog) => T,
): (catalog: Catalog) => (view: ItemView) => T {
  const byCatalog = new WeakMap<Catalog, (view: ItemView) => T>();
  return (catalog) => {
    const known = byCatalog.get(catalog);
    if (known) return known;
    const answers = new WeakMap<ItemView, { readonly is: T }>();
    const answer = (view: ItemView): T => {
      const old = answers.get(view);
      if (old) return old.is;
      const is = make(view, catalog);
      answers.set(view, { is });
      return is;
    };
    byCatalog.set(catalog, answer);
    return answer;
  };
}
