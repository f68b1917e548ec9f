import { defineConditionCheck, inserting, replacing } from "../condition-check.ts";

/** Two values of a list without a comma. See missing-comma.md. */
export const missingComma = defineConditionCheck({
  code: "missing-comma",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ span, keyword }, text) {
    const doubled = /,\s*((and|or)\s+)$/i.exec(text.slice(0, span.start));
    if (keyword === undefined && doubled?.[1] !== undefined)
      return {
        message: `\`${doubled[2]}\` cannot separate the values of a list. Remove it: the comma is enough.`,
        fixes: [
          replacing(
            `Remove \`${doubled[2]}\``,
            "unsafe",
            { start: span.start - doubled[1].length, end: span.start },
            "",
          ),
        ],
      };
    if (keyword === undefined)
      return {
        message: "A comma is missing before this value. Add one, or quote a value that contains a space.",
        fixes: [inserting("Add a comma before it", "unsafe", span.start, ", ")],
      };
    const start = text.slice(0, span.start).trimEnd().length;
    return {
      message: `A comma, not \`${keyword}\`, must separate the values of a list.`,
      fixes: [replacing("Replace with a comma", "unsafe", { start, end: span.end }, ",")],
    };
  },
});
