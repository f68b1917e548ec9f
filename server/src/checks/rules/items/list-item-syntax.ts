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
      : [{ title: `Write \`${written}\``, safety: "unsafe" as const, edits: [{ span, newText: written }] }];
    return {
      message: `Falco writes \`${name}\` into the condition of ${place.type} \`${place.name}\` as it stands here, where it is no value. It needs quotes of its own: \`${written}\`.`,
      fixes,
    };
  },
});
