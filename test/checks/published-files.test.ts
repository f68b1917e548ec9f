import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "../model/ruleset.ts";

const URI = "file:///r/values.yaml";
/** A rule of `falco-incubating_rules.yaml`. */
const NAME = "Change thread namespace";
const RULES = `customRules:\n  mine.yaml: |-\n    - rule: ${NAME}\n      enabled: false\n      override: {enabled: replace}\n`;

/** The values with the fix that installs and loads the file, and what is found then. */
function fixed(before: string): readonly [after: string, codes: readonly string[]] {
  const [problem] = problemsOf(snapshotOf({ "/r/values.yaml": before }), URI).filter(
    ({ code }) => code === "no-base" || code === "from-default-rules",
  );
  const fix = problem?.fixes.find(
    ({ title }) => title === "Load `falco-incubating_rules.yaml`, and install it",
  );
  const edits = (fix?.edits ?? []).map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  const after = applyEdits(before, edits);
  return [after, problemsOf(snapshotOf({ "/r/values.yaml": after }), URI).map(({ code }) => code)];
}

test("a file that rules in the chart's values need is installed and loaded", () => {
  const lists =
    "falco:\n  rules_files:\n    - /etc/falco/falco_rules.yaml\n    - /etc/falco/rules.d\nfalcoctl:\n  config:\n    artifact:\n      install:\n        refs:\n          - falco-rules:5\n";
  const [after, codes] = fixed(lists + RULES);
  expect(after).toContain(
    "falco_rules.yaml\n    - /etc/falco/falco-incubating_rules.yaml\n    - /etc/falco/rules.d\n",
  );
  expect(after).toContain("- falco-rules:5\n          - falco-incubating-rules:6\n");
  expect(codes).toEqual([]);
});

test("where the values leave the chart's own lists, they get whole ones", () => {
  const [after, codes] = fixed(`${RULES}tty: true\n`);
  expect(after).toContain("refs: [falco-rules:5, falco-incubating-rules:6]");
  expect(after).toContain("/etc/falco/falco-incubating_rules.yaml, /etc/falco/falco_rules.local.yaml");
  expect(codes).toEqual([]);
});

test("the reference follows the rules that the values have installed", () => {
  const pinned =
    "falcoctl:\n  config:\n    artifact:\n      install:\n        refs: [falco-rules:3, falco-sandbox-rules:4]\n";
  expect(fixed(`${pinned}image:\n  tag: 0.39.2\n${RULES}`)[0]).toContain(
    "falco-sandbox-rules:4, falco-incubating-rules:4]",
  );
});
