import { consequence, defineConfigCheck, replaceBy } from "../config-check.ts";

/** An item of `rules` that selects nothing. See rule-selection.md. */
export const ruleSelection = defineConfigCheck({
  code: "rule-selection",
  quiet: "warning",
  render({ problem, falco, near, span }) {
    const what = {
      definition:
        "`rules` switches rules on and off. A rule, macro or list is defined in a rules file, which `rules_files` names.",
      shape: "An item of `rules` is a map with `enable` or `disable`.",
      operation: "This item of `rules` has neither `enable` nor `disable`.",
      target: "This step names neither a `rule` nor a `tag`.",
      both: "An item takes `enable` or `disable`; of both, Falco does `enable` only. Make two items of it.",
      "no-match": "No rule matches, so that this step does nothing.",
    }[problem];
    const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    return {
      message: what + meant + consequence(falco),
      fixes: near === undefined ? [] : [replaceBy(span, near)],
    };
  },
});
