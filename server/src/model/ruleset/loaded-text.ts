/**
 * What Falco compiles is a text: appended parts joined by a space, exceptions wrapped around them,
 * list names replaced wherever they are. A loaded text is that text, with the way back to what people wrote.
 */
import type { Item } from "../../syntax/item.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import type { YamlScalar } from "../../syntax/yaml-node.ts";
import { countUntil } from "../../text/count-until.ts";
import { keptLast } from "../../text/kept.ts";
import { mapSpan } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";

/** A scalar that people wrote, in the item that holds it. */
export interface Written {
  readonly item: Item;
  readonly node: YamlScalar;
}

export interface Piece {
  readonly text: string;
  /** Absent for what Falco itself puts between. */
  readonly from?: Written;
  /** Offset in the decoded text of `from` at which the piece begins; undefined when the piece is not that text letter by letter. */
  readonly offset?: number;
  /** For a list's content: the reference that it replaced. */
  readonly reference?: { readonly from: Written; readonly span: Span };
}

export interface LoadedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A place in an item's text. */
export interface Spot {
  readonly item: Item;
  readonly span: Span;
}

export interface SpotWithOrigin extends Spot {
  /** The list item or appended text that the offending words come from, when they are elsewhere. */
  readonly origin?: Spot;
}

export function written(from: Written): Piece {
  return { text: from.node.text, from, offset: 0 };
}

export function loadedText(pieces: readonly Piece[]): LoadedText {
  const [only] = pieces;
  return { text: only && pieces.length === 1 ? only.text : pieces.map(({ text }) => text).join(""), pieces };
}

/** Parts joined by one space, as Falco appends. */
export function joined(parts: readonly Written[]): LoadedText {
  const [only] = parts;
  if (only && parts.length === 1) return new WrittenText(only);
  return loadedText(parts.flatMap((part, at) => (at > 0 ? [SPACE, written(part)] : [written(part)])));
}

/** What most texts are: one scalar, letter by letter. It takes less memory than a piece in a list would. */
class WrittenText implements LoadedText {
  private readonly from: Written;

  constructor(from: Written) {
    this.from = from;
  }

  get text(): string {
    return this.from.node.text;
  }

  /** Made anew each time. */
  get pieces(): readonly Piece[] {
    return [written(this.from)];
  }
}

const SPACE: Piece = { text: " " };

/** A list as it goes into conditions. */
export interface ListContent {
  readonly name: string;
  readonly items: readonly { readonly text: string; readonly from: Written }[];
}

const NONE: readonly never[] = [];
const BLANKS = " \t\n\r";
const BOUNDS = `${BLANKS}(),=`;

/** A list with its place in the order in which Falco puts lists in. */
export interface IndexedList extends ListContent {
  readonly order: number;
}

/** Lists, found by their names. */
export interface ListIndex {
  find(name: string): IndexedList | undefined;
  /** Those whose names are more than one word, or none: they are looked for in every text. */
  others(): readonly IndexedList[];
}

/** An index of lists that are given in order. */
export function indexLists(lists: readonly ListContent[]): ListIndex {
  const indexed = lists.map((list, order) => ({ ...list, order }));
  const byName = new Map(indexed.map((list) => [list.name, list]));
  const others = indexed.filter(({ name }) => !isWord(name));
  return { find: (name) => byName.get(name), others: () => others };
}

/** Whether a list's name is found by going through the words of a text. */
export function isWord(listName: string): boolean {
  return !WORD_END.test(listName);
}

const WORD_END = /[ \t\n\r(),=]+/;

/**
 * Replaces each list's name by its items, list by list, wherever the name is between bounds, quoted text included.
 * Gives the new text and the names that were replaced.
 */
