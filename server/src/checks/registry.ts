import type { CheckInfo } from "./check.ts";
import type { ConditionCheck } from "./conditions/condition-check.ts";
import { conditionChecks } from "./conditions/condition-checks.ts";
import { configChecks, renderConfigFinding } from "./configuration/config-checks.ts";
import { HOST_CHECKS as hostChecks } from "./host-checks.ts";
import { itemChecks } from "./rules/item-checks.ts";
import { OUTPUT_CHECKS } from "./outputs/output-checks.ts";
import { valueAsMacro } from "./rules/names/value-as-macro.ts";
import type { AnyCheck } from "./place-problems.ts";
import type { ItemCheck } from "./rules/item-check.ts";

/** How one of the model's findings is worded; looked up by its code. */
export const ITEM_CHECKS: ReadonlyMap<string, ItemCheck> = new Map(
  itemChecks.map((check) => [check.code, check]),
);

/** Every check, in reading order. */
export const ALL_CHECKS: readonly CheckInfo[] = [
  ...itemChecks,
  ...conditionChecks,
  ...OUTPUT_CHECKS,
  ...configChecks,
  ...hostChecks,
];

export const CONFIG_CHECKS: ReadonlyMap<string, AnyCheck> = byCode(
  configChecks.map((check) => ({ ...check, render: (finding: never) => renderConfigFinding(finding) })),
);

export const HOST_CHECKS: ReadonlyMap<string, AnyCheck> = byCode(hostChecks);

function byCode(checks: readonly AnyCheck[]): ReadonlyMap<string, AnyCheck> {
  return new Map(checks.map((check) => [check.code, check]));
}

/** Checks that word findings in a condition or an output. Spans of fixes are offsets in the text that was judged. */
export const TEXT_CHECKS: ReadonlyMap<string, ConditionCheck> = new Map(
  [...conditionChecks, ...OUTPUT_CHECKS, valueAsMacro].map((check) => [check.code, check]),
);
