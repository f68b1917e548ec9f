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
          message: `Unknown setting \`${text}\`. falcoctl ignores it. Did you mean \`${near}\`?`,
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
          message: `Unknown type \`${text}\`. Use ${wordList(values)}.`,
          severity: "warning",
          fixes,
        };
      case "missing":
        return { message: `\`${text}\` is missing. Add it.`, severity: "warning" };
      case "repeated":
        return { message: `\`${text}\` is used by two entries. Rename one of them.` };
      case "reserved":
        return { message: `Event source \`${text}\` is reserved. Choose another name.` };
      case "name":
        return { message: `Name \`${text}\` must start with a letter and contain only ${expected}.` };
      case "both":
        return {
          message: `\`${text}\` cannot be used together with \`${expected}\`, so falcoctl exits. Remove one of them.`,
        };
      case "form":
        return { message: `\`${text}\` is not valid, so falcoctl exits. Write ${expected}.`, fixes };
      case "value":
        return {
          message: `\`${text}\` is not a valid value, so falcoctl exits. Use ${wordList(values)}.`,
          fixes,
        };
      case "object":
        return {
          message: `Setting \`${text}\` is not a map, so falcoctl ignores it. Write \`key: value\` lines under it.`,
          severity: "warning",
        };
      case "boolean":
        return {
          message: `Setting \`${text}\` is not a boolean, so falcoctl exits. Write \`true\` or \`false\`.`,
        };
      default:
        return {
          message: `Setting \`${text}\` is a list or a map, so falcoctl exits. Write a single value.`,
        };
    }
  },
});
