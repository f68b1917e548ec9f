import type { FindingCode, FindingOf } from "../model/finding.ts";
import type { Finding } from "../text/finding.ts";
import type { Check, CheckInfo } from "./check.ts";
import { CONDITION_CHECKS } from "./conditions/condition-checks.ts";
import { CONFIG_CHECKS } from "./configuration/config-checks.ts";
import { HOST_CHECKS } from "./host-checks.ts";
import { OUTPUT_CHECKS } from "./outputs/output-checks.ts";
import { ITEM_CHECKS } from "./rules/item-checks.ts";

/** The check of each code that the model can find. A code without a check, or under the wrong name, does not compile. */
export const CHECKS: { readonly [Code in FindingCode]: Check<FindingOf<Code>> } = {
  ...ITEM_CHECKS,
  ...CONDITION_CHECKS,
  ...OUTPUT_CHECKS,
  ...CONFIG_CHECKS,
  ...HOST_CHECKS,
};

/** Every check, in reading order. */
export const ALL_CHECKS: readonly CheckInfo[] = Object.values(CHECKS);

/** Returns the check that words the findings of a code. */
export function checkOf(code: FindingCode): Check<Finding<FindingCode>> {
  return CHECKS[code];
}