export function insertLists(
  loaded: LoadedText,
  index: ListIndex,
): { readonly loaded: LoadedText; readonly used: readonly string[] } {
  const first = listsNamedIn(loaded.text, index);
  if (first.length + index.others().length === 0) return { loaded, used: NONE };
  let result = loaded;
  const used: string[] = [];
  const pending = new Map([...index.others(), ...first].map((list) => [list.order, list]));
  while (pending.size > 0 && result.text.length < MAX_LOADED) {
    let order = Number.POSITIVE_INFINITY;
    for (const each of pending.keys()) if (each < order) order = each;
    const list = pending.get(order);
    pending.delete(order);
    const replaced = list && insertList(result, list);
    if (!list || !replaced || replaced === result) continue;
    used.push(list.name);
    result = replaced;
    // A list's items may name lists that come after it.
    for (const { text } of list.items)
      for (const inner of listsNamedIn(text, index)) if (inner.order > order) pending.set(inner.order, inner);
  }
  return { loaded: result, used };
}

/** The lists whose names are words of a text. */
function listsNamedIn(text: string, index: ListIndex): readonly IndexedList[] {
  const found: IndexedList[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isBound(text.charCodeAt(at))) continue;
    const list = at > start ? index.find(text.slice(start, at)) : undefined;
    if (list) found.push(list);
    start = at + 1;
  }
  return found;
}

