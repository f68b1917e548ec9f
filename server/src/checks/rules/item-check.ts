import type { ItemCode } from "../../model/ruleset/items/item-code.ts";
import type { ItemFinding } from "../../model/ruleset/items/items.ts";
import type { Check } from "../check.ts";

/** A check that words the findings made while reading, merging and compiling items. */
export type ItemCheck<Code extends ItemCode = ItemCode> = Check<ItemFinding<Code>>;

/** A check whose findings are hints where Falco says nothing about them. */
export function defineItemCheck<Code extends ItemCode>(
  check: ItemCheck<Code> & { readonly code: Code },
): ItemCheck<Code> {
  return { quiet: "hint", ...check };
}
