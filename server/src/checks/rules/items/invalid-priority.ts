import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, meantName, oneOf } from "./item-words.ts";

/** A priority that Falco does not know. See invalid-priority.md. */
export const invalidPriority = defineItemCheck({
  code: "invalid-priority",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const written = finding.detail ?? "";
    const names = (finding.options ?? []).map((name) => name.toUpperCase());
    const meant = meantPriority(written.trim().toUpperCase(), names);
    const advice = meant ? didYouMean(meant) : ` It is one of ${oneOf(names)}.`;
    return {
      message: `\`${written}\` is no priority.${advice}`,
      fixes: meant ? fixOf(`Write \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant)) : [],
    };
  },
});

/** Shortened names as syslog has them (`WARN`, `ERR`, `CRIT`), syslog's numbers, and slips of the hand. */
function meantPriority(written: string, names: readonly string[]): string | undefined {
  if (names.includes(written)) return written;
  if (/^[0-7]$/.test(written)) return names[Number(written)];
  const longer = written.length >= 3 ? names.filter((name) => name.startsWith(written)) : [];
  return longer.length === 1 ? longer[0] : meantName(written, names);
}
