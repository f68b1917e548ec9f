import type { Item } from "./item.ts";
import { type Steps, toEnd } from "../text/to-end.ts";
import { commonEnd, commonStart } from "../text/common.ts";
import { keptBy } from "../text/kept.ts";
import { shift, type Span } from "../text/span.ts";
import { repairOf } from "./item-repair.ts";
import { readOrdinaryItem } from "./ordinary-item.ts";
import { retyped } from "./retype.ts";
import { readYaml } from "./yaml.ts";
import type { YamlNode, YamlProblem } from "./yaml-node.ts";

/** Where an item is, apart from what it is: offset of its text in the region. */
export interface PlacedItem {
  readonly start: number;
  readonly item: Item;
}

/** Neighbours in a list. The group stays the same object while none of them changes. */
export type ItemGroup = readonly Item[];

export interface ItemList {
  /** What was read. */
  readonly text: string;
  /** Each item was read by itself. */
  readonly isSplit: boolean;
  readonly items: readonly PlacedItem[];
  /** The same items in their order; what is known of a group holds for every list that has it. */
  readonly groups: readonly ItemGroup[];
  /** Top-level nodes that are no list, one for each such document, as offsets in the region. */
  readonly misplaced: readonly Span[];
  /** Problems of the whole text, where it could not be read item by item. */
  readonly problems: readonly YamlProblem[];
}

/** Reads the text of a rules region item by item, taking over the items of `previous` whose text is unchanged. */
export function readItems(text: string, previous?: ItemList): ItemList {
  return toEnd(readingItems(text, previous));
}

/** How many items are read, and lines looked at, between two yields. */
const STRIDE = 64;
const LINES = 2048;

/** The same in strides, where nearly all of the text is read. */
export function* readingItems(text: string, previous?: ItemList): Steps<ItemList> {
  if (previous?.text === text) return previous;
  const around = previous?.isSplit ? readAround(text, previous) : undefined;
  if (around) return around;
  const pieces = yield* splitItems(text, 0);
  if (!pieces) return wholeText(text);
  const items = yield* readPieces(text, pieces, 0, previous?.items ?? [], text.length);
  return splitList(text, items, grouped(items));
}

function splitList(text: string, items: readonly PlacedItem[], groups: readonly ItemGroup[]): ItemList {
  const misplaced: Span[] = [];
  for (const { start, item } of placedIn({ items, groups }, hasFlaws))
    for (const span of item.stray) misplaced.push(shift(span, start));
  return { text, isSplit: true, items, groups, misplaced, problems: [] };
}

/** The items of those groups that are wanted. */
export function placedIn(
  { items, groups }: Pick<ItemList, "items" | "groups">,
  isWanted: (group: ItemGroup) => boolean,
): readonly PlacedItem[] {
  const found: PlacedItem[] = [];
  let start = 0;
  for (const group of groups) {
    const end = start + group.length;
    if (isWanted(group)) found.push(...items.slice(start, end));
    start = end;
  }
  return found;
}

/** How many items at the start and at the end of two lists are the same, counted in whole groups. */
export function sameAround(
  { groups: before }: ItemList,
  { groups: now }: ItemList,
): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, now.length);
  let head = 0;
  let start = 0;
  while (head < most && before[head] === now[head]) start += now[head++]?.length ?? 0;
  let tail = 0;
  let end = 0;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail))
    end += now.at(-1 - tail++)?.length ?? 0;
  return { start, end };
}

/** Whether anything in a group is not the YAML of an item. */
export const hasFlaws = keptBy((group: ItemGroup) =>
  group.some(({ problems, stray, repair }) => problems.length + stray.length > 0 || repair !== undefined),
);

/** How many items are in a group at least, and less than twice as many: few to look at again, and few groups. */
const GROUP = 16;

function grouped(items: readonly PlacedItem[]): readonly ItemGroup[] {
  const size = Math.ceil(items.length / Math.max(1, Math.floor(items.length / GROUP)));
  const groups: ItemGroup[] = [];
  for (let at = 0; at < items.length; at += size)
    groups.push(items.slice(at, at + size).map(({ item }) => item));
  return groups;
}

/** The groups of `now`, which is `before` with other items in the places of those of `from` to `to`. */
function regrouped(
  { items: before, groups }: ItemList,
  now: readonly PlacedItem[],
  from: number,
  to: number,
): readonly ItemGroup[] {
  const added = now.length - before.length;
  let first = from;
  while (first < to && before[first]?.item === now[first]?.item) first++;
  let last = to;
  while (last > first && before[last - 1]?.item === now[last - 1 + added]?.item) last--;
  let head = 0;
  let start = 0;
  for (const { length } of groups) {
    if (start + length > first) break;
    start += length;
    head++;
  }
  let tail = groups.length;
  let end = before.length;
  for (const { length } of groups.slice(head).reverse()) {
    if (end - length < last) break;
    end -= length;
    tail--;
  }
  return [...groups.slice(0, head), ...grouped(now.slice(start, end + added)), ...groups.slice(tail)];
}

