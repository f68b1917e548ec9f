import { expect, test } from "vitest";
import { readProjectFile } from "../../server/src/project/project-file.ts";

/** Each problem as the text that it is at, and its message. */
function problemsOf(text: string): readonly string[] {
  return readProjectFile(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

test.each([
  ["plugin: all\n", "plugin: Unknown key `plugin`. Did you mean `plugins`?"],
  ["colour: red\n", "colour: Unknown key `colour`. Correct or remove it."],
  ["format: { linewidth: 90 }\n", "linewidth: Unknown key `linewidth`. Did you mean `lineWidth`?"],
  ["format: wide\n", "wide: `format` must be a map."],
  ["format: { lineWidth: 20 }\n", "20: `lineWidth` must be a whole number from 40 to 1000."],
  ["maxFileSize: 40\n", "40: `maxFileSize` must be a number from 0.1 to 20."],
  ["maxWarnings: 1.5\n", "1.5: `maxWarnings` must be a whole number, 0 or more."],
  ["cache: on\n", "on: `cache` must be `true` or `false`."],
  ["exclude: [{ a: b }]\n", "[{ a: b }]: `exclude` must be a list of strings."],
  ["baseline: [a]\n", "[a]: `baseline` must be a single value."],
  ["target: new\n", "new: `new` is not a Falco version. Write three numbers, such as `0.44.1`."],
  ["plugins: [k8saudt]\n", "k8saudt: Unknown plugin `k8saudt`. Did you mean `k8saudit`?"],
  [
    "severity: { unused-marco: off }\n",
    "unused-marco: Unknown check `unused-marco`. Did you mean `unused-macro`?",
  ],
  [
    "severity: { unused-macro: eror }\n",
    "eror: The severity of `unused-macro` must be error, warning, info, hint or off.",
  ],
  ["a word\n", "a word: The file must be a map of settings. Write `key: value` lines."],
])("%j has one mistake, at its place", (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test.each([
  "",
  "# nothing yet\n",
  "target:\nplugins:\n",
  "plugins: auto\n",
  "plugins: container, k8saudit@0.7.0\n",
  "plugins: [inhouse, files/inhouse.falco-plugin.yaml]\n",
  "exclude: charts/\nrulesFiles: a.yaml\n",
  "cache: false\n",
  "severity: { unused-macro: off, slow-order: hint }\nmaxWarnings: 0\nformat: { lineWidth: 40 }\n",
])("%j is right", (text) => {
  expect(problemsOf(text)).toEqual([]);
});
