import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** An item that changes what is not defined before it. See no-base.md. */
export const noBase = defineItemCheck({
  code: "no-base",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const [kind = "item", mode, later] = finding.options ?? [];
    const what = mode === "append" ? "which appends to it" : `which changes its \`${finding.detail ?? ""}\``;
    if (later)
      return {
        message: `${subjectOf(finding)} is not defined before this item, ${what}. Move this item after the definition.`,
      };
    const message = `${subjectOf(finding)} is not defined before this item, ${what}. Correct the name, or load the file that defines the ${kind} first.`;
    return { message };
  },
});
