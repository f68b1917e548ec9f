import { defineItemCheck } from "../item-check.ts";

/** A name that only Falco's default rules define. See from-default-rules.md. */
export const fromDefaultRules = defineItemCheck({
  code: "from-default-rules",
  severity: "hint",
  falco: null,
  render(finding) {
    const file = finding.options?.[0];
    const where = file ? `\`${file}\`` : "them";
    return {
      message: `\`${finding.detail ?? finding.name}\` is defined in Falco's default rules. Load ${where} before this file.`,
      unnecessary: true,
      ...(file !== undefined && { rulesFile: file }),
    };
  },
});
