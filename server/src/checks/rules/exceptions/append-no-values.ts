import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** An exception appended without values. See append-no-values.md. */
export const appendNoValues = defineItemCheck({
  code: "append-no-values",
  severity: "warning",
  falco: "LOAD_APPEND_NO_VALUES",
  render: (finding) => ({
    message: `Exception \`${exceptionOf(finding) || (finding.detail ?? "")}\` appends nothing to rule \`${finding.name}\`. Add \`values\`.`,
  }),
});
