/** Which definitions may mean something else when some names do. */
import { keptBy, once } from "../../text/kept.ts";
import type { ListStamp } from "./collect.ts";
import type { CompiledRule } from "./compile.ts";
import type { Histories } from "./history.ts";
import type { EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";

/** Names whose meaning may be another than before. */
export interface Reach {
  readonly lists: ReadonlySet<string>;
  readonly macros: ReadonlySet<string>;
  /** Rules that were changed themselves. */
  readonly rules: ReadonlySet<string>;
}

interface Names {
  keys(): Iterable<string>;
}

/**
 * The names that changed, and the lists and macros whose texts mention one of them at any point of the load, at any depth.
 * A mention is read as a use: what is reached too much costs time only.
 */
export function reachOf(
  changed: { readonly lists: Names; readonly macros: Names; readonly rules: Names },
  { lists, macros }: Histories,
): Reach {
  const reach = {
    lists: new Set(changed.lists.keys()),
    macros: new Set(changed.macros.keys()),
    rules: new Set(changed.rules.keys()),
  };
  const pending = [...reach.lists, ...reach.macros];
  const byWord = once(() => mentionsByWord({ lists, macros }));
  for (let asked = 0, name = pending.pop(); name !== undefined; asked++, name = pending.pop()) {
    const isTold = asked >= MOST_ASKED && WORD.test(name);
    for (const { of, name: mentioning } of isTold
      ? (byWord().get(name) ?? [])
      : mentionsOf(name, { lists, macros })) {
      if (reach[of].has(mentioning)) continue;
      reach[of].add(mentioning);
      pending.push(mentioning);
    }
  }
  return reach;
}

/** For how many names all texts are looked at. */
const MOST_ASKED = 20;

interface Mention {
  readonly of: "lists" | "macros";
  readonly name: string;
}

type Mentioning = Pick<Histories, "lists" | "macros">;

function mentionsOf(name: string, histories: Mentioning): readonly Mention[] {
  const found: Mention[] = [];
  for (const of of KINDS)
    for (const [mentioning, steps] of histories[of])
      if (mentions(steps, name)) found.push({ of, name: mentioning });
  return found;
}

function mentionsByWord(histories: Mentioning): ReadonlyMap<string, readonly Mention[]> {
  const found = new Map<string, Mention[]>();
  for (const of of KINDS)
    for (const [name, steps] of histories[of])
      for (const word of wordsOf(steps)) {
        const mentions = found.get(word);
        if (mentions) mentions.push({ of, name });
        else found.set(word, [{ of, name }]);
      }
  return found;
}

const KINDS = ["lists", "macros"] as const;

/** Whether a compiled rule mentions one of the names. Lists that it names are written out in its text. */
export function reaches({ lists, macros }: Reach, { loaded: { text }, lists: used }: CompiledRule): boolean {
  const isMentioned = (name: string): boolean => text.includes(name);
  return (
    used.some((name) => lists.has(name)) || [...lists].some(isMentioned) || [...macros].some(isMentioned)
  );
}

const wordsOf = keptBy(
  (steps: readonly (EffectiveList | EffectiveMacro)[]): ReadonlySet<string> =>
    new Set(textsOf(steps).flatMap((text) => text.split(/\W+/))),
);

const WORD = /^\w+$/;

function mentions(steps: readonly (EffectiveList | EffectiveMacro)[], name: string): boolean {
  if (!WORD.test(name)) return textsOf(steps).some((text) => text.includes(name));
  return wordsOf(steps).has(name);
}

function textsOf(steps: readonly (EffectiveList | EffectiveMacro)[]): readonly string[] {
  return steps.flatMap((effective) =>
    (effective.kind === "list" ? effective.items : effective.condition).map(({ node }) => node.text),
  );
}

/** Rules that were compiled after a file, and of which nothing that they use was said anew since. */
export interface SettledRules {
  /** Takes note of the macros that a file defines or changes. */
  touch(file: number, macros: Iterable<string>): void;
  /** The rule as it was compiled after its file; undefined where it may differ by now. */
  of(rule: EffectiveRule, now: { readonly listStamp: ListStamp }): CompiledRule | undefined;
}

/** `parts` has a part for each file that was loaded so far. */
export function settledRules(parts: readonly Compiled[]): SettledRules {
  const lastTouched = new Map<string, number>();
  return {
    touch(file, macros) {
      for (const name of macros) lastTouched.set(name, file);
    },
    of(rule, { listStamp }) {
      const part = parts[rule.file];
      const compiled = part?.state?.rules.get(rule.name);
      // What is written out is sound, with every macro that it reaches; a name without an answer may have got one.
      if (compiled?.rule !== rule || !compiled.expanded || part?.listStamp !== listStamp) return undefined;
      const isStale = compiled.macros.some((name) => (lastTouched.get(name) ?? 0) > rule.file);
      return isStale ? undefined : compiled;
    },
  };
}

interface Compiled {
  readonly listStamp: ListStamp;
  readonly state?: { readonly rules: ReadonlyMap<string, CompiledRule> };
}
