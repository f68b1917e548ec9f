import { defineItemCheck } from "../item-check.ts";
import { allOf, subjectOf } from "../items/item-words.ts";

/** A definition that replaces one of the same file, or one whose keys it loses. See defined-twice.md. */
export const definedTwice = defineItemCheck({
  code: "defined-twice",
  severity: "hint",
  falco: null,
  render(finding) {
    const lost = finding.options ?? [];
    const gone =
      lost.length === 0
        ? " Rename or remove one of them."
        : ` Its ${allOf(lost)} ${lost.length === 1 ? "is" : "are"} lost. Repeat ${lost.length === 1 ? "it" : "them"} here, or change the rule with \`override\`.`;
    return {
      message: `${subjectOf(finding)} is already defined. This definition replaces that one.${gone}`,
    };
  },
});
