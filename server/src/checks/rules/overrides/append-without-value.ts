import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** A rule that appends nothing. See append-without-value.md. */
export const appendWithoutValue = defineItemCheck({
  code: "append-without-value",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `${subjectOf(finding)} has \`append\` but nothing to append. Add \`condition\` or \`exceptions\`. For other keys, use \`override\`.`,
  }),
});
