import { defineItemCheck } from "./item-check.ts";
import { counted, exceptionOf } from "./item-words.ts";

/** A tuple of values that is longer or shorter than the fields. See exception-values-length.md. */
export const exceptionValuesLength = defineItemCheck({
  code: "exception-values-length",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const [fields, given] = finding.options ?? [];
    const subject = `Exception \`${exceptionOf(finding) || (finding.detail ?? finding.name)}\``;
    if (!fields) return { message: `${subject} needs as many values in each list as it has fields.` };
    const found = given ? `, but this list has ${counted(given, "value")}` : ", and this list is longer or shorter";
    return { message: `${subject} has ${counted(fields, "field")}${found}. Give one value for each field.` };
  },
});
