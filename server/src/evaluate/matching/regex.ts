/**
 * `regex`: whether a whole text matches a pattern. Only that is asked, never where, so an automaton over sets of states is
 * exact and takes time linear in the text. RE2's POSIX mode is not to be had from its ports to JavaScript. In it `^` and `$`
 * match at lines, `.` is any character but a line break, and a negated set contains line breaks.
 */
import { readRegex, type Ranges, type Regex } from "./regex-syntax.ts";

interface State {
  /** Where an arrow with characters leads; it is the only one then. */
  readonly ranges?: Ranges;
  readonly condition?: "line-start" | "line-end";
  next: readonly number[];
}

/** A state of the automaton that reads characters: some of the pattern's states, and what came before. */
interface Node {
  readonly states: readonly number[];
  readonly afterBreak: boolean;
  readonly arrows: (Node | undefined)[];
  accepts: boolean | undefined;
}

/** Most nodes that are held; from there on they are made anew. */
const MOST_NODES = 2000;

/** Most states of a pattern. RE2 rejects what takes more memory than about that. */
const MOST_STATES = 100_000;

/** A test for one pattern. */
export function regexMatcher(pattern: string): (text: string) => boolean {
  let made: ((text: string) => boolean) | undefined;
  return (text) => {
    made ??= automaton(readRegex(pattern));
    return made(text);
  };
}

function automaton(regex: Regex): (text: string) => boolean {
  const program = compile(regex);
  if (!program) return () => false;
  const { states, start, end } = program;
  const alphabet = classesOf(states);
  let nodes = new Map<string, Node>();
  const begin = (): Node => ({ states: [start], afterBreak: true, arrows: [], accepts: undefined });
  let first = begin();
  const node = (members: readonly number[], afterBreak: boolean): Node => {
    const key = `${afterBreak ? "+" : "-"}${members.join(",")}`;
    const known = nodes.get(key);
    if (known) return known;
    if (nodes.size >= MOST_NODES) {
      nodes = new Map();
      first = begin();
    }
    const fresh: Node = { states: members, afterBreak, arrows: [], accepts: undefined };
    nodes.set(key, fresh);
    return fresh;
  };
  /** All states that can be reached without reading. */
  const reach = ({ states: members, afterBreak }: Node, beforeBreak: boolean): readonly number[] => {
    const seen = new Set<number>(members);
    for (const index of seen) {
      const state = states[index];
      if (!state || state.ranges) continue;
      if (state.condition === "line-start" && !afterBreak) continue;
      if (state.condition === "line-end" && !beforeBreak) continue;
      for (const next of state.next) seen.add(next);
    }
    return [...seen];
  };
  const step = (from: Node, code: number): Node => {
    const members = new Set<number>();
    for (const index of reach(from, code === LINE_BREAK)) {
      const state = states[index];
      if (state?.ranges && isIn(code, state.ranges)) for (const next of state.next) members.add(next);
    }
    return node(
      [...members].sort((a, b) => a - b),
      code === LINE_BREAK,
    );
  };
  return (text) => {
    let at = first;
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code >= 0xd800 && code <= 0xdfff) {
        code = text.codePointAt(i) ?? code;
        if (code <= 0xdfff) return false;
        i += 1;
      }
      const index = alphabet(code);
      let next = at.arrows[index];
      if (!next) {
        next = step(at, code);
        at.arrows[index] = next;
      }
      at = next;
      if (at.states.length === 0) return false;
    }
    at.accepts ??= reach(at, true).includes(end);
    return at.accepts;
  };
}

const LINE_BREAK = 10;

/** Thompson's construction; undefined for a pattern that is too large. */
function compile(
  regex: Regex,
): { readonly states: readonly State[]; readonly start: number; readonly end: number } | undefined {
  const states: State[] = [];
  const state = (made: State): number => states.push(made) - 1;
  const end = state({ next: [] });
  /** Returns the state from which `part` leads to `next`. */
  const build = (part: Regex, next: number): number => {
    if (states.length > MOST_STATES) return next;
    switch (part.kind) {
      case "empty":
        return next;
      case "chars":
        return state({ ranges: part.ranges, next: [next] });
      case "line-start":
      case "line-end":
        return state({ condition: part.kind, next: [next] });
      case "sequence":
        return part.parts.reduceRight((to, each) => build(each, to), next);
      case "choice":
        return state({ next: part.parts.map((each) => build(each, next)) });
      case "repeat": {
        let to = next;
        if (part.max === Number.POSITIVE_INFINITY) {
          const loop = state({ next: [] });
          const again: State = { next: [build(part.part, loop), next] };
          states[loop] = again;
          to = loop;
        } else {
          for (let i = part.min; i < part.max && states.length <= MOST_STATES; i++)
            to = state({ next: [build(part.part, to), next] });
        }
        for (let i = 0; i < part.min && states.length <= MOST_STATES; i++) to = build(part.part, to);
        return to;
      }
    }
  };
  const start = build(regex, end);
  return states.length > MOST_STATES ? undefined : { states, start, end };
}

/** Which class of alike characters a code point belongs to. */
function classesOf(states: readonly State[]): (code: number) => number {
  const starts = new Set([0, LINE_BREAK, LINE_BREAK + 1]);
  for (const { ranges } of states) {
    for (const [low, high] of ranges ?? []) {
      starts.add(low);
      starts.add(high + 1);
    }
  }
  const bounds = [...starts].sort((a, b) => a - b);
  const find = (code: number): number => {
    let low = 0;
    let high = bounds.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] ?? 0) <= code) low = middle;
      else high = middle;
    }
    return low;
  };
  const ascii = Array.from({ length: 128 }, (_, code) => find(code));
  return (code) => ascii[code] ?? find(code);
}

function isIn(code: number, ranges: Ranges): boolean {
  for (const [low, high] of ranges) {
    if (code < low) return false;
    if (code <= high) return true;
  }
  return false;
}
