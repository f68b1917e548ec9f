import { entryAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** A list of comparisons for a single field. See exception-shape.md. */
export const exceptionShape = defineItemCheck({
  code: "exception-shape",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "comps";
    const value = entryAt(text, finding.span.start, key)?.entry.value;
    const only = value?.kind === "seq" && value.flow && value.items.length === 1 ? value.items[0] : undefined;
    const edit =
      value && only ? { span: value.span, newText: text.slice(only.span.start, only.span.end) } : undefined;
    return {
      message: `Exception \`${exceptionOf(finding)}\` has a single field, so \`${key}\` must be a single operator. Write both as lists, or neither.`,
      fixes: fixOf("Replace the list with its only entry", "unsafe", edit),
    };
  },
});
