import type { FixDraft } from "../../check.ts";
import { defineItemCheck } from "../item-check.ts";

/** A list of several items without brackets around its name. See list-without-brackets.md. */
export const listWithoutBrackets = defineItemCheck({
  code: "list-without-brackets",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ detail = "", options = [], span }) {
    const [operator] = options;
    if (operator === undefined)
      return { message: `List \`${detail}\` cannot be a check. Compare a field with \`in (${detail})\`.` };
    const takesLists = ["in", "intersects", "pmatch"].includes(operator);
    const edits = [{ span, newText: `(${detail})` }];
    const fixes: readonly FixDraft[] = takesLists
      ? [{ title: "Wrap the list in parentheses", safety: "safe", edits }]
      : [];
    const advice = takesLists ? `Write \`${operator} (${detail})\`` : `Compare with \`in (${detail})\``;
    return {
      message: `List \`${detail}\` has several items and needs parentheses. ${advice}.`,
      fixes,
    };
  },
});
