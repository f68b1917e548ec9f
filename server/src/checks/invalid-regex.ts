import type { RegexFault } from "../model/condition/posix-regex.ts";
import { defineConditionCheck, replacing } from "./condition-check.ts";

/** A regular expression that Falco cannot read. See invalid-regex.md. */
export const invalidRegex = defineConditionCheck({
  code: "invalid-regex",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ fault, construct, span, pattern }, text) {
    const posix = CLASSES[construct];
    const isVerbatim = text.slice(span.start, span.end) === construct;
    if (posix) {
      const fixes = isVerbatim ? [replacing(`Write \`${posix}\``, "safe", span, posix)] : [];
      return { message: `Falco's regular expressions know no \`${construct}\`. Write \`${posix}\`.`, fixes };
    }
    if (fault === "no-argument" && pattern.includes("(?")) {
      return { message: "Falco's regular expressions know no `(?`. For any case use `icontains`, `iglob` or `tolower()`." };
    }
    return { message: `The regular expression is wrong: ${FAULTS[fault]}.` };
  },
});

/** What stands for the classes of other dialects. */
const CLASSES: Readonly<Record<string, string>> = {
  "\\d": "[0-9]",
  "\\D": "[^0-9]",
  "\\w": "[0-9A-Za-z_]",
  "\\W": "[^0-9A-Za-z_]",
  "\\s": "[[:space:]]",
  "\\S": "[^[:space:]]",
};

const FAULTS: Readonly<Record<RegexFault, string>> = {
  "no-argument": "there is nothing before this repetition",
  "bad-escape": "Falco does not know this escape",
  "trailing-backslash": "it ends in a backslash",
  "missing-paren": "this bracket is never closed",
  "unexpected-paren": "this bracket closes nothing",
  "missing-bracket": "this class is never closed",
  "bad-range": "a class may hold `-` only first, last or between the ends of a range",
  "bad-class": "there is no class of this name",
  "bad-repetition": "it repeats more than 1000 times, or the counts are in the wrong order",
};
