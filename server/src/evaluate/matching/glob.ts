/**
 * Patterns of `glob` and `iglob`, as `fnmatch` of the GNU C library reads them without flags and in the C locale: `*`
 * crosses `/`, `?` is one byte, `\` takes the next character as it is, and a `[` that is not closed is itself.
 */
import { isAscii, lowerAscii, toBytes, upperAscii } from "../values/bytes.ts";

/** A test for one pattern. It takes time linear in the text, whatever the pattern. */
export function globMatcher(pattern: string, ignoresCase: boolean): (text: string) => boolean {
  const segments = readSegments(toBytes(pattern), ignoresCase);
  if (!segments) return () => false;
  const prepare = (text: string): string => (isAscii(text) ? text : toBytes(text));
  const [first = [], ...others] = segments;
  const last = others.pop();
  if (!last) return (text) => matchesWhole(prepare(text), first);
  return (text) => matchesParts(prepare(text), first, others, last);
}

/** A byte to be found, a set of bytes, or with undefined any byte. */
type Unit = string | ReadonlySet<string> | undefined;
type Segment = readonly Unit[];

function fits(text: string, at: number, segment: Segment): boolean {
  for (let i = 0; i < segment.length; i++) {
    const unit = segment[i];
    if (unit === undefined) continue;
    const char = text.charAt(at + i);
    if (typeof unit === "string" ? unit !== char : !unit.has(char)) return false;
  }
  return true;
}

function matchesWhole(text: string, segment: Segment): boolean {
  return text.length === segment.length && fits(text, 0, segment);
}

/** The first place of each part is as good as any later one, so nothing is ever tried twice. */
function matchesParts(text: string, first: Segment, middle: readonly Segment[], last: Segment): boolean {
  const end = text.length - last.length;
  if (end < first.length || !fits(text, 0, first) || !fits(text, end, last)) return false;
  let at = first.length;
  for (const segment of middle) {
    while (at + segment.length <= end && !fits(text, at, segment)) at += 1;
    if (at + segment.length > end) return false;
    at += segment.length;
  }
  return true;
}

/** What is between the stars; undefined for a pattern that nothing matches. */
function readSegments(pattern: string, ignoresCase: boolean): readonly Segment[] | undefined {
  const segments: Unit[][] = [[]];
  let at = 0;
  while (at < pattern.length) {
    const char = pattern.charAt(at);
    const segment = segments.at(-1) ?? [];
    if (char === "*") {
      segments.push([]);
      at += 1;
    } else if (char === "\\") {
      if (at + 1 >= pattern.length) return undefined;
      segment.push(unitOf(pattern.charAt(at + 1), ignoresCase));
      at += 2;
    } else if (char === "?") {
      segment.push(undefined);
      at += 1;
    } else {
      const set = char === "[" ? readSet(pattern, at, ignoresCase) : undefined;
      if (set === "nothing") return undefined;
      segment.push(set ? set.bytes : unitOf(char, ignoresCase));
      at = set ? set.end : at + 1;
    }
  }
  // Stars side by side leave nothing between them.
  return segments.filter(
    (segment, index) => segment.length > 0 || index === 0 || index === segments.length - 1,
  );
}

function unitOf(char: string, ignoresCase: boolean): Unit {
  const [lower, upper] = ignoresCase ? [lowerAscii(char), upperAscii(char)] : [char, char];
  return lower === upper ? char : new Set([lower, upper]);
}

interface ByteSet {
  readonly bytes: ReadonlySet<string>;
  readonly end: number;
}

/**
 * `[a-z]` and its like; undefined where the bracket is never closed. Where case is ignored, that is so for characters and
 * ranges, and not for what has brackets of its own. An unknown class ends the set: only what comes before it counts.
 */
function readSet(pattern: string, start: number, ignoresCase: boolean): ByteSet | "nothing" | undefined {
  const sign = pattern.charAt(start + 1);
  const isNegated = sign === "!" || sign === "^";
  const begin = start + (isNegated ? 2 : 1);
  const folded = new Set<string>();
  const exact = new Set<string>();
  let isEnded = false;
  let at = begin;
  for (;;) {
    const char = pattern.charAt(at);
    if (char === "") return undefined;
    if (char === "]" && at > begin) break;
    const named = char === "[" ? readNamed(pattern, at) : undefined;
    const isLow = named?.members?.length === 1 && /^-[^\]]/.test(pattern.slice(named.end, named.end + 2));
    if (named && !isLow) {
      if (!named.members) isEnded = true;
      for (const member of isEnded ? [] : (named.members ?? [])) exact.add(member);
      at = named.end;
      continue;
    }
    const low = named ? { char: named.members?.[0] ?? "", end: named.end } : readMember(pattern, at);
    if (!low) return "nothing";
    at = low.end;
    const isRange =
      pattern.charAt(at) === "-" && pattern.charAt(at + 1) !== "]" && pattern.charAt(at + 1) !== "";
    const high = isRange ? readMember(pattern, at + 1) : low;
    if (!high) return "nothing";
    at = high.end;
    const fold = (each: string): string => (ignoresCase ? lowerAscii(each) : each);
    if (isEnded) continue;
    for (let code = fold(low.char).charCodeAt(0); code <= fold(high.char).charCodeAt(0); code++)
      folded.add(String.fromCharCode(code));
  }
  const isMember = (byte: string): boolean =>
    exact.has(byte) || folded.has(ignoresCase ? lowerAscii(byte) : byte);
  const bytes = ALL_BYTES.filter((byte) => (isNegated ? !isEnded && !isMember(byte) : isMember(byte)));
  return { bytes: new Set(bytes), end: at + 1 };
}

const ALL_BYTES: readonly string[] = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

function readMember(
  pattern: string,
  at: number,
): { readonly char: string; readonly end: number } | undefined {
  if (pattern.charAt(at) !== "\\") return { char: pattern.charAt(at), end: at + 1 };
  return at + 1 < pattern.length ? { char: pattern.charAt(at + 1), end: at + 2 } : undefined;
}

const NAMED = /\[(?::([a-z]{1,10}):|=(.)=|\.(.)\.)\]/sy;

/** `[:alpha:]`, `[=a=]` and `[.a.]` in a set, without members for an unknown class; undefined where the bracket is a member like any other. */
function readNamed(
  pattern: string,
  at: number,
): { readonly members: readonly string[] | undefined; readonly end: number } | undefined {
  NAMED.lastIndex = at;
  const match = NAMED.exec(pattern);
  if (!match) return undefined;
  const [whole, name, ...single] = match;
  if (name === undefined) return { members: single.flatMap((char) => char ?? []), end: at + whole.length };
  const expression = CLASSES.get(name);
  return { members: expression && ALL_BYTES.filter((char) => expression.test(char)), end: at + whole.length };
}

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ["alnum", /[0-9A-Za-z]/],
  ["alpha", /[A-Za-z]/],
  ["blank", /[ \t]/],
  ["cntrl", /[\0-\x1f\x7f]/],
  ["digit", /[0-9]/],
  ["graph", /[!-~]/],
  ["lower", /[a-z]/],
  ["print", /[ -~]/],
  ["punct", /[!-/:-@[-`{-~]/],
  ["space", /[\t-\r ]/],
  ["upper", /[A-Z]/],
  ["xdigit", /[0-9A-Fa-f]/],
]);
