import type { NameKind } from "../model/ruleset/items/item-names.ts";
import { itemNames } from "../model/ruleset/items/item-names.ts";
import { type NamePlace, placeOf, placesOfName } from "../model/workspace/name-places.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { FileRange, Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";
import { layers } from "./navigation.ts";

/** A rule, macro or list where an item defines or changes it. */
export interface NameNode {
  readonly kind: NameKind;
  readonly name: string;
  readonly uri: string;
  /** Of the item. */
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A use of a name: by `node` for what is incoming, of `node` for what is outgoing. */
export interface NameUse {
  readonly node: NameNode;
  /** Where the names are, in the item that uses them. */
  readonly at: readonly FileRange[];
}

/** The rule, macro or list at an offset, where it is defined. */
export function nameNodeAt(snapshot: Snapshot, uri: string, offset: number): NameNode | undefined {
  const [first] = layers(snapshot, uri, offset);
  return first && nodeOf(snapshot, first);
}

/** The items whose conditions, lists or exceptions use a name. */
export function usesOf(snapshot: Snapshot, { uri, kind, name }: NameKey): readonly NameUse[] {
  const uses = new Map<unknown, { node: NameNode; at: FileRange[] }>();
  for (const place of placesOfName(snapshot, uri, kind, name)) {
    if (place.role !== "use") continue;
    const node = nodeOf(snapshot, place);
    if (!node) continue;
    const use = uses.get(place.placed.item) ?? { node, at: [] };
    uses.set(place.placed.item, use);
    use.at.push({ uri: place.uri, start: place.start, end: place.end });
  }
  return [...uses.values()];
}

/** The macros and lists that the items of a name use, as far as somebody defines them. */
export function usedBy(snapshot: Snapshot, { uri, kind, name }: NameKey): readonly NameUse[] {
  const uses = new Map<string, { node: NameNode; at: FileRange[] }>();
  for (const place of placesOfName(snapshot, uri, kind, name)) {
    const document = snapshot.documents.get(place.uri);
    if (place.role === "use" || !document) continue;
    for (const one of itemNames(place.placed.item)) {
      if (one.role !== "use") continue;
      const key = `${one.kind} ${one.name}`;
      const definition = placesOfName(snapshot, place.uri, one.kind, one.name).find(
        ({ role }) => role !== "use",
      );
      const node = uses.get(key)?.node ?? (definition && nodeOf(snapshot, definition));
      if (!node) continue;
      const use = uses.get(key) ?? { node, at: [] };
      uses.set(key, use);
      const { start, end } = placeOf(document, place.region, place.placed, one);
      use.at.push({ uri: place.uri, start, end });
    }
  }
  return [...uses.values()];
}

/** What represents a name in a request. */
export interface NameKey {
  readonly uri: string;
  readonly kind: NameKind;
  readonly name: string;
}

/** The item around a place, by its own name. */
function nodeOf(snapshot: Snapshot, { uri, placed, region }: NamePlace): NameNode | undefined {
  const document = snapshot.documents.get(uri);
  const own = itemNames(placed.item).find(({ role }) => role !== "use");
  if (!document || !own) return undefined;
  const { start, end } = placeOf(document, region, placed, own);
  const map = itemToDocument(region, placed);
  const length = placed.item.text.trimEnd().length;
  return {
    kind: own.kind,
    name: own.name,
    uri,
    span: { start: map.at(0), end: map.endAt(length) },
    nameSpan: { start, end },
  };
}
