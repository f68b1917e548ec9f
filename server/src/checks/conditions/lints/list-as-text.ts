import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A value that is meant as the name of a list. See list-as-text.md. */
export const listAsText = defineConditionCheck({
  code: "list-as-text",
  severity: "warning",
  falco: null,
  render({ name, near, span }) {
    if (near === undefined)
      return {
        message: `\`${name}\` is a macro, so Falco compares with its name as a string. Use it as a check of its own, or define a list.`,
      };
    return {
      message: `No list is named \`${name}\`, so Falco compares with the name as a string. Did you mean \`${near}\`?`,
      fixes: [replacing(`Replace with \`${near}\``, "unsafe", span, near)],
    };
  },
});
