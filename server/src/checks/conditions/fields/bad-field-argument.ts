import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An argument that its field does not take. See bad-field-argument.md. */
export const badFieldArgument = defineConditionCheck({
  code: "bad-field-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ name, argument, reason, near, span }) {
    const isInBrackets = reason === "dotted" || reason === "number";
    const suffixFix = near
      ? [
          replacing(
            `Replace with \`${name}.${near}\``,
            "unsafe",
            span,
            isInBrackets ? `.${near}` : `${name}.${near}`,
          ),
        ]
      : [];
    const meant = near ? ` Did you mean \`${near}\`?` : "";
    switch (reason) {
      case "unknown-parameter":
        return { message: `Unknown event parameter \`${argument}\`.${meant}`, fixes: suffixFix };
      case "unknown-suffix":
        return { message: `\`${argument}\` cannot come after \`${name}.\`.${meant}`, fixes: suffixFix };
      case "dotted":
        return {
          message: `\`${name}\` expects its argument after a dot, not in brackets.`,
          fixes: suffixFix,
        };
      case "blank":
        return { message: `The argument of \`${name}\` cannot contain spaces, even in quotes. Remove them.` };
      case "bracket":
        return {
          message: `The argument of \`${name}\` cannot contain brackets: Falco ends it at the first one. Remove them.`,
        };
      case "leading-zero":
        return {
          message: `The index of \`${name}\` cannot start with 0. Remove the zeros.`,
          fixes: [replacing("Remove the zeros", "safe", span, `[${argument.replace(/^0+(?=.)/, "")}]`)],
        };
      case "too-large":
        return { message: `The index of \`${name}\` is too large. Use a smaller one.` };
      case "index":
      case "number":
        return {
          message: `The argument of \`${name}\` must be a whole number, not \`${argument}\`.${near ? ` Did you mean \`${name}.${near}\`?` : ""}`,
          fixes: suffixFix,
        };
    }
  },
});
