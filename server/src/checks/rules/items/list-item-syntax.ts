import { defineItemCheck } from "../item-check.ts";

/** An item of a list that breaks the conditions it is written into. See list-item-syntax.md. */
export const listItemSyntax = defineItemCheck({
  code: "list-item-syntax",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ name, place, span }) {
    const written = `'"${name}"'`;
    const fixes = /["'\\]/.test(name)
      ? []
      : [
          {
            title: `Replace with \`${written}\``,
            safety: "unsafe" as const,
            edits: [{ span, newText: written }],
          },
        ];
    return {
      message: `\`${name}\` breaks the condition of ${place.type} \`${place.name}\`, into which Falco copies it without quotes. Write \`${written}\`.`,
      fixes,
    };
  },
});
