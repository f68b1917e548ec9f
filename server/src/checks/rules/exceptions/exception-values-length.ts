import { defineItemCheck } from "../item-check.ts";
import { counted, exceptionOf } from "../items/item-words.ts";

/** A tuple of values that is longer or shorter than the fields. See exception-values-length.md. */
export const exceptionValuesLength = defineItemCheck({
  code: "exception-values-length",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const [fields, given] = finding.options ?? [];
    const subject = `Exception \`${exceptionOf(finding) || (finding.detail ?? finding.name)}\``;
    if (!fields) return { message: `${subject} needs as many values in each list as it has fields.` };
    if (given)
      return {
        message: `${subject} has ${counted(fields, "field")}, but this list has ${counted(given, "value")}. Give one value for each field.`,
      };
    const { start, end } = finding.span;
    const edits = [
      { span: { start, end: start }, newText: "[" },
      { span: { start: end, end }, newText: "]" },
    ];
    return {
      message: `${subject} has a list of ${counted(fields, "field")}, so each of its values is a list too, with one value for each field.`,
      fixes: fields === "1" ? [{ title: "Put it in square brackets", safety: "unsafe", edits }] : [],
    };
  },
});