/** Whether a character is one of `BOUNDS`, by its code. */
function isBound(code: number): boolean {
  return code === 0x2c || code === 0x3d || code === 0x28 || code === 0x29 || isBlank(code);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/**
 * Longest text that lists are put into, in UTF-16 units. Lists that name lists can double it at each step; what would go
 * beyond stays a name.
 */
export const MAX_LOADED = 300_000;

/** One list's name replaced wherever it is, in one pass; the same object where it is nowhere. */
function insertList(loaded: LoadedText, list: ListContent): LoadedText {
  const { text } = loaded;
  const { name, items } = list;
  const made = textBuilder(loaded);
  let copied = 0;
  let next = text.indexOf(name);
  while (next >= 0 && made.length() < MAX_LOADED) {
    let end = next + name.length;
    const bounded =
      (next === copied || BOUNDS.includes(text[next - 1] ?? "")) &&
      (end >= text.length || BOUNDS.includes(text[end] ?? ""));
    if (!bounded) {
      next = text.indexOf(name, next + 1);
      continue;
    }
    made.copy(copied, next);
    const reference = referenceIn(made.here() ?? pieceAt(loaded, next), { start: next, end });
    made.dropEnd(BLANKS);
    while (end < text.length && BLANKS.includes(text[end] ?? "")) end++;
    if (items.length === 0 && !made.dropOne(",") && text[end] === ",") end++;
    const isFirst = made.length() === 0;
    if (!isFirst) made.add(SPACE);
    items.forEach((item, i) => {
      if (i > 0) made.add({ text: ", ", ...(reference && { reference }) });
      made.add({
        text: item.text,
        from: item.from,
        ...(item.text === item.from.node.text && { offset: 0 }),
        ...(reference && { reference }),
      });
    });
    made.add(SPACE);
    copied = end;
    // Falco looks on one character too late after a name that the text begins with.
    next = text.indexOf(name, end + (isFirst ? 1 : 0));
  }
  if (copied === 0) return loaded;
  made.copy(copied, text.length);
  return loadedText(made.pieces.slice());
}

/** A text that is put together from pieces of another and new ones. */
function textBuilder({ pieces: source }: LoadedText): {
  readonly pieces: readonly Piece[];
  length(): number;
  add(piece: Piece): void;
  /** Copies a stretch of the source; stretches come in order. */
  copy(start: number, end: number): void;
  /** The source's piece after what was copied, if people wrote it. */
  here(): PlacedPiece | undefined;
  /** Takes these characters off the end. */
  dropEnd(characters: string): void;
  /** Takes one character off the end, if it is this one. */
  dropOne(character: string): boolean;
} {
  const pieces: Piece[] = [];
  let length = 0;
  let index = 0;
  let at = 0;
  const add = (piece: Piece): void => {
    if (piece.text === "") return;
    pieces.push(piece);
    length += piece.text.length;
  };
  const dropOne = (characters: string): boolean => {
    const last = pieces.at(-1);
    if (!last || !characters.includes(last.text.slice(-1))) return false;
    pieces.pop();
    length -= last.text.length;
    add(cut(last, 0, last.text.length - 1));
    return true;
  };
  return {
    pieces,
    length: () => length,
    add,
    copy(start, end) {
      for (let piece = source[index]; piece; piece = source[++index]) {
        const here = { start: Math.max(start - at, 0), end: Math.min(end - at, piece.text.length) };
        if (here.end > here.start) add(cut(piece, here.start, here.end));
        if (at + piece.text.length > end) return;
        at += piece.text.length;
      }
    },
    here() {
      const piece = source[index];
      return piece && isWritten(piece) ? { piece, start: at } : undefined;
    },
    dropEnd(characters) {
      while (dropOne(characters));
    },
    dropOne,
  };
}

function referenceIn(found: PlacedPiece | undefined, span: Span): Piece["reference"] {
  if (!found) return undefined;
  const { piece, start } = found;
  const { from, offset } = piece;
  if (piece.reference) return piece.reference;
  if (offset === undefined) return { from, span: { start: 0, end: from.node.text.length } };
  return { from, span: { start: span.start - start + offset, end: span.end - start + offset } };
}

function cut(piece: Piece, start: number, end: number): Piece {
  if (start === 0 && end === piece.text.length) return piece;
  return {
    ...piece,
    text: piece.text.slice(start, end),
    ...(piece.offset !== undefined && { offset: piece.offset + start }),
  };
}

/** Where parts begin in the text, in their order, without those of which nothing is left there. */
export function startsOf(parts: readonly Written[], loaded: LoadedText): readonly number[] {
  const starts = new Map<YamlScalar, number>();
  for (const { piece, start } of placedPieces(loaded))
    if (!piece.reference && !starts.has(piece.from.node)) starts.set(piece.from.node, start);
  return parts.flatMap(({ node }) => starts.get(node) ?? []);
}

interface PlacedPiece {
  readonly piece: Piece & { readonly from: Written };
  readonly start: number;
}

/** The pieces that people wrote. */
function placedPieces({ pieces }: LoadedText): readonly PlacedPiece[] {
  const placed: PlacedPiece[] = [];
  let start = 0;
  for (const piece of pieces) {
    if (isWritten(piece)) placed.push({ piece, start });
    start += piece.text.length;
  }
  return placed;
}

/** Of the texts that were asked about last: what is found in one is placed all at once. */
const writtenPieces = keptLast(placedPieces);

function isWritten(piece: Piece): piece is PlacedPiece["piece"] {
  return piece.from !== undefined;
}

/** The written piece at an offset, or the last one before it; the first one where there is none. */
function pieceAt(loaded: LoadedText, offset: number): PlacedPiece | undefined {
  const placed = writtenPieces(loaded);
  return placed[Math.max(countUntil(placed, ({ start }) => start <= offset) - 1, 0)];
}

/** Where a stretch of the loaded text was written. What Falco put in between belongs to the text before it. */
export function spotOf(loaded: LoadedText, span: Span): SpotWithOrigin | undefined {
  const found = pieceAt(loaded, span.start);
  if (!found) return undefined;
  const { piece, start } = found;
  const own = spotInWritten(piece, start, span);
  if (!piece.reference) return own;
  const { from, span: name } = piece.reference;
  return {
    item: from.item,
    span: mapSpan(scalarText(from.node, from.item.text).map, name),
    origin: own,
  };
}

function spotInWritten({ from, offset, text: shown }: PlacedPiece["piece"], start: number, span: Span): Spot {
  const { map, text } = scalarText(from.node, from.item.text);
  if (offset === undefined) return { item: from.item, span: mapSpan(map, { start: 0, end: text.length }) };
  const clamp = (at: number): number => Math.max(0, Math.min(at, shown.length)) + offset;
  const inner = { start: clamp(span.start - start), end: clamp(span.end - start) };
  if (inner.end === inner.start && inner.start > 0 && span.end > span.start) inner.start--;
  return { item: from.item, span: mapSpan(map, inner) };
}
