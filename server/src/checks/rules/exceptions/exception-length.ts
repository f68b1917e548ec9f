import { defineItemCheck } from "../item-check.ts";
import { counted, exceptionOf } from "../items/item-words.ts";

/** As many comparisons as fields are needed. See exception-length.md. */
export const exceptionLength = defineItemCheck({
  code: "exception-length",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const [fields = "0", given = "0"] = finding.options ?? [];
    const key = finding.detail ?? "comps";
    const wanted = fields === given ? "also be a list" : `have ${fields} too, not ${given}`;
    return {
      message: `Exception \`${exceptionOf(finding)}\` has a list of ${counted(fields, "field")}, so \`${key}\` must ${wanted}.`,
    };
  },
});
