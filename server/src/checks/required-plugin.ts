import { defineItemCheck } from "./item-check.ts";

/** A plugin that the file needs and the target does not have. See required-plugin.md. */
export const requiredPlugin = defineItemCheck({
  code: "required-plugin",
  severity: "error",
  falco: "fatal",
  render(finding) {
    const plugin = finding.detail ?? "";
    const [wanted = "", have = ""] = finding.options ?? [];
    if (have === "") return { message: `This file needs plugin \`${plugin}\` \`${wanted}\`, which is not loaded. Add it to the configuration.` };
    return { message: `This file needs plugin \`${plugin}\` \`${wanted}\`, but \`${have}\` is loaded. Falco wants the same major version, as new or newer.` };
  },
});
