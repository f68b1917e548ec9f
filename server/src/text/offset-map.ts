import { keptLast } from "./kept.ts";
import type { Edit, Span } from "./span.ts";

/**
 * Where each character of an inner text is in an outer text: a condition in
 * its YAML scalar, a rules file in a ConfigMap, a command line in a unit.
 * All offsets are UTF-16 units; positions never decrease.
 *
 * Maps are instances of classes, which share their methods: a file has one for each word of its command lines, and functions
 * of their own would take some hundred bytes of memory each.
 */
export abstract class OffsetMap {
  /** Length of the inner text. */
  abstract readonly length: number;
  /** Outer offset of the inner character at `offset`; for `length`, the outer end of the last character. */
  abstract at(offset: number): number;
  /** Outer offset just after the inner character before `offset`. Differs from `at` where the outer text has a gap. */
  abstract endAt(offset: number): number;
  /** Inner offset of the character at or after an outer offset; undefined when the offset lies outside the inner text. */
  abstract from(outer: number): number | undefined;
  /** The outer edit that has the effect of replacing `span` of the inner text; undefined when it cannot be written exactly. */
  abstract edit(span: Span, newText: string): Edit | undefined;
}

/** Makes the outer edit of a map from the inner span, its outer one and the new text; undefined where it cannot be written. */
type Write = (span: Span, outer: Span, newText: string) => Edit | undefined;

/** The inner text is unchanged in the outer text, beginning at `base`. */
export function shiftMap(base: number, length: number): OffsetMap {
  return new ShiftMap(base, length);
}

class ShiftMap extends OffsetMap {
  readonly base: number;
  readonly length: number;

  constructor(base: number, length: number) {
    super();
    this.base = base;
    this.length = length;
  }

  at(offset: number): number {
    return this.base + clamp(offset, this.length);
  }

  endAt(offset: number): number {
    return this.at(offset);
  }

  from(outer: number): number | undefined {
    return outer < this.base || outer > this.base + this.length ? undefined : outer - this.base;
  }

  edit(span: Span, newText: string): Edit | undefined {
    return { span: { start: this.base + span.start, end: this.base + span.end }, newText };
  }
}

/** An unchanged text in which edits are written in another way. */
class WrittenMap extends ShiftMap {
  readonly write: Write | undefined;

  constructor(base: number, length: number, write: Write | undefined) {
    super(base, length);
    this.write = write;
  }

  override edit(span: Span, newText: string): Edit | undefined {
    const outer = { start: this.at(span.start), end: this.at(Math.max(span.start, span.end)) };
    return this.write?.(span, outer, newText);
  }
}

/** The inner text is not written out in the outer one: it represents `span` as a whole, and cannot be edited there. */
export function wholeMap(span: Span, length: number): OffsetMap {
  return new WholeMap(span, length);
}

class WholeMap extends OffsetMap {
  readonly span: Span;
  readonly length: number;

  constructor(span: Span, length: number) {
    super();
    this.span = span;
    this.length = length;
  }

  at(offset: number): number {
    return offset < this.length || this.length === 0 ? this.span.start : this.span.end;
  }

  endAt(offset: number): number {
    return offset > 0 && this.length > 0 ? this.span.end : this.span.start;
  }

  from(outer: number): number | undefined {
    const { start, end } = this.span;
    return outer < start || outer > end ? undefined : outer === end ? this.length : 0;
  }

  edit(): undefined {
    return undefined;
  }
}

/**
 * A map from tables: `starts[i]` and `ends[i]` bound the outer text of inner character `i`.
 * `write` makes the outer edit; leave it out for a text that must not be edited.
 */
export function tableMap(
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  emptyAt: number,
  write?: Write,
): OffsetMap {
  const first = starts[0];
  // Most texts are as they are written, and need no tables: of a file with thousands of them these would fill the memory.
  return first !== undefined && isUnchanged(starts, ends, first)
    ? new WrittenMap(first, starts.length, write)
    : new TableMap(starts, ends, emptyAt, write);
}

class TableMap extends OffsetMap {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly emptyAt: number;
  readonly write: Write | undefined;

  constructor(starts: ArrayLike<number>, ends: ArrayLike<number>, emptyAt: number, write: Write | undefined) {
    super();
    this.starts = starts;
    this.ends = ends;
    this.emptyAt = emptyAt;
    this.write = write;
  }

  get length(): number {
    return this.starts.length;
  }

