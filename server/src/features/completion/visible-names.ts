import { definedNamesAround } from "../../model/workspace/name-places.ts";
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
  // Falco replaces the name of a list wherever it comes upon it.
  const names = definedNamesAround(snapshot, document.uri, kind).filter(
    (name) => kind === "list" || (/^[a-zA-Z]+[a-zA-Z0-9_]*$/.test(name) && !collected?.lists.has(name)),
  );
  if (kind === "list" || !collected) return names;
  if (view?.kind === "macro") {
    const { visibility } = collected.macros.get(view.name) ?? {};
    return names.filter(
      (name) => name !== view.name && (collected.macros.get(name)?.index ?? -1) < (visibility ?? Infinity),
    );
  }
  const { file } = (view?.kind === "rule" && collected.rules.get(view.name)) || {};
  return names.filter((name) => (collected.macros.get(name)?.file ?? -1) <= (file ?? Infinity));
}
