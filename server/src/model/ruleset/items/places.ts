import type { Document, ParsedRegion } from "../../../hosts/document.ts";
import type { Item } from "../../../syntax/item.ts";

/** Where an item is. */
export interface Place {
  readonly uri: string;
  readonly region: ParsedRegion;
  /** Offset of the item's text in its region. */
  readonly start: number;
}

/** Where each item is, found out when first asked. */
export type Places = (item: Item) => Place | undefined;

export function placesOf(documents: ReadonlyMap<string, Document>): Places {
  let places: Map<Item, Place> | undefined;
  return (item) => {
    if (!places) {
      places = new Map();
      for (const { uri, regions } of documents.values()) {
        for (const region of regions) {
          for (const one of region.items?.items ?? [])
            places.set(one.item, { uri, region, start: one.start });
        }
      }
    }
    return places.get(item);
  };
}
