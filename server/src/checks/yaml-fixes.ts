import type { ItemRepair } from "../syntax/item-repair.ts";
import type { YamlProblem } from "../syntax/yaml-node.ts";
import type { FixDraft } from "./check.ts";

/** Spaces in the places of tabs. Where lines are indented in both ways, how far the tabs go is a guess. */
export function spacesFix({ edits, isMixed }: NonNullable<YamlProblem["spaces"]>): FixDraft {
  return { title: "Indent with spaces", safety: isMixed ? "unsafe" : "safe", edits };
}

/** What makes YAML of an item. */
export function repairFix({ title, isGuess, edits }: ItemRepair): FixDraft {
  return { title, safety: isGuess ? "unsafe" : "safe", edits };
}
