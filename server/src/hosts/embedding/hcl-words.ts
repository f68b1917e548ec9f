import type { HostWord } from "../commands/word-list.ts";
import { shiftMap, tableMap, withEdit } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import type { HclValue } from "./hcl.ts";
import { MASK } from "./template.ts";

/** The words of a list; none where something in it is not a single value. */
export function wordsOf(list: HclValue, text: string): readonly HostWord[] {
  if (list.kind !== "list" || list.items.some(({ kind }) => kind === "object" || kind === "list")) return [];
  return list.items.map(({ kind, span }) => (kind === "computed" ? hole(span) : wordAt(span, text)));
}

function hole(span: Span): HostWord {
  return {
    text: MASK,
    map: tableMap([span.start], [span.end], span.start, () => undefined),
    outer: span,
    opaque: [{ start: 0, end: 1 }],
  };
}

/** A text in quotes as a word; what would need an escape is not written. */
export function wordAt(span: Span, text: string): HostWord {
  const map = shiftMap(span.start, span.end - span.start);
  return {
    text: text.slice(span.start, span.end),
    map: withEdit(map, (inner, newText) =>
      /["\\\r\n]|[$%]\{/.test(newText) ? undefined : map.edit(inner, newText),
    ),
    outer: span,
  };
}
