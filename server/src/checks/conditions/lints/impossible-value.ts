import { defineConditionCheck, replacing } from "../condition-check.ts";

/** Values of a form that their field never has. See impossible-value.md. */
export const impossibleValue = defineConditionCheck({
  code: "impossible-value",
  severity: "hint",
  falco: null,
  render({ why, field, value, right, instead, span }, text) {
    const quote = /^["']/.exec(text.slice(span.start))?.[0] ?? "";
    const fixes = [
      ...(right === undefined
        ? []
        : [replacing(`Replace with \`${right}\``, "unsafe", span, quote + right + quote)]),
      ...(instead
        ? [replacing(`Replace with \`${instead.field}\``, "unsafe", instead.span, instead.field)]
        : []),
    ];
    switch (why) {
      case "result":
        return {
          message: `\`${field}\` is never \`${value}\`. It is \`SUCCESS\`, or the name of an error such as \`ENOENT\`.`,
          fixes,
        };
      case "folder":
        return { message: `\`${field}\` never ends in \`/\`. Use \`${right}\`.`, fixes };
      case "name":
        return {
          message: `\`${field}\` is a name without a path, so it is never \`${value}\`. Use the name alone, or \`${instead?.field ?? "proc.exepath"}\`.`,
          fixes,
        };
    }
  },
});
