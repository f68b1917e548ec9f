import { valueOf } from "../../syntax/yaml-node.ts";
import { applyEdits } from "../../text/span.ts";
import { type ItemContext, itemToDocument } from "../locate/locate.ts";
import { sortingEdits } from "./list-rewrites.ts";
import type { Rewrite } from "./rewrite.ts";

/** The items of a list in alphabetical order, each once; edits are in the document. Not where a comment is among them. */
export function sortedListItems({ placed, region, itemKind }: ItemContext): readonly Rewrite[] {
  const items = itemKind === "list" && placed ? valueOf(placed.item.node, "items") : undefined;
  if (!placed || items?.kind !== "seq" || items.alias !== undefined || items.items.length < 2) return [];
  const { text } = placed.item;
  const nodes = items.items.flatMap((node) =>
    node.kind === "scalar" && node.alias === undefined ? [node] : [],
  );
  const gaps = nodes.slice(1).map((node, at) => text.slice(nodes[at]?.span.end ?? 0, node.span.start));
  const tail = /^[^\n]*/.exec(text.slice(nodes.at(-1)?.span.end))?.[0] ?? "";
  if (nodes.length !== items.items.length || [...gaps, tail].some((gap) => gap.includes("#"))) return [];
  const shown = nodes.map(({ span }) => ({ span, shown: text.slice(span.start, span.end) }));
  const edits = sortingEdits(shown);
  if (edits.length === 0 || applyEdits(text, edits) === text) return [];
  const map = itemToDocument(region, placed);
  const outer = edits.flatMap(({ span, newText }) => map.edit(span, newText) ?? []);
  return outer.length === edits.length
    ? [{ title: "Sort the list and remove duplicates", edits: outer }]
    : [];
}
