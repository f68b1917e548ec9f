import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A bracket after a transformer. See transformer-bracket.md. */
export const transformerBracket = defineConditionCheck({
  code: "transformer-bracket",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ transformer, fault, span }) =>
    fault === "unsupported"
      ? {
          message: `\`${transformer}\` does not accept an argument in brackets. Remove it.`,
          fixes: [replacing("Remove the argument in brackets", "unsafe", span, "")],
        }
      : {
          message: `The brackets after \`${transformer}\` must contain exactly one character, the letter of an option.`,
        },
});
