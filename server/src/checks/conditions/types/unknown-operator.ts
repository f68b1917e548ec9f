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
  render({ name, span }, condition) {
    const [second, word = ""] =
      /^[ \t\n]+([a-z]+)(?=[ \t\n"'(])/.exec(condition.slice(span.end, span.end + FAR)) ?? [];
    const whole = second === undefined ? undefined : IN_TWO_WORDS.get(`${name} ${word}`.toLowerCase());
    if (second !== undefined && whole !== undefined)
      return {
        message: `Unknown operator \`${name} ${word}\`. Did you mean \`${whole}\`?`,
        fixes: [
          replacing(
            `Replace with \`${whole}\``,
            "unsafe",
            { start: span.start, end: span.end + second.length },
            whole,
          ),
        ],
      };
    const meant = MEANT.get(name.toLowerCase()) ?? nearestName(name, OPERATORS.keys());
    const fixes = meant ? [replacing(`Replace with \`${meant}\``, "unsafe", span, meant)] : [];
    const advice = meant
      ? ` Did you mean \`${meant}\`?`
      : ` Use one of ${[...OPERATORS.keys()].map((each) => `\`${each}\``).join(", ")}.`;
    return { message: `Unknown operator \`${name}\`.${advice}`, fixes };
  },
});

/** As much as the second word of an operator takes. */
const FAR = 20;

/** Operators that other languages write in two words. */
const IN_TWO_WORDS = table<string>({
  "starts with": "startswith",
  "start with": "startswith",
  "begins with": "startswith",
  "ends with": "endswith",
  "end with": "endswith",
  "is not": "!=",
  "is in": "in",
  "equal to": "=",
  "equals to": "=",
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
