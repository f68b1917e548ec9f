import type { SettingType } from "../../../catalog/plugins/settings-schema.ts";
import { consequence, defineConfigCheck, replaceBy, wordList } from "../config-check.ts";

/** A setting that a plugin does not have, or whose value it rejects. See plugin-setting.md. */
export const pluginSetting = defineConfigCheck({
  code: "plugin-setting",
  quiet: "warning",
  render(finding) {
    const { plugin, text, problem, values = [], near, span, falco, expected = "" } = finding;
    const fixes = near === undefined ? [] : [replaceBy(span, near)];
    const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    if (problem === "unknown")
      return {
        message: `Unknown setting \`${text}\` of plugin \`${plugin}\`.${meant || " Remove it."}${consequence(falco)}`,
        fixes,
      };
    if (problem === "secret")
      return {
        message: `Setting \`${text}\` of plugin \`${plugin}\` is a secret. Use an environment variable, such as \`\${${variableFor(plugin, text)}}\`.`,
        severity: "hint",
      };
    if (problem === "missing")
      return {
        message: `Setting \`${text}\` of plugin \`${plugin}\` is missing. Add it.${consequence(falco)}`,
      };
    if (problem === "later")
      return {
        message: `Plugin \`${plugin}\` ignores setting \`${text}\` before version ${expected}. Load that version, or remove the setting.`,
      };
    if (problem === "form")
      return { message: `\`${text}\` of plugin \`${plugin}\` must be ${expected}.${consequence(falco)}` };
    if (problem === "value") {
      const known = near === undefined ? ` It can be ${wordList(values)}.` : meant;
      return {
        message: `\`${text}\` is not a value of this setting of plugin \`${plugin}\`.${known}${consequence(falco)}`,
        fixes,
      };
    }
    const wanted = problem === "minimum" ? `at least ${expected}` : TYPES[problem];
    return { message: `Setting \`${text}\` of plugin \`${plugin}\` must be ${wanted}.${consequence(falco)}` };
  },
});

/** `GITHUB_TOKEN` for `token` of `github`. */
function variableFor(plugin: string, setting: string): string {
  return `${plugin}_${setting}`.toUpperCase().replace(/\W/g, "_");
}

const TYPES: Readonly<Record<SettingType | "json", string>> = {
  string: "a string, not a number or a boolean",
  integer: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a map",
  json: "a map, or a string with a JSON object",
};
