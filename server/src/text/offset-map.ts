import type { Edit, Span } from "./span.ts";

/**
 * Where each character of an inner text is in an outer text: a condition in
 * its YAML scalar, a rules file in a ConfigMap, a command line in a unit.
 * All offsets are UTF-16 units; positions never decrease.
 */
export interface OffsetMap {
  /** Length of the inner text. */
  readonly length: number;
  /** Outer offset of the inner character at `offset`; for `length`, the outer end of the last character. */
  at(offset: number): number;
  /** Outer offset just after the inner character before `offset`. Differs from `at` where the outer text has a gap. */
  endAt(offset: number): number;
  /** Inner offset of the character at or after an outer offset; undefined when the offset lies outside the inner text. */
  from(outer: number): number | undefined;
  /** The outer edit that has the effect of replacing `span` of the inner text; undefined when it cannot be written exactly. */
  edit(span: Span, newText: string): Edit | undefined;
}

/** The inner text is unchanged in the outer text, beginning at `base`. */
export function shiftMap(base: number, length: number): OffsetMap {
  return {
    length,
    at: (offset) => base + clamp(offset, length),
    endAt: (offset) => base + clamp(offset, length),
    from: (outer) => (outer < base || outer > base + length ? undefined : outer - base),
    edit: (span, newText) => ({ span: { start: base + span.start, end: base + span.end }, newText }),
  };
}

/** The inner text is not written out in the outer one: it represents `span` as a whole, and cannot be edited there. */
export function wholeMap({ start, end }: Span, length: number): OffsetMap {
  return {
    length,
    at: (offset) => (offset < length || length === 0 ? start : end),
    endAt: (offset) => (offset > 0 && length > 0 ? end : start),
    from: (outer) => (outer < start || outer > end ? undefined : outer === end ? length : 0),
    edit: () => undefined,
  };
}

/**
 * A map from tables: `starts[i]` and `ends[i]` bound the outer text of inner character `i`.
 * `write` makes the outer edit; leave it out for a text that must not be edited.
 */
export function tableMap(
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  emptyAt: number,
  write?: (span: Span, outer: Span, newText: string) => Edit | undefined,
): OffsetMap {
  const length = starts.length;
  const first = starts[0];
  // Most texts are as they are written, and need no tables: of a file with thousands of them these would fill the memory.
  if (first !== undefined && isUnchanged(starts, ends, first))
    return {
      ...shiftMap(first, length),
      edit: (span, newText) =>
        write?.(
          span,
          {
            start: first + clamp(span.start, length),
            end: first + clamp(Math.max(span.start, span.end), length),
          },
          newText,
        ),
    };
  const at = (offset: number): number => {
    const i = clamp(offset, length);
    if (i < length) return starts[i] ?? emptyAt;
    return length === 0 ? emptyAt : (ends[length - 1] ?? emptyAt);
  };
  const endAt = (offset: number): number => {
    const i = clamp(offset, length);
    return i === 0 ? at(0) : (ends[i - 1] ?? emptyAt);
  };
  const from = (outer: number): number | undefined => {
    if (outer < at(0) || outer > at(length)) return undefined;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endAt(middle + 1) > outer) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    length,
    at,
    endAt,
    from,
    edit: (span, newText) => {
      const outer = { start: at(span.start), end: span.end > span.start ? endAt(span.end) : at(span.start) };
      return write?.(span, outer, newText);
    },
  };
}

/** Whether each character has its own place, and all are next to each other. */
function isUnchanged(starts: ArrayLike<number>, ends: ArrayLike<number>, first: number): boolean {
  for (let i = 0; i < starts.length; i++)
    if (starts[i] !== first + i || ends[i] !== first + i + 1) return false;
  return true;
}

/** The map that leads through `inner` and then `outer`. */
export function composeMaps(outer: OffsetMap, inner: OffsetMap): OffsetMap {
  return {
    length: inner.length,
    at: (offset) => outer.at(inner.at(offset)),
    endAt: (offset) => outer.endAt(inner.endAt(offset)),
    from: (position) => {
      const middle = outer.from(position);
      return middle === undefined ? undefined : inner.from(middle);
    },
    edit: (span, newText) => {
      const middle = inner.edit(span, newText);
      return middle && outer.edit(middle.span, middle.newText);
    },
  };
}

/** An inner span as a span of the outer text. An empty one stays empty. */
export function mapSpan(map: OffsetMap, span: Span): Span {
  const start = map.at(span.start);
  return { start, end: span.end <= span.start ? start : Math.max(start, map.endAt(span.end)) };
}

function clamp(offset: number, length: number): number {
  return offset < 0 ? 0 : offset > length ? length : offset;
}
