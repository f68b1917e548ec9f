import type { Span } from "../../text/span.ts";
import { table } from "../../text/table.ts";

export type RegexFault =
  | "no-argument"
  | "bad-escape"
  | "trailing-backslash"
  | "missing-paren"
  | "unexpected-paren"
  | "missing-bracket"
  | "bad-range"
  | "bad-class"
  | "bad-repetition";

/** The first thing in a pattern that Falco's regular expressions do not take. */
export interface RegexProblem extends Span {
  readonly fault: RegexFault;
}

/**
 * Checks a pattern by the POSIX syntax of RE2, which Falco's `regex` has: no `\d`, `\w`, `\b`, no `(?…)`,
 * no lazy repetition (`a+?` means `(a+)?`), and a `-` amid a class only in a range. Source: re2/parse.cc.
 */
export function regexProblem(pattern: string): RegexProblem | undefined {
  const groups: Group[] = [{ start: 0, repeats: 1 }];
  /** How often the last piece is repeated by counts within it; undefined where nothing can be repeated. */
  let last: number | undefined;
  let at = 0;
  while (at < pattern.length) {
    const group = groups.at(-1) ?? { start: 0, repeats: 1 };
    const char = pattern.charAt(at);
    const repetition = readRepetition(pattern, at);
    if (repetition) {
      const place = { start: at, end: repetition.end };
      if (last === undefined) return { fault: "no-argument", ...place };
      if (repetition.min > MAX_REPEAT || repetition.max > MAX_REPEAT || repetition.min > repetition.max)
        return { fault: "bad-repetition", ...place };
      last *= Math.max(1, repetition.max, repetition.min);
      if (last > MAX_REPEAT) return { fault: "bad-repetition", ...place };
      group.repeats = Math.max(group.repeats, last);
      at = repetition.end;
      continue;
    }
    if (char === "(") {
      groups.push({ start: at, repeats: 1 });
      last = undefined;
      at += 1;
    } else if (char === ")") {
      if (groups.length === 1) return { fault: "unexpected-paren", start: at, end: at + 1 };
      groups.pop();
      last = group.repeats;
      at += 1;
    } else if (char === "|") {
      last = undefined;
      at += 1;
    } else {
      const piece =
        char === "["
          ? readClass(pattern, at)
          : char === "\\"
            ? readEscape(pattern, at)
            : { end: at + sizeAt(pattern, at) };
      if ("fault" in piece) return piece;
      last = 1;
      at = piece.end;
    }
  }
  const open = groups.at(-1);
  return open && groups.length > 1
    ? { fault: "missing-paren", start: open.start, end: open.start + 1 }
    : undefined;
}

const MAX_REPEAT = 1000;

interface Group {
  readonly start: number;
  repeats: number;
}

type Piece = { readonly end: number } | RegexProblem;

function readRepetition(pattern: string, at: number): { end: number; min: number; max: number } | undefined {
  const char = pattern.charAt(at);
  if (char === "*" || char === "+" || char === "?") return { end: at + 1, min: 0, max: 1 };
  if (char !== "{") return undefined;
  COUNT.lastIndex = at;
  const match = COUNT.exec(pattern);
  if (!match) return undefined;
  const min = Number(match[1]);
  // Without an upper bound only the lower one counts.
  const max = match[2] === undefined ? min : match[2] === "," ? Math.max(min, 0) : Number(match[2].slice(1));
  return { end: COUNT.lastIndex, min, max };
}

const COUNT = /\{(\d+)(,\d*)?\}/y;

/** The one escape at `at`, in or out of a class. */
function readEscape(pattern: string, at: number): Piece {
  if (at + 1 >= pattern.length) return { fault: "trailing-backslash", start: at, end: at + 1 };
  ESCAPE.lastIndex = at + 1;
  const match = ESCAPE.exec(pattern);
  if (!match || (match[1] !== undefined && Number.parseInt(match[1], 16) > 0x10ffff)) {
    return { fault: "bad-escape", start: at, end: at + 1 + sizeAt(pattern, at + 1) };
  }
  return { end: ESCAPE.lastIndex };
}

/** Signs, octal and hexadecimal numbers, and control characters. */
const ESCAPE =
  /(?:[afnrtv]|0[0-7]{0,2}|[1-7][0-7]{1,2}|x[0-9a-fA-F]{2}|x\{([0-9a-fA-F]+)\}|[\x00-\x7f](?<![0-9A-Za-z]))/y;

function readClass(pattern: string, start: number): Piece {
  let at = start + 1;
  if (pattern.charAt(at) === "^") at += 1;
  let isFirst = true;
  while (at < pattern.length) {
    const char = pattern.charAt(at);
    if (char === "]" && !isFirst) return { end: at + 1 };
    if (char === "-" && !isFirst && pattern.charAt(at + 1) !== "]" && at + 1 < pattern.length)
      return { fault: "bad-range", start: at, end: at + 2 };
    isFirst = false;
    NAMED.lastIndex = at;
    const named = NAMED.exec(pattern);
    if (named) {
      if (!CLASSES.has(named[1] ?? "")) return { fault: "bad-class", start: at, end: NAMED.lastIndex };
      at = NAMED.lastIndex;
      continue;
    }
    const low = readClassChar(pattern, at);
    if ("fault" in low) return low;
    at = low.end;
    if (pattern.charAt(at) !== "-" || at + 1 >= pattern.length || pattern.charAt(at + 1) === "]") continue;
    const high = readClassChar(pattern, at + 1);
    if ("fault" in high) return high;
    if (high.code < low.code) return { fault: "bad-range", start: low.start, end: high.end };
    at = high.end;
  }
  return { fault: "missing-bracket", start, end: start + 1 };
}

const NAMED = /\[:(\^?[^:\]]*):\]/y;
const CLASSES: ReadonlySet<string> = new Set(
  [
    "alnum",
    "alpha",
    "ascii",
    "blank",
    "cntrl",
    "digit",
    "graph",
    "lower",
    "print",
    "punct",
    "space",
    "upper",
    "word",
    "xdigit",
  ].flatMap((name) => [name, `^${name}`]),
);

function readClassChar(
  pattern: string,
  at: number,
): { start: number; end: number; code: number } | RegexProblem {
  if (pattern.charAt(at) !== "\\")
    return { start: at, end: at + sizeAt(pattern, at), code: pattern.codePointAt(at) ?? 0 };
  const escape = readEscape(pattern, at);
  if ("fault" in escape) return escape;
  return { start: at, end: escape.end, code: escapedCode(pattern.slice(at + 1, escape.end)) };
}

const CONTROLS = table<number>({ a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 });

function escapedCode(body: string): number {
  if (/^x/.test(body)) return Number.parseInt(body.replace(/^x\{?/, ""), 16);
  if (/^[0-7]/.test(body)) return Number.parseInt(body, 8);
  return CONTROLS.get(body) ?? body.codePointAt(0) ?? 0;
}

function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** A pattern that plain text operators could say: letters with at most a `.*` or an anchor around them. */
export function isPlainRegex(pattern: string): boolean {
  const inner = pattern.replace(/^(?:\^|\.[*+])/, "").replace(/(?:\$|\.[*+])$/, "");
  return !/[.*+?()[\]{}|\\^$]/.test(inner);
}
