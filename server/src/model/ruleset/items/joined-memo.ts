import { keptBy } from "../../../text/kept.ts";
import type { Catalog } from "../../../catalog/catalog.ts";
import type { ItemGroup } from "../../../syntax/items.ts";
import type { Item } from "../../../syntax/item.ts";
import type { ItemView } from "./items.ts";

/** What an item says, as Falco reads it. */
export type ViewOf = (item: Item) => ItemView | undefined;

/**
 * What items amount to together: `make` says it of one, `join` of neighbours by their parts. Both answers are remembered
 * for each catalogue, as long as the item or the group of neighbours is the same, so that an edited item costs the items
 * of its group and one step for every other group.
 */
export function joinedMemo<T>(
  make: (view: ItemView, catalog: Catalog) => T,
  join: (parts: readonly T[]) => T,
): (groups: readonly ItemGroup[], viewOf: ViewOf, catalog: Catalog) => T {
  const ofCatalog = keptBy((catalog: Catalog) => ({
    ofView: keptBy((view: ItemView) => make(view, catalog)),
    byGroup: new WeakMap<ItemGroup, { readonly is: T }>(),
  }));
  return (groups, viewOf, catalog) => {
    const { ofView, byGroup } = ofCatalog(catalog);
    const parts = groups.map((group) => {
      const known = byGroup.get(group);
      if (known) return known.is;
      const views = group.flatMap((item) => viewOf(item) ?? []);
      const is = join(views.map(ofView));
      byGroup.set(group, { is });
      return is;
    });
    return join(parts);
  };
}
