import type { FalcoctlSetting } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";
import { wordList } from "../configuration/config-check.ts";

/** A setting that falcoctl rejects. See falcoctl-setting.md. */
export const falcoctlSetting = defineCheck<FalcoctlSetting>({
  code: "falcoctl-setting",
  severity: "error",
  falco: null,
  render: ({ text, problem, values = [], near, span }) => ({
    message:
      problem === "type"
        ? `Unknown artifact type \`${text}\`. It can be ${wordList(values)}. falcoctl exits.`
        : `\`${text}\` is not a duration, such as \`24h\` or \`30m\`. falcoctl exits.`,
    fixes:
      near === undefined
        ? []
        : [{ title: `Replace with \`${near}\``, safety: "unsafe", edits: [{ span, newText: near }] }],
  }),
});
