import { defineItemCheck } from "../item-check.ts";
import { counted, exceptionOf, lowered } from "../items/item-words.ts";

/** A tuple of values that is longer or shorter than the fields. See exception-values-length.md. */
export const exceptionValuesLength = defineItemCheck({
  code: "exception-values-length",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const [fields, given] = finding.options ?? [];
    const subject = `Exception \`${exceptionOf(finding) || (finding.detail ?? finding.name)}\``;
    if (!fields)
      return {
        message: `Each list of values of ${lowered(subject)} must have one value for each field. Add or remove values.`,
      };
    if (given)
      return {
        message: `${subject} has ${counted(fields, "field")}, but this list has ${counted(given, "value")}. Write one value for each field.`,
      };
    const { start, end } = finding.span;
    const edits = [
      { span: { start, end: start }, newText: "[" },
      { span: { start: end, end }, newText: "]" },
    ];
    return {
      message: `${subject} has a list of ${counted(fields, "field")}. Write each of its values as a list, with one value for each field.`,
      fixes: fields === "1" ? [{ title: "Wrap in brackets", safety: "unsafe", edits }] : [],
    };
  },
});
