import type { Document } from "../hosts/document.ts";
import type { YamlNode } from "../syntax/yaml-node.ts";
import { mapSpan, type OffsetMap } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";

/** What can be folded: items, values of several lines, runs of comments. Spans are in the document. */
export function foldingSpans(document: Document): readonly Span[] {
  const spans: Span[] = [];
  for (const region of document.regions) {
    if (region.items) {
      for (const placed of region.items.items) {
        const map = itemToDocument(region, placed);
        spans.push(mapSpan(map, { start: 0, end: placed.item.text.trimEnd().length }));
        entrySpans(placed.item.node, map, spans);
      }
    } else for (const { root } of region.yaml?.documents ?? []) entrySpans(root, region.map, spans);
  }
  // A block scalar ends with the line after it.
  const trimmed = spans.map(({ start, end }) => ({
    start,
    end: start + document.text.slice(start, end).trimEnd().length,
  }));
  return [...trimmed, ...commentRuns(document)];
}

function entrySpans(node: YamlNode | undefined, map: OffsetMap, into: Span[]): void {
  if (node?.kind === "seq") for (const item of node.items) entrySpans(item, map, into);
  if (node?.kind !== "map") return;
  for (const { value, span } of node.entries) {
    into.push(mapSpan(map, span));
    entrySpans(value, map, into);
  }
}

function commentRuns({ text }: Document): readonly Span[] {
  return [...text.matchAll(/(?:^[ \t]*#.*(?:\r?\n|$)){2,}/gm)].map(({ 0: run, index }) => ({
    start: index,
    end: index + run.trimEnd().length,
  }));
}
