/** Names over all files that load together: where each is defined, changed and used. */
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { Item } from "../../syntax/item.ts";
import type { PlacedItem } from "../../syntax/items.ts";
import { keptBy, keptFor, once } from "../../text/kept.ts";
import { shiftMap, composeMaps, mapSpan } from "../../text/offset-map.ts";
import type { FileRange } from "../../text/span.ts";
import { type ItemName, itemNames, type NameKind, ownName } from "../ruleset/items/item-names.ts";
import { standsFor } from "../ruleset/outline.ts";
import { publishedNames } from "./known-names.ts";
import type { Snapshot } from "./workspace.ts";
import type { RegionRef } from "./settings.ts";

/** A name at one place of a document. */
export interface NamePlace extends FileRange, Pick<ItemName, "kind" | "name" | "role"> {
  readonly placed: PlacedItem;
  readonly region: ParsedRegion;
}

/**
 * Every place of a name in the texts that load together with `region`, or with any of `uri`, in load order; in that file
 * alone when nothing loads it. In all files of the workspace where none of those defines the name, or where they alone
 * do: all may load together after all.
 */
export function placesOfName(
  snapshot: Snapshot,
  uri: string,
  kind: NameKind,
  name: string,
  region?: ParsedRegion,
): readonly NamePlace[] {
  const found = new Map(allRegions(snapshot).map((one) => [one.region, placesIn(one, kind, name)]));
  const around = regionsWith(snapshot, uri, region).flatMap((one) => found.get(one.region) ?? []);
  const everywhere = [...found.values()].flat();
  const definers = everywhere.filter(({ role }) => role === "define");
  const own = new Set(around.map((place) => place.region));
  if (!around.some(({ role }) => role === "define")) return definers.length > 0 ? everywhere : around;
  const isOnlyHere =
    definers.every((place) => own.has(place.region)) &&
    !publishedNames({ published: snapshot.catalog.published, before: undefined })(kind, name);
  return isOnlyHere ? everywhere : around;
}

function placesIn({ document, region }: PlacedRegion, kind: NameKind, name: string): readonly NamePlace[] {
  const places: NamePlace[] = [];
  for (const placed of region.items?.items ?? [])
    for (const one of itemNames(placed.item))
      if (one.name === name && one.kind === kind) places.push(placeOf(document, region, placed, one));
  return places;
}

/** Names that files loaded together with `uri` define, and those that may load before it as far as anyone can tell. */
export function definedNamesAround(snapshot: Snapshot, uri: string, kind: NameKind): readonly string[] {
  return definedAround(snapshot)(uri)[kind]();
}

const definedAround = keptBy((snapshot: Snapshot) =>
  keptFor((uri: string) => {
    const regions = once(() => regionsWith(snapshot, uri));
    const rulesets = once(() =>
      snapshot.rulesets.filter(({ order }) => order.some((ref) => ref.uri === uri)),
    );
    const names = (kind: NameKind) =>
      once((): readonly string[] => {
        const around = definedIn(regions(), kind);
        for (const name of definedAnywhere(snapshot)[kind]) {
          if (!around.has(name) && rulesets().some(({ input }) => input.known(kind, name) === "workspace"))
            around.add(name);
        }
        return [...around];
      });
    return { rule: names("rule"), macro: names("macro"), list: names("list") };
  }),
);

const definedAnywhere = keptBy((snapshot: Snapshot) => {
  const all = allRegions(snapshot);
  return { rule: definedIn(all, "rule"), macro: definedIn(all, "macro"), list: definedIn(all, "list") };
});

function definedIn(regions: readonly PlacedRegion[], kind: NameKind): Set<string> {
  const names = new Set<string>();
  for (const { region } of regions) {
    for (const { item } of region.items?.items ?? []) {
      for (const one of definitionsIn(item)) if (one.kind === kind) names.add(one.name);
    }
  }
  return names;
}

/** An item names much, which takes reading its condition, and defines one. */
const definitionsIn = keptBy((item: Item): readonly ItemName[] =>
  ownName(item).filter(({ role }) => role === "define"),
);

/** The name at an offset of a region's item; undefined for a word that is not a name of anything. */
export function nameAt(
  snapshot: Snapshot,
  uri: string,
  placed: PlacedItem,
  inner: number,
): ItemName | undefined {
  const at = inner - placed.start;
  const found = itemNames(placed.item).find(({ span }) => span.start <= at && at <= span.end);
  if (found?.kind !== "list" || found.role !== "use") return found;
  const isList =
    definedNamesAround(snapshot, uri, "list").includes(found.name) ||
    snapshot.rulesets.some(
      ({ order, rules }) =>
        order.some((ref) => ref.uri === uri) &&
        standsFor(rules.collected.lists.get(found.name)?.views[0]?.item),
    );
  return isList ? found : undefined;
}

export function placeOf(
  { uri }: Document,
  region: ParsedRegion,
  placed: PlacedItem,
  { kind, name, role, span }: ItemName,
): NamePlace {
  const map = composeMaps(region.map, shiftMap(placed.start, placed.item.text.length));
  return { uri, ...mapSpan(map, span), kind, name, role, placed, region };
}

interface PlacedRegion {
  readonly document: Document;
  readonly region: ParsedRegion;
}

function allRegions({ documents }: Snapshot): readonly PlacedRegion[] {
  return [...documents.values()].flatMap((document) =>
    document.regions.map((region) => ({ document, region })),
  );
}

/** The blocks of a page go together, however often it defines a name. */
function regionsWith(snapshot: Snapshot, uri: string, region?: ParsedRegion): readonly PlacedRegion[] {
  const number =
    region && !region.fragment ? (snapshot.documents.get(uri)?.regions.indexOf(region) ?? -1) : -1;
  const isHere = (ref: RegionRef): boolean => ref.uri === uri && (number < 0 || ref.region === number);
  const refs = snapshot.rulesets.filter(({ order }) => order.some(isHere)).flatMap(({ order }) => order);
  const found = new Map<ParsedRegion, Document>();
  for (const ref of refs) {
    const document = snapshot.documents.get(ref.uri);
    const region = document?.regions[ref.region];
    if (document && region) found.set(region, document);
  }
  const alone = snapshot.documents.get(uri);
  if (found.size === 0 && alone) for (const region of alone.regions) found.set(region, alone);
  return [...found].map(([region, document]) => ({ document, region }));
}
