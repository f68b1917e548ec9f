import { definedNamesAround } from "../../model/workspace/name-places.ts";
import type { CollectedNames } from "../../model/ruleset/collect.ts";
import { keptBy } from "../../text/kept.ts";
import type { TextPlace } from "../locate/locate.ts";

/**
 * Names that a condition can contain, as far as that is known: in a macro those of macros before it, in a rule those of its file
 * and of the files before, and lists from everywhere.
 */
export function visibleNames(
  { snapshot, document, ruleset, view }: TextPlace,
  kind: "macro" | "list",
): readonly string[] {
  const collected = ruleset?.rules.collected;
  const names = definedNamesAround(snapshot, document.uri, kind);
  if (kind === "list") return names;
  if (!collected) return names.filter(isWritable);
  const macros = placesOf(names)(collected);
  if (view?.kind === "macro") {
    const before = collected.macros.get(view.name)?.visibility ?? Infinity;
    return macros.flatMap(({ name, index }) => (name !== view.name && index < before ? name : []));
  }
  const last = (view?.kind === "rule" ? collected.rules.get(view.name)?.file : undefined) ?? Infinity;
  return macros.flatMap(({ name, file }) => (file <= last ? name : []));
}

/** Where macros are defined; -1 for what the ruleset does not load. */
const placesOf = keptBy((names: readonly string[]) =>
  keptBy(({ macros, lists }: CollectedNames) =>
    names.flatMap((name) => {
      // Falco replaces the name of a list wherever it comes upon it.
      if (!isWritable(name) || lists.has(name)) return [];
      const { index = -1, file = -1 } = macros.get(name) ?? {};
      return [{ name, index, file }];
    }),
  ),
);

function isWritable(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_]*$/.test(name);
}
