import type { FalcoctlSetting } from "../../model/falcoctl/finding.ts";
import { defineCheck } from "../check.ts";
import { replaceBy, wordList } from "../configuration/config-check.ts";

/** A setting that falcoctl rejects or ignores. See falcoctl-setting.md. */
export const falcoctlSetting = defineCheck<FalcoctlSetting>({
  code: "falcoctl-setting",
  severity: "error",
  falco: null,
  render({ text, problem, values = [], near, expected = "", span }) {
    const fixes = near === undefined ? [] : [replaceBy(span, near)];
    switch (problem) {
      case "unknown":
        return {
          message: `Unknown setting \`${text}\`. Did you mean \`${near}\`? falcoctl ignores it.`,
          severity: "warning",
          fixes,
        };
      case "artifact":
        return {
          message: `Unknown artifact \`${text}\`. Did you mean \`${near ?? expected}\`?`,
          severity: "warning",
          fixes,
        };
      case "secret":
        return {
          message: `Setting \`${text}\` is a secret. Use an environment variable of falcoctl instead.`,
          severity: "hint",
        };
      case "type":
        return {
          message: `Unknown type \`${text}\`. It can be ${wordList(values)}.`,
          severity: "warning",
          fixes,
        };
      case "missing":
        return { message: `\`${text}\` is missing.`, severity: "warning" };
      case "repeated":
        return { message: `\`${text}\` is used by two entries. It must be unique.` };
      case "reserved":
        return { message: `Event source \`${text}\` is reserved. Choose another name.` };
      case "name":
        return { message: `\`${text}\` is not a name of ${expected}.` };
      case "both":
        return { message: `\`${text}\` cannot be used together with \`${expected}\`. falcoctl exits.` };
      case "form":
        return { message: `\`${text}\` is not ${expected}. falcoctl exits.`, fixes };
      case "value":
        return {
          message: `Unknown value \`${text}\`. It can be ${wordList(values)}. falcoctl exits.`,
          fixes,
        };
      case "object":
        return { message: `Setting \`${text}\` must be a map. falcoctl ignores it.`, severity: "warning" };
      case "boolean":
        return { message: `Setting \`${text}\` must be \`true\` or \`false\`. falcoctl exits.` };
      default:
        return { message: `Setting \`${text}\` must be a single value. falcoctl exits.` };
    }
  },
});