/**
 * `base` is where `text` is in the region, which is `whole` long. `around`: no alias is near, and most likely one item of
 * `previous` changed.
 */
function* readPieces(
  text: string,
  pieces: readonly Piece[],
  base: number,
  previous: readonly PlacedItem[],
  whole: number,
  around = false,
): Steps<readonly PlacedItem[]> {
  const known = new Map<string, Item[]>();
  for (const { item } of previous) {
    const same = known.get(item.text);
    if (same) same.push(item);
    else known.set(item.text, [item]);
  }
  const items: PlacedItem[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece) continue;
    let end = piece.end;
    const old = around && pieces.length === previous.length ? previous[i]?.item : undefined;
    let read = reuse(known, text.slice(piece.start, end), piece.document, old);
    // An open quote or bracket goes on below a dash, unless an item key follows the dash.
    if (isOpen(read)) {
      let most = i;
      for (
        let next = pieces[most + 1];
        next && !next.keyed && next.document === piece.document;
        next = pieces[most + 1]
      )
        most++;
      const longer = closedAgain(text, pieces, i, most);
      end = longer.end;
      if (longer.at > i) read = longer.item;
      i = longer.at;
    }
    items.push({ start: base + piece.start, item: base + end === whole ? lastItem(read) : read });
    if (items.length % STRIDE === 0) yield;
  }
  return items;
}

/**
 * The shortest text from one piece on, up to `most`, in which nothing is open any longer; all of it where something stays open.
 * What is read is doubled and then halved, since each reading takes as long as its text.
 */
function closedAgain(
  text: string,
  pieces: readonly Piece[],
  first: number,
  most: number,
): { readonly at: number; readonly end: number; readonly item: Item } {
  const start = pieces[first]?.start ?? 0;
  const document = pieces[first]?.document ?? 0;
  const upTo = (at: number) => {
    const end = pieces[at]?.end ?? start;
    return { at, end, item: readItem(text.slice(start, end), document) };
  };
  let open = first;
  let longer = upTo(first);
  for (let step = 1; open < most && isOpen(longer.item); step *= 2) {
    const at = Math.min(most, open + step);
    longer = upTo(at);
    if (isOpen(longer.item)) open = at;
  }
  for (let closed = longer.at; !isOpen(longer.item) && closed - open > 1; ) {
    const middle = (open + closed) >> 1;
    const shorter = upTo(middle);
    if (isOpen(shorter.item)) open = middle;
    else {
      closed = middle;
      longer = shorter;
    }
  }
  return longer;
}

/**
 * Reads only what lies around a change: from the last item with a key before it to the first one after it, since no
 * other item goes on beyond one with a key. Undefined where more than that may have changed.
 */
function readAround(text: string, previous: ItemList): ItemList | undefined {
  const { text: before, items } = previous;
  const moved = text.length - before.length;
  const [first] = items;
  if (!first) return undefined;
  const same = commonStart(before, text);
  if (same < first.start) return undefined;
  const changed = before.length - commonEnd(before, text, same);
  const head = countWhile(items, ({ start, item }) => start + item.text.length <= same);
  let from = Math.max(0, head - 1);
  while (from > 0 && !isKeyed(items[from])) from--;
  let tail = Math.max(
    head,
    countWhile(items, ({ start }) => start < changed),
  );
  while (tail < items.length && !isKeyed(items[tail])) tail++;
  const next = items[tail];
  const start = items[from]?.start ?? first.start;
  // A copy: an item must not keep the whole text of its time in memory.
  const window =
    `\n${text.slice(start, next ? next.start + moved + next.item.text.length : text.length)}`.slice(1);
  const document = first.item.document;
  if (ANCHOR.test(window) || ALIAS.test(window) || items.at(-1)?.item.document !== document) return undefined;
  const pieces = toEnd(splitItems(window, document));
  if (!pieces || pieces.some((piece) => piece.document !== document) || pieces[0]?.start !== 0)
    return undefined;
  const read = toEnd(readPieces(window, pieces, start, items.slice(from, tail + 1), text.length, true));
  const last = read.at(-1);
  if (next && (last?.item !== next.item || last.start !== next.start + moved)) return undefined;
  const rest = items.slice(tail + 1).map((placed) => ({ start: placed.start + moved, item: placed.item }));
  const now = [...items.slice(0, from), ...read, ...rest];
  return splitList(text, now, regrouped(previous, now, from, Math.min(tail + 1, items.length)));
}

