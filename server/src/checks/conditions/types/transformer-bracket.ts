import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A bracket behind a transformer. See transformer-bracket.md. */
export const transformerBracket = defineConditionCheck({
  code: "transformer-bracket",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ transformer, fault, span }) =>
    fault === "unsupported"
      ? {
          message: `\`${transformer}\` takes no argument in brackets.`,
          fixes: [replacing("Remove the bracket", "unsafe", span, "")],
        }
      : { message: `The bracket behind \`${transformer}\` takes one character, the letter of an option.` },
});
