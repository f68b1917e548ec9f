import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** An exception that says nothing about fields. See exception-without-fields.md. */
export const exceptionWithoutFields = defineItemCheck({
  code: "exception-without-fields",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `Exception \`${exceptionOf(finding)}\` of rule \`${finding.name}\` has no \`fields\`. Add them, or use the name of an existing exception.`,
  }),
});
