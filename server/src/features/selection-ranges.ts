import type { Snapshot } from "../model/workspace/workspace.ts";
import { nodesAt } from "../syntax/condition/ast.ts";
import { parseCondition } from "../syntax/condition/parse.ts";
import type { YamlNode } from "../syntax/yaml-node.ts";
import { contains, type Span } from "../text/span.ts";
import { mapSpan } from "../text/offset-map.ts";
import { itemToDocument, locate } from "./locate/locate.ts";

/** What encloses an offset, from the smallest to the whole document. */
export function selectionSpans(snapshot: Snapshot, uri: string, offset: number): readonly Span[] {
  const document = snapshot.documents.get(uri);
  if (!document) return [];
  const spans: Span[] = [{ start: 0, end: document.text.length }];
  const place = locate(snapshot, uri, offset);
  if (place && "placed" in place && place.placed) {
    const map = itemToDocument(place.region, place.placed);
    const { item, start } = place.placed;
    spans.push(mapSpan(map, { start: 0, end: item.text.trimEnd().length }));
    const inner = (place.region.map.from(offset) ?? 0) - start;
    for (const span of enclosing(item.node, inner)) spans.push(mapSpan(map, span));
  }
  if (place?.at === "condition") {
    for (const { span } of nodesAt(parseCondition(place.text).tree, place.offset))
      spans.push(place.toDocument(span));
  }
  const nested: Span[] = [];
  for (const span of spans) {
    const last = nested.at(-1);
    const isSame = last !== undefined && last.start === span.start && last.end === span.end;
    if (!isSame && span.end > span.start && (last === undefined || contains(last, span))) nested.push(span);
  }
  return nested.reverse();
}

function* enclosing(node: YamlNode | undefined, offset: number): Generator<Span> {
  const parts =
    node?.kind === "map"
      ? node.entries
      : node?.kind === "seq"
        ? node.items.map((value) => ({ value, span: value.span }))
        : [];
  const around = parts.find(({ span }) => span.start <= offset && offset <= span.end);
  if (!around) return;
  yield around.span;
  yield around.value.span;
  yield* enclosing(around.value, offset);
}
