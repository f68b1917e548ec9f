import type { TextFinding } from "../model/judge.ts";
import type { CheckInfo, Rendered } from "./check.ts";
import { configChecks, renderConfigFinding } from "./config-checks.ts";
import { HOST_CHECKS as hostChecks } from "./host-checks.ts";
import { itemChecks } from "./item-checks.ts";
import type { AnyCheck } from "./region-problems.ts";
import type { ItemCheck } from "./item-check.ts";

/** How one of the model's findings is worded; looked up by its code. */
export const ITEM_CHECKS: ReadonlyMap<string, ItemCheck> = new Map(itemChecks.map((check) => [check.code, check]));

/** Every check, in reading order. */
export const ALL_CHECKS: readonly CheckInfo[] = [...itemChecks, ...configChecks, ...hostChecks];

export const CONFIG_CHECKS: ReadonlyMap<string, AnyCheck> = byCode(configChecks.map((check) => ({ ...check, render: (finding: never) => renderConfigFinding(finding) })));

export const HOST_CHECKS: ReadonlyMap<string, AnyCheck> = byCode(hostChecks);

function byCode(checks: readonly AnyCheck[]): ReadonlyMap<string, AnyCheck> {
  return new Map(checks.map((check) => [check.code, check]));
}

/** A check that words findings in a condition or an output. Spans of fixes are offsets in the text that was judged. */
export interface TextCheck extends CheckInfo {
  render(finding: TextFinding, text: string): Rendered;
}

export const TEXT_CHECKS: ReadonlyMap<string, TextCheck> = new Map();
