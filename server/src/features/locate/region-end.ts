import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { OffsetMap } from "../../text/offset-map.ts";

/**
 * The region that a blank place after its end would continue, with that place as a last line of its text. A blank line
 * is not a part of a YAML node, though it is where the next key is typed. Undefined where the place is indented less.
 */
export function regionEndingAt(
  document: Document,
  offset: number,
): { readonly region: ParsedRegion; readonly inner: number } | undefined {
  const { text } = document;
  const lineStart = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const column = offset - lineStart;
  if (!/^[ \t]*$/.test(text.slice(lineStart, offset))) return undefined;
  const region = document.regions.findLast(({ kind, map, text: inner }) => {
    const end = map.at(map.length);
    return (
      kind === "config" &&
      inner !== "" &&
      end <= offset &&
      /^[ \t]*(?:\r?\n[ \t]*)*$/.test(text.slice(end, offset))
    );
  });
  if (!region) return undefined;
  const base = columnOf(text, region.map.at(0));
  if (base === 0 || column < base) return undefined;
  const added = `${region.text.endsWith("\n") ? "" : "\n"}${" ".repeat(column - base)}`;
  const inner = region.text.length + added.length;
  return {
    region: {
      ...region,
      text: region.text + added,
      map: extended(region.map, inner, lineStart + base, offset),
    },
    inner,
  };
}

function columnOf(text: string, offset: number): number {
  return offset - (offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1);
}

/** `map` with the spaces from `start` to `end` after it; what is written there is written as it is. */
function extended(map: OffsetMap, length: number, start: number, end: number): OffsetMap {
  const at = (offset: number): number =>
    offset < map.length ? map.at(offset) : Math.min(end, Math.max(start, end - (length - offset)));
  return {
    length,
    at,
    endAt: (offset) => (offset <= map.length ? map.endAt(offset) : at(offset)),
    from: (outer) => (outer > end ? undefined : outer >= start ? length - (end - outer) : map.from(outer)),
    edit: (span, newText) =>
      span.start >= map.length
        ? { span: { start: at(span.start), end: at(span.end) }, newText }
        : map.edit(span, newText),
  };
}
