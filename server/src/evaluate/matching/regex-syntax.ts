/**
 * Reads patterns by the POSIX syntax of RE2, which Falco's `regex` has. Patterns that `regexProblem` accepts are read in
 * full; of any other the rest counts as ordinary characters.
 */

/** Code points, ends included, in rising order and without overlap. */
export type Ranges = readonly (readonly [number, number])[];

export type Regex =
  | { readonly kind: "chars"; readonly ranges: Ranges }
  | { readonly kind: "line-start" | "line-end" | "empty" }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Regex[] }
  /** `max` is Infinity without an upper bound. */
  | { readonly kind: "repeat"; readonly part: Regex; readonly min: number; readonly max: number };

const EMPTY: Regex = { kind: "empty" };
const LAST = 0x10ffff;

interface Level {
  readonly choices: Regex[];
  parts: Regex[];
}

/** The tree of a pattern. Counts groups on a stack of its own, so depth is not a danger. */
export function readRegex(pattern: string): Regex {
  const levels: Level[] = [{ choices: [], parts: [] }];
  let at = 0;
  while (at < pattern.length) {
    const level = levels.at(-1) ?? { choices: [], parts: [] };
    const char = pattern.charAt(at);
    const repetition = level.parts.length > 0 ? readRepetition(pattern, at) : undefined;
    if (repetition) {
      const part = level.parts.pop() ?? EMPTY;
      level.parts.push(repeated(part, repetition));
      at = repetition.end;
    } else if (char === "(") {
      levels.push({ choices: [], parts: [] });
      at += 1;
    } else if (char === ")" && levels.length > 1) {
      levels.pop();
      levels.at(-1)?.parts.push(finished(level));
      at += 1;
    } else if (char === "|") {
      level.choices.push(sequence(level.parts));
      level.parts = [];
      at += 1;
    } else {
      const piece = readPiece(pattern, at);
      level.parts.push(piece.regex);
      at = piece.end;
    }
  }
  for (let open = levels.pop(); open; open = levels.pop()) {
    const outer = levels.at(-1);
    if (!outer) return finished(open);
    outer.parts.push(finished(open));
  }
  return EMPTY;
}

function finished({ choices, parts }: Level): Regex {
  return choices.length === 0 ? sequence(parts) : { kind: "choice", parts: [...choices, sequence(parts)] };
}

function sequence(parts: readonly Regex[]): Regex {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : { kind: "sequence", parts };
}

interface Repetition {
  readonly min: number;
  readonly max: number;
  readonly end: number;
}

const COUNT = /\{(\d+)(,\d*)?\}/y;

function readRepetition(pattern: string, at: number): Repetition | undefined {
  const char = pattern.charAt(at);
  const end = at + 1;
  if (char === "*") return { min: 0, max: Number.POSITIVE_INFINITY, end };
  if (char === "+") return { min: 1, max: Number.POSITIVE_INFINITY, end };
  if (char === "?") return { min: 0, max: 1, end };
  COUNT.lastIndex = at;
  const match = char === "{" ? COUNT.exec(pattern) : null;
  if (!match) return undefined;
  const min = Number(match[1]);
  const upper = match[2];
  const max = upper === undefined ? min : upper === "," ? Number.POSITIVE_INFINITY : Number(upper.slice(1));
  return { min, max, end: at + match[0].length };
}

/** A star of a star is one star. */
function repeated(part: Regex, { min, max }: Repetition): Regex {
  const isStar = part.kind === "repeat" && part.min === 0 && part.max === Number.POSITIVE_INFINITY;
  return isStar && max >= 1 ? part : { kind: "repeat", part, min, max };
}

interface Piece {
  readonly regex: Regex;
  readonly end: number;
}

function readPiece(pattern: string, at: number): Piece {
  const char = pattern.charAt(at);
  if (char === "^") return { regex: { kind: "line-start" }, end: at + 1 };
  if (char === "$") return { regex: { kind: "line-end" }, end: at + 1 };
  if (char === ".") return { regex: chars(negated([[10, 10]])), end: at + 1 };
  const set = char === "[" ? readSet(pattern, at) : undefined;
  if (set) return set;
  const { code, end } = readChar(pattern, at);
  return { regex: chars([[code, code]]), end };
}

function chars(ranges: Ranges): Regex {
  return { kind: "chars", ranges };
}

const ESCAPE = /\\(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/y;
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
]);

function readChar(pattern: string, at: number): { readonly code: number; readonly end: number } {
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(pattern);
  if (!match) {
    const code = pattern.codePointAt(at) ?? 0;
    return { code, end: at + (code > 0xffff ? 2 : 1) };
  }
  const [whole, long, short, octal, char = ""] = match;
  const end = at + whole.length;
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), end };
  const hex = long ?? short;
  if (hex !== undefined) return { code: Math.min(Number.parseInt(hex, 16), LAST), end };
  return { code: CONTROLS.get(char) ?? char.codePointAt(0) ?? 0, end };
}

const NAMED = /\[:(\^?)([a-z]+):\]/y;

/** `[a-z]`; undefined where it is never closed. */
function readSet(pattern: string, start: number): Piece | undefined {
  const isNegated = pattern.charAt(start + 1) === "^";
  const begin = start + (isNegated ? 2 : 1);
  const ranges: (readonly [number, number])[] = [];
  let at = begin;
  while (pattern.charAt(at) !== "]" || at === begin) {
    if (at >= pattern.length) return undefined;
    NAMED.lastIndex = at;
    const named = NAMED.exec(pattern);
    const known = named && CLASSES.get(named[2] ?? "");
    if (named && known) {
      ranges.push(...(named[1] === "^" ? negated(known) : known));
      at += named[0].length;
      continue;
    }
    const low = readChar(pattern, at);
    at = low.end;
    const isRange = pattern.charAt(at) === "-" && at + 1 < pattern.length && pattern.charAt(at + 1) !== "]";
    const high = isRange ? readChar(pattern, at + 1) : low;
    at = high.end;
    ranges.push([low.code, high.code]);
  }
  const set = merged(ranges);
  return { regex: chars(isNegated ? negated(set) : set), end: at + 1 };
}

function merged(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else if (low <= high) result.push([low, high]);
  }
  return result;
}

function negated(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [low, high] of ranges) {
    if (low > next) result.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

function set(text: string): Ranges {
  return merged(
    [...text.matchAll(/(.)-(.)/gs)].map(([, low = "", high = ""]) => [low.charCodeAt(0), high.charCodeAt(0)]),
  );
}

const CLASSES: ReadonlyMap<string, Ranges> = new Map([
  ["alnum", set("0-9A-Za-z")],
  ["alpha", set("A-Za-z")],
  ["ascii", set("\0-\x7f")],
  ["blank", set("\t-\t - ")],
  ["cntrl", set("\0-\x1f\x7f-\x7f")],
  ["digit", set("0-9")],
  ["graph", set("!-~")],
  ["lower", set("a-z")],
  ["print", set(" -~")],
  ["punct", set("!-/:-@[-`{-~")],
  ["space", set("\t-\r - ")],
  ["upper", set("A-Z")],
  ["word", set("0-9A-Z_-_a-z")],
  ["xdigit", set("0-9A-Fa-f")],
]);