  at(offset: number): number {
    const { length, starts, ends, emptyAt } = this;
    const i = clamp(offset, length);
    if (i < length) return starts[i] ?? emptyAt;
    return length === 0 ? emptyAt : (ends[length - 1] ?? emptyAt);
  }

  endAt(offset: number): number {
    const i = clamp(offset, this.length);
    return i === 0 ? this.at(0) : (this.ends[i - 1] ?? this.emptyAt);
  }

  from(outer: number): number | undefined {
    if (outer < this.at(0) || outer > this.at(this.length)) return undefined;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endAt(middle + 1) > outer) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  edit(span: Span, newText: string): Edit | undefined {
    const start = this.at(span.start);
    const outer = { start, end: span.end > span.start ? this.endAt(span.end) : start };
    return this.write?.(span, outer, newText);
  }
}

/** Whether each character has its own place, and all are next to each other. */
function isUnchanged(starts: ArrayLike<number>, ends: ArrayLike<number>, first: number): boolean {
  for (let i = 0; i < starts.length; i++)
    if (starts[i] !== first + i || ends[i] !== first + i + 1) return false;
  return true;
}

/** The map that leads through `inner` and then `outer`. */
export function composeMaps(outer: OffsetMap, inner: OffsetMap): OffsetMap {
  return new ComposedMap(outer, inner);
}

class ComposedMap extends OffsetMap {
  readonly outer: OffsetMap;
  readonly inner: OffsetMap;

  constructor(outer: OffsetMap, inner: OffsetMap) {
    super();
    this.outer = outer;
    this.inner = inner;
  }

  get length(): number {
    return this.inner.length;
  }

  at(offset: number): number {
    return this.outer.at(this.inner.at(offset));
  }

  endAt(offset: number): number {
    return this.outer.endAt(this.inner.endAt(offset));
  }

  from(position: number): number | undefined {
    const middle = this.outer.from(position);
    return middle === undefined ? undefined : this.inner.from(middle);
  }

  edit(span: Span, newText: string): Edit | undefined {
    const middle = this.inner.edit(span, newText);
    return middle && this.outer.edit(middle.span, middle.newText);
  }
}

/** `map` with edits that are written, or left out, in another way. */
export function withEdit(map: OffsetMap, edit: OffsetMap["edit"]): OffsetMap {
  return new EditedMap(map, edit);
}

class EditedMap extends OffsetMap {
  readonly map: OffsetMap;
  readonly edit: OffsetMap["edit"];

  constructor(map: OffsetMap, edit: OffsetMap["edit"]) {
    super();
    this.map = map;
    this.edit = edit;
  }

  get length(): number {
    return this.map.length;
  }

  at(offset: number): number {
    return this.map.at(offset);
  }

  endAt(offset: number): number {
    return this.map.endAt(offset);
  }

  from(outer: number): number | undefined {
    return this.map.from(outer);
  }
}

/** The same as `map`, of which only its bounds are remembered. `make` makes it again when more is asked for. */
export function lazyMap(map: OffsetMap, make: () => OffsetMap): OffsetMap {
  return new LazyMap(map.length, map.at(0), map.at(map.length), make);
}

class LazyMap extends OffsetMap {
  readonly length: number;
  readonly start: number;
  readonly end: number;
  readonly make: () => OffsetMap;

  constructor(length: number, start: number, end: number, make: () => OffsetMap) {
    super();
    this.length = length;
    this.start = start;
    this.end = end;
    this.make = make;
  }

  at(offset: number): number {
    return offset <= 0 ? this.start : offset >= this.length ? this.end : lastMade(this).at(offset);
  }

  endAt(offset: number): number {
    return offset <= 0 ? this.start : offset >= this.length ? this.end : lastMade(this).endAt(offset);
  }

  from(outer: number): number | undefined {
    return outer < this.start || outer > this.end ? undefined : lastMade(this).from(outer);
  }

  edit(span: Span, newText: string): Edit | undefined {
    return lastMade(this).edit(span, newText);
  }
}

/** Who asks a map asks it several times, and then the next one. */
const lastMade = keptLast((map: LazyMap) => map.make());

/** An inner span as a span of the outer text. An empty one stays empty. */
export function mapSpan(map: OffsetMap, span: Span): Span {
  const start = map.at(span.start);
  return { start, end: span.end <= span.start ? start : Math.max(start, map.endAt(span.end)) };
}

function clamp(offset: number, length: number): number {
  return offset < 0 ? 0 : offset > length ? length : offset;
}
