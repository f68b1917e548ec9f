import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An argument that its field does not take. See bad-field-argument.md. */
export const badFieldArgument = defineConditionCheck({
  code: "bad-field-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ name, argument, reason, near, span }) {
    const suffixFix = near
      ? [
          replacing(
            `Write \`${name}.${near}\``,
            "unsafe",
            span,
            reason === "dotted" ? `.${near}` : `${name}.${near}`,
          ),
        ]
      : [];
    const meant = near ? ` Did you mean \`${near}\`?` : "";
    switch (reason) {
      case "unknown-parameter":
        return { message: `No event has a parameter \`${argument}\`.${meant}`, fixes: suffixFix };
      case "unknown-suffix":
        return { message: `\`${argument}\` cannot follow \`${name}.\`.${meant}`, fixes: suffixFix };
      case "dotted":
        return { message: `\`${name}\` takes its argument after a dot, not in brackets.`, fixes: suffixFix };
      case "blank":
        return { message: `The argument of \`${name}\` may not hold blanks, quoted or not.` };
      case "bracket":
        return {
          message: `The argument of \`${name}\` may not hold brackets: Falco ends it at the first one.`,
        };
      case "leading-zero":
        return {
          message: `The index of \`${name}\` may not begin with 0.`,
          fixes: [replacing("Remove the zeros", "safe", span, `[${argument.replace(/^0+(?=.)/, "")}]`)],
        };
      case "too-large":
        return { message: `The index of \`${name}\` is too large.` };
      case "index":
      case "number":
        return { message: `The argument of \`${name}\` is a whole number, not \`${argument}\`.` };
    }
  },
});
