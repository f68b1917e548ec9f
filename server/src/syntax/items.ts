import { shift, type Span } from "../text/span.ts";
import { readYaml } from "./yaml.ts";
import type { YamlNode, YamlProblem } from "./yaml-node.ts";

/**
 * One entry of a rules file's list: the unit of parsing, caching and checking. Spans inside are offsets in `text`.
 * The same object is kept while its text does not change, wherever it moves; no two places share one.
 */
export interface Item {
  readonly text: string;
  /** Undefined for an empty entry. */
  readonly node: YamlNode | undefined;
  /** Number of the YAML document, from 0. */
  readonly document: number;
  readonly problems: readonly YamlProblem[];
  /** What follows the entry without being part of any: Falco reads it as a document of its own. */
  readonly stray: readonly Span[];
}

/** Where an item is, apart from what it is: offset of its text in the region. */
export interface PlacedItem {
  readonly start: number;
  readonly item: Item;
}

export interface ItemList {
  readonly items: readonly PlacedItem[];
  /** Top-level nodes that are no list, one for each such document, as offsets in the region. */
  readonly misplaced: readonly Span[];
  /** Problems of the whole text, where it could not be read item by item. */
  readonly problems: readonly YamlProblem[];
}

/** Reads the text of a rules region item by item, taking over the items of `previous` whose text stands unchanged. */
export function readItems(text: string, previous?: ItemList): ItemList {
  const pieces = splitItems(text);
  if (!pieces) return wholeText(text, previous);
  const known = new Map<string, Item[]>();
  for (const { item } of previous?.items ?? []) {
    const same = known.get(item.text);
    if (same) same.push(item);
    else known.set(item.text, [item]);
  }
  const items: PlacedItem[] = [];
  const misplaced: Span[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece) continue;
    let end = piece.end;
    let read = reuse(known, text.slice(piece.start, end), piece.document);
    // An open quote or bracket goes on below a dash, unless an item key follows the dash.
    for (let next = pieces[i + 1]; next && isOpen(read) && !next.keyed && next.document === piece.document; next = pieces[i + 1]) {
      const longer = readItem(text.slice(piece.start, next.end), piece.document);
      if (isOpen(longer) && longer.problems.length >= read.problems.length && i + 2 >= pieces.length) break;
      end = next.end;
      read = longer;
      i++;
    }
    items.push({ start: piece.start, item: read });
    for (const span of read.stray) misplaced.push(shift(span, piece.start));
  }
  return { items, misplaced, problems: [] };
}

function reuse(known: Map<string, Item[]>, text: string, document: number): Item {
  const same = known.get(text);
  const at = same?.findIndex((item) => item.document === document) ?? -1;
  const found = same?.splice(at < 0 ? same.length : at, 1)[0];
  return found ?? readItem(text, document);
}

function readItem(text: string, document: number): Item {
  const { documents, problems } = readYaml(text);
  const root = documents[0]?.root;
  const node = root?.kind === "seq" ? root.items[0] : root;
  const absent = node?.kind === "scalar" && node.isNull && node.alias === undefined;
  const stray = documents.slice(1).flatMap(({ root: other }) => (other && !isNull(other) ? [other.span] : []));
  return { text, node: absent ? undefined : node, document, problems, stray };
}

function isOpen(item: Item): boolean {
  return item.problems.some(({ message }) => /closing|end with a|sufficiently indented/i.test(message));
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly document: number;
  /** An item key follows the dash. */
  readonly keyed: boolean;
}

const ITEM_START = /^-(?:[ \t]+|$)(?:(["']?)(rule|macro|list|required_engine_version|required_plugin_versions)\1[ \t]*:)?/;

/** Where each top-level item begins, or undefined when the text is not a plain list at column 0. */
function splitItems(text: string): readonly Piece[] | undefined {
  if (usesAnchors(text) || /\r(?!\n)/.test(text)) return undefined;
  const pieces: Piece[] = [];
  let open: { start: number; keyed: boolean } | undefined;
  let document = 0;
  const close = (end: number): void => {
    if (open) pieces.push({ ...open, end, document });
    open = undefined;
  };
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const first = text.charCodeAt(at);
    if (first === 45 /* - */) {
      const line = text.slice(at, next).replace(/[\r\n]+$/, "");
      if (/^---(?:\s|$)/.test(line)) {
        if (!/^---\s*(?:#.*)?$/.test(line)) return undefined;
        close(at);
        document++;
      } else {
        const start = ITEM_START.exec(line);
        if (start) {
          close(at);
          open = { start: at, keyed: start[2] !== undefined };
        } else if (!open) return undefined;
      }
    } else if (!open && first !== 35 /* # */ && first !== 10 && first !== 13) {
      const line = text.slice(at, next).trim();
      if (line !== "" && !line.startsWith("#")) return undefined;
    } else if (first === 46 /* . */ && /^\.\.\.(?:\s|$)/.test(text.slice(at, at + 4))) {
      return undefined;
    }
    at = next;
  }
  close(text.length);
  return pieces;
}

/** Whether an anchor and an alias may both be there; then items are not independent. */
function usesAnchors(text: string): boolean {
  return text.includes("&") && /(?:^|[:\-,[{]\s+)\*[^\s,\]}]/m.test(text) && /(?:[:\-,[{]\s+)&[^\s,\]}]/m.test(text);
}

function wholeText(text: string, previous: ItemList | undefined): ItemList {
  const first = previous?.items[0]?.item;
  if (first && first.text === text && previous.items.every(({ item, start }) => item.text === text && start === 0)) return previous;
  const { documents, problems } = readYaml(text);
  const items: PlacedItem[] = [];
  const misplaced: Span[] = [];
  documents.forEach(({ root }, document) => {
    if (root?.kind === "seq") {
      for (const node of root.items) {
        if (!isNull(node)) items.push({ start: 0, item: { text, node, document, problems: [], stray: [] } });
      }
    } else if (root && !isNull(root)) misplaced.push(root.span);
  });
  return { items, misplaced, problems };
}

function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.isNull;
}
