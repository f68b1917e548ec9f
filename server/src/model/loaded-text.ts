/**
 * What Falco compiles is a text: appended parts joined by a blank, exceptions wrapped around them,
 * list names replaced wherever they stand. A loaded text is that text, with the way back to what people wrote.
 */
import type { Item } from "../syntax/items.ts";
import { scalarText } from "../syntax/scalar-text.ts";
import type { YamlScalar } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";

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
  /** The list item or appended text that the offending words come from, when they stand elsewhere. */
  readonly origin?: Spot;
}

export function written(from: Written): Piece {
  return { text: from.node.text, from, offset: 0 };
}

export function loadedText(pieces: readonly Piece[]): LoadedText {
  return { text: pieces.map((piece) => piece.text).join(""), pieces };
}

/** Parts joined by one blank, as Falco appends. */
export function joined(parts: readonly Written[]): LoadedText {
  const pieces: Piece[] = [];
  for (const part of parts) {
    if (pieces.length > 0) pieces.push({ text: " " });
    pieces.push(written(part));
  }
  return loadedText(pieces);
}

/** A list as it goes into conditions. */
export interface ListContent {
  readonly name: string;
  readonly items: readonly { readonly text: string; readonly from: Written }[];
}

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
  readonly others: readonly IndexedList[];
}

/** An index of lists that are given in order. */
export function indexLists(lists: readonly ListContent[]): ListIndex {
  const indexed = lists.map((list, order) => ({ ...list, order }));
  const byName = new Map(indexed.map((list) => [list.name, list]));
  return { find: (name) => byName.get(name), others: indexed.filter(({ name }) => !isWord(name)) };
}

/** Whether a list's name is found by going through the words of a text. */
export function isWord(listName: string): boolean {
  return !WORD_END.test(listName);
}

const WORD_END = /[ \t\n\r(),=]+/;

/**
 * Replaces each list's name by its items, list by list, wherever the name stands between bounds, quoted text included.
 * Gives the new text and the names that were replaced.
 */
export function insertLists(loaded: LoadedText, index: ListIndex): { readonly loaded: LoadedText; readonly used: readonly string[] } {
  let result = loaded;
  const used: string[] = [];
  const pending = new Map(index.others.map((list) => [list.order, list]));
  const look = (text: string, after: number): void => {
    for (const word of text.split(WORD_END)) {
      const list = word === "" ? undefined : index.find(word);
      if (list && list.order > after) pending.set(list.order, list);
    }
  };
  look(loaded.text, -1);
  while (pending.size > 0) {
    let order = Number.POSITIVE_INFINITY;
    for (const each of pending.keys()) if (each < order) order = each;
    const list = pending.get(order);
    pending.delete(order);
    const replaced = list && insertList(result, list);
    if (!list || !replaced || replaced === result) continue;
    used.push(list.name);
    result = replaced;
    // A list's items may name lists that come after it.
    for (const { text } of list.items) look(text, order);
  }
  return { loaded: result, used };
}

function insertList(loaded: LoadedText, list: ListContent): LoadedText {
  let current = loaded;
  let start = current.text.indexOf(list.name);
  while (start >= 0) {
    const { text } = current;
    let end = start + list.name.length;
    const bounded = (start === 0 || BOUNDS.includes(text[start - 1] ?? "")) && (end >= text.length || BOUNDS.includes(text[end] ?? ""));
    if (bounded) {
      const name = { start, end };
      while (start > 0 && BLANKS.includes(text[start - 1] ?? "")) start--;
      while (end < text.length && BLANKS.includes(text[end] ?? "")) end++;
      if (list.items.length === 0) {
        if (start > 0 && text[start - 1] === ",") start--;
        else if (end < text.length && text[end] === ",") end++;
      }
      const reference = referenceAt(current, name);
      const content: Piece[] = [];
      if (start > 0) content.push({ text: " " });
      let length = 0;
      list.items.forEach((item, i) => {
        if (i > 0) content.push({ text: ", ", ...(reference && { reference }) });
        content.push({ text: item.text, from: item.from, ...(item.text === item.from.node.text && { offset: 0 }), ...(reference && { reference }) });
        length += item.text.length + (i > 0 ? 2 : 0);
      });
      content.push({ text: " " });
      current = spliced(current, { start, end }, content);
      start += length + 1;
    }
    start = current.text.indexOf(list.name, start + 1);
  }
  return current;
}

function referenceAt(loaded: LoadedText, span: Span): Piece["reference"] {
  const found = pieceAt(loaded, span.start);
  if (!found?.piece.from) return undefined;
  const { piece, start } = found;
  if (piece.reference) return piece.reference;
  const offset = piece.offset;
  const from = found.piece.from;
  if (offset === undefined) return { from, span: { start: 0, end: from.node.text.length } };
  return { from, span: { start: span.start - start + offset, end: span.end - start + offset } };
}

/** `span` of the text replaced by `content`. */
function spliced(loaded: LoadedText, span: Span, content: readonly Piece[]): LoadedText {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let at = 0;
  for (const piece of loaded.pieces) {
    const end = at + piece.text.length;
    if (at < span.start) before.push(cut(piece, 0, Math.min(end, span.start) - at));
    if (end > span.end) after.push(cut(piece, Math.max(at, span.end) - at, piece.text.length));
    at = end;
  }
  return loadedText([...before, ...content, ...after]);
}

function cut(piece: Piece, start: number, end: number): Piece {
  if (start === 0 && end === piece.text.length) return piece;
  return { ...piece, text: piece.text.slice(start, end), ...(piece.offset !== undefined && { offset: piece.offset + start }) };
}

/** Where a part begins in the text; undefined when nothing of it is left there. */
export function startOf(part: Written, loaded: LoadedText): number | undefined {
  let at = 0;
  for (const piece of loaded.pieces) {
    if (piece.from?.node === part.node && !piece.reference) return at;
    at += piece.text.length;
  }
  return undefined;
}

function pieceAt(loaded: LoadedText, offset: number): { piece: Piece; start: number } | undefined {
  let at = 0;
  let last: { piece: Piece; start: number } | undefined;
  for (const piece of loaded.pieces) {
    const here = { piece, start: at };
    if (piece.from) {
      if (offset >= at && offset < at + piece.text.length) return here;
      if (at > offset) return last ?? here;
      last = here;
    }
    at += piece.text.length;
  }
  return last;
}

/** Where a stretch of the loaded text was written. What Falco put in between belongs to the text before it. */
export function spotOf(loaded: LoadedText, span: Span): SpotWithOrigin | undefined {
  const found = pieceAt(loaded, span.start);
  if (!found?.piece.from) return undefined;
  const { piece, start } = found;
  const own = spotInWritten(piece, start, span);
  if (!piece.reference) return own;
  const { from, span: name } = piece.reference;
  return { item: from.item, span: mapSpan(scalarText(from.node, from.item.text).map, name), ...(own && { origin: own }) };
}

function spotInWritten(piece: Piece, start: number, span: Span): Spot | undefined {
  const { from, offset } = piece;
  if (!from) return undefined;
  const { map, text } = scalarText(from.node, from.item.text);
  if (offset === undefined) return { item: from.item, span: mapSpan(map, { start: 0, end: text.length }) };
  const clamp = (at: number): number => Math.max(0, Math.min(at, piece.text.length)) + offset;
  const inner = { start: clamp(span.start - start), end: clamp(span.end - start) };
  if (inner.end === inner.start && inner.start > 0 && span.end > span.start) inner.start--;
  return { item: from.item, span: mapSpan(map, inner) };
}
