import { defineItemCheck } from "../item-check.ts";

/** A macro that uses one which is defined after it. See macro-order.md. */
export const macroOrder = defineItemCheck({
  code: "macro-order",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const user = finding.name === "" ? "this macro" : `macro \`${finding.name}\``;
    if (finding.name === finding.detail)
      return {
        message: `Macro \`${finding.name}\` uses itself. Write its condition, or use another macro.`,
      };
    return {
      message: `Macro \`${finding.detail ?? ""}\` is defined after ${user}, which uses it. Move its definition before that.`,
    };
  },
});
