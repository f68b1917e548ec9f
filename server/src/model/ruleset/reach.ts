/** Which definitions may mean something else when some names do. */
import { keptBy } from "../../text/kept.ts";
import type { CompiledRule } from "./compile.ts";
import type { Histories, Step } from "./history.ts";
import type { EffectiveList, EffectiveMacro } from "./effective.ts";

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
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const [of, history] of [
      ["lists", lists],
      ["macros", macros],
    ] as const) {
      for (const [mentioning, steps] of history) {
        if (reach[of].has(mentioning) || !mentions(steps, name)) continue;
        reach[of].add(mentioning);
        pending.push(mentioning);
      }
    }
  }
  return reach;
}

/** Whether a compiled rule mentions one of the names. Lists that it names are written out in its text. */
export function reaches({ lists, macros }: Reach, { loaded: { text }, lists: used }: CompiledRule): boolean {
  const isMentioned = (name: string): boolean => text.includes(name);
  return (
    used.some((name) => lists.has(name)) || [...lists].some(isMentioned) || [...macros].some(isMentioned)
  );
}

const wordsOf = keptBy(
  (steps: readonly Step<EffectiveList | EffectiveMacro>[]): ReadonlySet<string> =>
    new Set(textsOf(steps).flatMap((text) => text.split(/\W+/))),
);

function mentions(steps: readonly Step<EffectiveList | EffectiveMacro>[], name: string): boolean {
  if (!/^\w+$/.test(name)) return textsOf(steps).some((text) => text.includes(name));
  return wordsOf(steps).has(name);
}

function textsOf(steps: readonly Step<EffectiveList | EffectiveMacro>[]): readonly string[] {
  return steps.flatMap(({ effective }) =>
    (effective.kind === "list" ? effective.items : effective.condition).map(({ node }) => node.text),
  );
}
