import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { SYSCALL } from "../../../catalog/records.ts";

/** A rule that is defined again for another source. See source-changed.md. */
export const sourceChanged = defineItemCheck({
  code: "source-changed",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const before = finding.detail ?? SYSCALL;
    const now = finding.options?.[0] ?? SYSCALL;
    const written = text.slice(finding.span.start, finding.span.end).replace(/^["']|["']$/g, "");
    return {
      message: `Rule \`${finding.name}\` was defined with source \`${before}\` and cannot change to \`${now}\`. Use the same source or another name.`,
      fixes:
        written === now && now !== finding.name
          ? fixOf(`Replace with \`${before}\``, "unsafe", replaceScalar(text, finding.span, before))
          : [],
    };
  },
});
