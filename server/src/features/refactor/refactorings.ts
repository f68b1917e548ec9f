import { namesOf } from "../../catalog/default-rules.ts";
import { definedNamesAround } from "../../model/workspace/name-places.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import type { Edit, Span } from "../../text/span.ts";
import { itemToDocument, locate, type TextPlace } from "../locate/locate.ts";
import { styleRewrites } from "./condition-style.ts";
import { exceptionRewrites } from "./exception-rewrites.ts";
import { extractions } from "./extract.ts";
import { inlinings } from "./inline.ts";
import { sortedListItems } from "./list-items.ts";
import { listRewrites } from "./list-rewrites.ts";
import { logicRewrites } from "./logic-rewrites.ts";
import { type Refactoring, type Rewrite, soundRewrites } from "./rewrite.ts";

/** What can be refactored at a span of a document; an empty span is a cursor. */
export function refactoringsAt(snapshot: Snapshot, uri: string, span: Span): readonly Refactoring[] {
  const place = locate(snapshot, uri, span.start);
  if (place === undefined || !("placed" in place) || place.region.template || place.region.cut) return [];
  if (place.at === "item-value" || place.at === "item-key")
    return inFile(uri, "rewrite", [...sortedListItems(place), ...exceptionRewrites(place, span.start)]);
  if (place.at !== "condition") return [];
  const chosen = chosenIn(place, span);
  const { tree, problems } = parseCondition(place.text);
  if (!chosen || problems.length > 0 || place.text.trim() === "") return [];
  const { catalog, source, text } = place;
  const at = { text, tree, span: chosen };
  const context = { catalog, source, isList: (name: string) => isListName(place, name) };
  const rewrites = soundRewrites(text, [...logicRewrites(at), ...listRewrites(at, context)]);
  return [
    ...inFile(uri, "rewrite", rewrites, place.edit),
    ...inFile(uri, "rewrite", styles(place)),
    ...extractions(place, at).flatMap((made) => made ?? []),
    ...inFile(uri, "inline", soundRewrites(text, inlinings(place, at)), place.edit),
  ];
}

function chosenIn(place: TextPlace, span: Span): Span | undefined {
  if (span.end === span.start) return { start: place.offset, end: place.offset };
  const end = locate(place.snapshot, place.document.uri, span.end);
  return end?.at === "condition" && end.placed?.item === place.placed?.item
    ? { start: place.offset, end: end.offset }
    : undefined;
}

/** Refactorings of which each edit can be written exactly, each title once. */
function inFile(
  uri: string,
  kind: Refactoring["kind"],
  rewrites: readonly Rewrite[],
  place?: (span: Span, newText: string) => Edit | undefined,
): readonly Refactoring[] {
  const found = new Map<string, Refactoring>();
  for (const { title, edits } of rewrites) {
    const placed = edits.flatMap(
      ({ span, newText }) => (place ? place(span, newText) : { span, newText }) ?? [],
    );
    if (placed.length === edits.length && !found.has(title))
      found.set(title, {
        title,
        kind,
        edits: placed.map(({ span, newText }) => ({ uri, ...span, newText })),
      });
  }
  return [...found.values()];
}

function styles({ placed, region }: TextPlace): readonly Rewrite[] {
  if (!placed) return [];
  const column = placed.start - (region.text.lastIndexOf("\n", placed.start - 1) + 1);
  const map = itemToDocument(region, placed);
  return styleRewrites(placed.item.text, column).flatMap(({ title, edits }) => {
    const outer = edits.flatMap(({ span, newText }) => map.edit(span, newText) ?? []);
    return outer.length === edits.length ? [{ title, edits: outer }] : [];
  });
}

/** A list of the workspace or of the default rules. */
function isListName({ snapshot, document, catalog }: TextPlace, name: string): boolean {
  return (
    definedNamesAround(snapshot, document.uri, "list").includes(name) ||
    catalog.published.some((file) => [...namesOf(file, "list")].includes(name))
  );
}
