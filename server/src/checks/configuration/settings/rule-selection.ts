import { consequence, defineConfigCheck, replaceBy } from "../config-check.ts";

/** An item of `rules` that selects nothing. See rule-selection.md. */
export const ruleSelection = defineConfigCheck({
  code: "rule-selection",
  quiet: "warning",
  render({ problem, falco, near, span, name = "" }) {
    const what = {
      definition:
        "`rules` enables and disables rules. Define rules, macros and lists in a rules file, and add it to `rules_files`.",
      shape: "An item of `rules` must be a map with `enable` or `disable`.",
      operation: "This item of `rules` has neither `enable` nor `disable`. Add one of them.",
      target: "This item has neither `rule` nor `tag`. Add one of them.",
      both: "This item has both `enable` and `disable`. Falco ignores `disable`. Write two items.",
      "no-match": "No rule matches, so this item has no effect. Correct it, or remove it.",
      unknown: `Unknown rule \`${name}\`.`,
    }[problem];
    const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return {
      message: what + meant + consequence(falco),
      fixes: near === undefined ? [] : [replaceBy(span, near)],
    };
  },
});
