import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { documentsOf, migrated } from "../migrate/files.ts";

const DEFAULTS =
  '- list: shells\n  items: [bash, zsh]\n- macro: spawned\n  condition: (evt.type in (execve, execveat) and proc.name != "a  b")\n- macro: shell\n  condition: spawned and proc.name in (shells)\n';
const RULE = "- rule: r\n  desc: d\n  condition: shell\n  output: o\n  priority: INFO\n";
const CONFIG = "rules_files:\n  - falco_rules.yaml\n  - own.yaml\n";

/** What is reported of a file that is loaded after the default rules, and the file after all fixes. */
function told(
  own: string,
  files: Readonly<Record<string, string>> = { "falco.yaml": CONFIG, "falco_rules.yaml": DEFAULTS },
): readonly [codes: readonly string[], after: string] {
  const snapshot = createWorkspace().snapshot(documentsOf({ ...files, "own.yaml": own }), DEFAULT_SETTINGS);
  const problems = problemsOf(snapshot, "file:///own.yaml").filter(({ code }) => code === "same-as-default");
  const edits = problems
    .flatMap(({ fixes }) => fixes[0]?.edits ?? [])
    .map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  return [problems.map(({ message }) => /`([^`]+)`/.exec(message)?.[1] ?? ""), applyEdits(own, edits)];
}

test("copies of macros and lists are reported, however their lines are broken, and go with their lines", () => {
  const own = `# Mine.\n- list: shells\n  items:\n    - bash\n    - zsh # both\n\n# The next.\n- macro: spawned\n  condition: >\n    (evt.type in (execve, execveat)\n     and proc.name != "a  b")\n${RULE}`;
  expect(told(own)).toEqual([["shells", "spawned"], `# Mine.\n\n# The next.\n${RULE}`]);
});

test.each([
  ["another text", "- macro: spawned\n  condition: evt.type = execve\n"],
  [
    "other blanks in quotes",
    '- macro: spawned\n  condition: (evt.type in (execve, execveat) and proc.name != "a b")\n',
  ],
  ["another order of items", "- list: shells\n  items: [zsh, bash]\n"],
  ["an addition", "- list: shells\n  items: [bash, zsh]\n  override:\n    items: append\n"],
  [
    "the first text after a change",
    "- list: shells\n  items: [fish]\n  override:\n    items: append\n- list: shells\n  items: [bash, zsh]\n",
  ],
])("%s is not a copy", (_what, item) => {
  expect(told(item + RULE)).toEqual([[], item + RULE]);
});

test("nothing is reported where the order is only guessed", () => {
  const own = `- list: shells\n  items: [bash, zsh]\n${RULE}`;
  expect(told(own, { "falco_rules.yaml": DEFAULTS })).toEqual([[], own]);
});

test("a migration leaves a copy to a person, and takes it out where it is asked to", () => {
  const files = {
    "falco.yaml": CONFIG,
    "falco_rules.yaml": DEFAULTS,
    "own.yaml": `- list: shells\n  items: [bash, zsh]\n${RULE}`,
  };
  const safe = migrated(files, "0.44.1");
  expect(safe.files).toEqual([]);
  expect(safe.needsPerson.map(({ code, why }) => [code, why])).toEqual([
    [
      "same-as-default",
      "Decide whether it should follow the default rules as they change. If so, remove it here.",
    ],
  ]);
  expect(migrated(files, "0.44.1", { unsafe: true }).text("own.yaml")).toBe(RULE);
});