/** How many come before the first for which it does not hold; it holds for none after that one. */
export function countWhile(items: readonly PlacedItem[], holds: (placed: PlacedItem) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const placed = items[middle];
    if (placed && holds(placed)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isKeyed(placed: PlacedItem | undefined): boolean {
  return placed !== undefined && ITEM_START.exec(placed.item.text)?.[2] !== undefined;
}

function reuse(known: Map<string, Item[]>, text: string, document: number, old: Item | undefined): Item {
  const same = known.get(text);
  const at = same?.findIndex((item) => item.document === document) ?? -1;
  const found = same?.splice(at < 0 ? same.length : at, 1)[0];
  if (found?.isLast || old?.isLast) return readItem(text, document);
  return found ?? (old && retyped(old, text)) ?? readItem(text, document);
}

/** An item as it is read where nothing follows. */
function lastItem(item: Item): Item {
  if (!item.problems.some(({ isLastKey }) => isLastKey)) return item;
  const { repair, ...rest } = item;
  const problems = withoutLastKey(item.problems);
  const isOffered = repair?.isSpacing === true && problems.length + item.stray.length === 0;
  return { ...rest, problems, isLast: true, ...(repair && !isOffered && { repair }) };
}

function withoutLastKey(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  return problems.filter(({ isLastKey }) => !isLastKey);
}

function readItem(text: string, document: number): Item {
  const ordinary = readOrdinaryItem(text);
  if (ordinary) return { text, node: ordinary, document, problems: NONE, stray: NONE };
  const reading = readYaml(text);
  const { documents, problems } = reading;
  const root = documents[0]?.root;
  const node = root?.kind === "seq" ? root.items[0] : root;
  const absent = node?.kind === "scalar" && node.isNull && node.alias === undefined;
  const isTabbed = problems.some(({ spaces }) => spaces !== undefined);
  const stray = (isTabbed ? [] : documents.slice(1)).flatMap(({ root: other }) =>
    other && !isNull(other) ? [other.span] : [],
  );
  const repair = problems.length + stray.length > 0 ? repairOf(text, reading) : undefined;
  return { text, node: absent ? undefined : node, document, problems, stray, ...(repair && { repair }) };
}

const NONE: readonly never[] = [];

function isOpen(item: Item): boolean {
  return item.problems.some((problem) => problem.isOpen);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly document: number;
  /** An item key follows the dash. */
  readonly keyed: boolean;
}

const ITEM_START =
  /^-(?:[ \t]+|$)(?:(["']?)(rule|macro|list|required_engine_version|required_plugin_versions)\1[ \t]*:)?/;

/** Where each top-level item begins, or undefined when the text is not a plain list at column 0. `first` is the number of its first document. */
function* splitItems(text: string, first: number): Steps<readonly Piece[] | undefined> {
  if (usesAnchors(text) || /\r(?!\n)/.test(text)) return undefined;
  const pieces: Piece[] = [];
  let open: { start: number; keyed: boolean } | undefined;
  let document = first;
  const close = (end: number): void => {
    if (open) pieces.push({ ...open, end, document });
    open = undefined;
  };
  let lines = 0;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    if (++lines % LINES === 0) yield;
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const code = text.charCodeAt(at);
    if (code === 45 /* - */) {
      const line = text.slice(at, next).replace(/(?<![\r\n])[\r\n]+$/, "");
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
    } else if (!open && code !== 35 /* # */ && code !== 10 && code !== 13) {
      const line = text.slice(at, next).trim();
      if (line !== "" && !line.startsWith("#")) return undefined;
    } else if (code === 46 /* . */ && /^\.\.\.(?:\s|$)/.test(text.slice(at, at + 4))) {
      return undefined;
    }
    at = next;
  }
  close(text.length);
  return pieces;
}

const ALIAS = /(?:^|[:\-,[{]\s+)\*[^\s,\]}]/m;
const ANCHOR = /(?:[:\-,[{]\s+)&[^\s,\]}]/m;

/** Whether an anchor and an alias may both be there; then items are not independent. */
export function usesAnchors(text: string): boolean {
  return text.includes("&") && ALIAS.test(text) && ANCHOR.test(text);
}

function wholeText(text: string): ItemList {
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
  return {
    text,
    isSplit: false,
    items,
    groups: grouped(items),
    misplaced,
    problems: withoutLastKey(problems),
  };
}

function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.isNull;
}
