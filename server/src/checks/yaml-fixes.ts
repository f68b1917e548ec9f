import type { ItemRepair } from "../syntax/item-repair.ts";
import type { YamlProblem } from "../syntax/yaml-node.ts";
import type { FixDraft } from "./check.ts";

/** Spaces in the places of tabs. Where lines are indented in both ways, how far the tabs go is a guess. */
export function spacesFix({ edits, isMixed, title }: NonNullable<YamlProblem["spaces"]>): FixDraft {
  return { title: title ?? "Indent with spaces", safety: isMixed ? "unsafe" : "safe", edits };
}

/** The repair that makes YAML of an item, else spaces for its tabs. */
export function yamlFixes(
  repair: ItemRepair | undefined,
  spaces: YamlProblem["spaces"],
): readonly FixDraft[] {
  if (repair)
    return [{ title: repair.title, safety: repair.isGuess ? "unsafe" : "safe", edits: repair.edits }];
  return spaces ? [spacesFix(spaces)] : [];
}
