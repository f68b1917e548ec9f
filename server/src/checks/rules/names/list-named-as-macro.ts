import { defineItemCheck } from "../item-check.ts";

/** A list that has the name of a macro. See list-named-as-macro.md. */
export const listNamedAsMacro = defineItemCheck({
  code: "list-named-as-macro",
  severity: "hint",
  falco: null,
  render: ({ name }) => ({
    message: `List \`${name}\` has the name of a macro. Falco always replaces the name with the list, so the macro cannot be used. Rename one of them.`,
  }),
});
