import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** A definition that replaces one of another file. See defined-elsewhere.md. */
export const definedElsewhere = defineItemCheck({
  code: "defined-elsewhere",
  severity: "hint",
  falco: null,
  // To define a macro or a list again is how many rules are meant to be adapted.
  optional: true,
  render: (finding) => ({
    message: `${subjectOf(finding)} is also defined in another file. This definition replaces that one. Rename or remove one of them.`,
  }),
});
