import { defineItemCheck } from "../item-check.ts";

/** A file that needs a newer engine than the target's. See required-engine.md. */
export const requiredEngine = defineItemCheck({
  code: "required-engine",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding) {
    const have = finding.options?.[0] ?? "another";
    return {
      message: `This file requires engine \`${finding.detail ?? ""}\`, but the target Falco has \`${have}\`. Choose a newer target or an older version of the file.`,
    };
  },
});
