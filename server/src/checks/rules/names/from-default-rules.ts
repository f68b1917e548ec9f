import { defineItemCheck } from "../item-check.ts";

/** A name that only Falco's default rules define; an error where the configuration loads others. See from-default-rules.md. */
export const fromDefaultRules = defineItemCheck({
  code: "from-default-rules",
  severity: "hint",
  falco: null,
  render(finding) {
    const file = finding.options?.[0];
    const where = file ? `\`${file}\`` : "them";
    if (finding.falco !== null)
      return {
        message: `\`${finding.detail ?? finding.name}\` is defined in ${where}, which the configuration does not load. Add it to \`rules_files\`.`,
        ...(file !== undefined && { rulesFile: file }),
      };
    return {
      message: `\`${finding.detail ?? finding.name}\` is defined in Falco's default rules. Load ${where} before this file.`,
      unnecessary: true,
      ...(file !== undefined && { rulesFile: file }),
    };
  },
});
