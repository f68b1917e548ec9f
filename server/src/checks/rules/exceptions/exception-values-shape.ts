import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** A value of the wrong shape for its exception. See exception-values-shape.md. */
export const exceptionValuesShape = defineItemCheck({
  code: "exception-values-shape",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `This value does not fit exception \`${exceptionOf(finding) || (finding.detail ?? finding.name)}\`. Write a string for a single field, or a list with one value for each field.`,
  }),
});
