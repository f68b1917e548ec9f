import type { TextFinding } from "../model/judge.ts";
import type { CheckInfo, Rendered } from "./check.ts";
import { itemChecks } from "./item-checks.ts";
import type { ItemCheck } from "./item-check.ts";

/** How one of the model's findings is worded; looked up by its code. */
export const ITEM_CHECKS: ReadonlyMap<string, ItemCheck> = new Map(itemChecks.map((check) => [check.code, check]));

/** Every check, in reading order. */
export const ALL_CHECKS: readonly CheckInfo[] = [...itemChecks];

/** A check that words findings in a condition or an output. Spans of fixes are offsets in the text that was judged. */
export interface TextCheck extends CheckInfo {
  render(finding: TextFinding, text: string): Rendered;
}

export const TEXT_CHECKS: ReadonlyMap<string, TextCheck> = new Map();
