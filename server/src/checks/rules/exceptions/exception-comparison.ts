import { isComparison } from "../../../model/ruleset/collect-exceptions.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, exceptionOf, meantName, oneOf } from "../items/item-words.ts";
import { table } from "../../../text/table.ts";

const SLIPS = table<string>({
  equals: "=",
  equal: "=",
  eq: "=",
  is: "=",
  ne: "!=",
  "<>": "!=",
  "~": "regex",
});

/** An operator that an exception cannot compare with. See exception-comparison.md. */
export const exceptionComparison = defineItemCheck({
  code: "exception-comparison",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const written = finding.detail ?? "";
    const options = finding.options ?? [];
    const meant = meantName(written.trim(), options, SLIPS);
    const single = options.length <= 4;
    const advice = meant
      ? didYouMean(meant)
      : single
        ? ` For a single field use ${oneOf(options)}, or a modifier such as \`startswith oneof\`. For other operators, write \`fields\` and \`comps\` as lists.`
        : "";
    const plain = written.trim();
    // One field is compared with all its values at once.
    const several = plain === "=" || plain === "==" ? "in" : `${plain} oneof`;
    const fit = meant ?? (single && isComparison(several) ? several : undefined);
    return {
      message: `Exception \`${exceptionOf(finding)}\` cannot compare with \`${written}\`.${advice}`,
      fixes:
        fit && /^\w[\w ]*$/.test(fit)
          ? fixOf(`Replace with \`${fit}\``, "unsafe", replaceScalar(text, finding.span, fit))
          : [],
    };
  },
});
