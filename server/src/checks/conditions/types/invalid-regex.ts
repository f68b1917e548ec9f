import { type RegexFault, regexProblem } from "../../../model/condition/posix-regex.ts";
import type { Span } from "../../../text/span.ts";
import type { FixDraft } from "../../check.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";
import { table } from "../../../text/table.ts";

/** A regular expression that Falco cannot read. See invalid-regex.md. */
export const invalidRegex = defineConditionCheck({
  code: "invalid-regex",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ fault, construct, span, pattern, foldable, check }, text) {
    const posix = CLASSES.get(construct);
    const isVerbatim = text.slice(span.start, span.end) === construct;
    if (posix) {
      const fixes = isVerbatim ? [replacing(`Replace with \`${posix}\``, "safe", span, posix)] : [];
      return {
        message: `Falco's regular expressions do not support \`${construct}\`. Write \`${posix}\`.`,
        fixes,
      };
    }
    if (fault === "no-argument" && pattern.includes("(?")) {
      const fixes = foldable ? ignoringCase(pattern, foldable, check, text) : [];
      return {
        message:
          "Falco's regular expressions do not support `(?`. To ignore case, use `icontains`, `iglob` or `tolower()`.",
        fixes,
      };
    }
    return { message: `Invalid regular expression: ${FAULTS[fault]}. Correct the pattern.` };
  },
});

const ANY_CASE = "(?i)";

/** Compares in lower case instead: where the pattern asks for any case at its start and for nothing else of that kind. */
function ignoringCase(pattern: string, left: Span, check: Span, text: string): readonly FixDraft[] {
  const rest = pattern.slice(ANY_CASE.length);
  const lower = rest.toLowerCase();
  const at = text.indexOf(pattern, left.end);
  // A class such as `[[:upper:]]` would match nothing any longer, and a range such as `[Z-a]` something else.
  const isPlain =
    pattern.startsWith(ANY_CASE) && rest !== "" && !/[[\\]/.test(rest) && regexProblem(lower) === undefined;
  if (!isPlain || at < 0 || at + pattern.length > check.end) return [];
  const edits = [
    { span: { start: left.start, end: left.end }, newText: `tolower(${text.slice(left.start, left.end)})` },
    { span: { start: at, end: at + pattern.length }, newText: lower },
  ];
  return [{ title: "Compare in lower case", safety: "safe", edits }];
}

/** What represents the classes of other dialects. */
const CLASSES = table<string>({
  "\\d": "[0-9]",
  "\\D": "[^0-9]",
  "\\w": "[0-9A-Za-z_]",
  "\\W": "[^0-9A-Za-z_]",
  "\\s": "[[:space:]]",
  "\\S": "[^[:space:]]",
});

const FAULTS: Readonly<Record<RegexFault, string>> = {
  "no-argument": "there is nothing before this repetition",
  "bad-escape": "this escape is unknown",
  "trailing-backslash": "it ends in a backslash",
  "missing-paren": "this parenthesis is not closed",
  "unexpected-paren": "this parenthesis has no matching opening one",
  "missing-bracket": "this class is not closed",
  "bad-range": "in a class, `-` can only be first, last or between the ends of a range",
  "bad-class": "the name of this class is unknown",
  "bad-repetition": "it repeats more than 1000 times, or the counts are in the wrong order",
};
