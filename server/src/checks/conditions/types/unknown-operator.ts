import { OPERATORS } from "../../../catalog/language.ts";
import { nearestName } from "../../../text/names.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";
import { table } from "../../../text/table.ts";

/** A word or signs in the place of an operator. See unknown-operator.md. */
export const unknownOperator = defineConditionCheck({
  code: "unknown-operator",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  growsWithReleases: true,
  render({ name, span }) {
    const meant = MEANT.get(name.toLowerCase()) ?? nearestName(name, OPERATORS.keys());
    const fixes = meant ? [replacing(`Replace with \`${meant}\``, "unsafe", span, meant)] : [];
    const advice = meant
      ? ` Did you mean \`${meant}\`?`
      : ` Use one of ${[...OPERATORS.keys()].map((each) => `\`${each}\``).join(", ")}.`;
    return { message: `Unknown operator \`${name}\`.${advice}`, fixes };
  },
});

/** What people write who come from other languages. */
const MEANT = table<string>({
  is: "=",
  equals: "=",
  equal: "=",
  eq: "=",
  "===": "==",
  "=!": "!=",
  "<>": "!=",
  ne: "!=",
  "=<": "<=",
  "=>": ">=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  "=~": "regex",
  matches: "regex",
  match: "regex",
  like: "glob",
  has: "contains",
  includes: "contains",
  beginswith: "startswith",
});
