import type { PluginSetting } from "../../../model/configuration/finding.ts";
import { consequence, defineConfigCheck, replaceBy, wordList } from "../config-check.ts";

/** A setting that a plugin does not have, or whose value it refuses. See plugin-setting.md. */
export const pluginSetting = defineConfigCheck({
  code: "plugin-setting",
  quiet: "warning",
  render(finding) {
    const { plugin, text, problem, values = [], near, span, falco } = finding;
    const fixes = near === undefined ? [] : [replaceBy(span, near)];
    const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    if (problem === "unknown")
      return {
        message: `Unknown setting \`${text}\` of plugin \`${plugin}\`.${meant}${consequence(falco)}`,
        fixes,
      };
    if (problem === "secret")
      return {
        message: `Setting \`${text}\` of plugin \`${plugin}\` is a secret. Use an environment variable, such as \`\${${variableFor(plugin, text)}}\`.`,
        severity: "hint",
      };
    if (problem === "value") {
      const known = near === undefined ? ` It can be ${wordList(values)}.` : meant;
      return {
        message: `\`${text}\` is not a value of this setting of plugin \`${plugin}\`.${known}${consequence(falco)}`,
        fixes,
      };
    }
    return {
      message: `Setting \`${text}\` of plugin \`${plugin}\` must be ${TYPES[problem]}.${consequence(falco)}`,
    };
  },
});

/** `GITHUB_TOKEN` for `token` of `github`. */
function variableFor(plugin: string, setting: string): string {
  return `${plugin}_${setting}`.toUpperCase().replace(/\W/g, "_");
}

const TYPES: Readonly<Record<Exclude<PluginSetting["problem"], "unknown" | "value" | "secret">, string>> = {
  text: "a string",
  number: "a whole number",
  boolean: "`true` or `false`",
  list: "a list",
  map: "a map",
};
