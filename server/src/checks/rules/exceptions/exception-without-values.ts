import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** A new exception, appended without values. See exception-without-values.md. */
export const exceptionWithoutValues = defineItemCheck({
  code: "exception-without-values",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `Exception \`${exceptionOf(finding)}\` is appended to rule \`${finding.name}\` without \`values\`. Add them.`,
  }),
});
