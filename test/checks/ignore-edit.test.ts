import { expect, test } from "vitest";
import { ignoreEdit } from "../../server/src/checks/ignore-edit.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const BAD_CONDITION = "evt.type = open and proc.nmae = a";

function snapshotOf(path: string, text: string): Snapshot {
  const uri = `file:///work/${path}`;
  return createWorkspace().snapshot(
    new Map([[uri, readDocument(uri, `/work/${path}`, text)]]),
    DEFAULT_SETTINGS,
  );
}

/** The file after the comment is written for its first problem of a code. The comment must have silenced that one alone. */
function silenced(path: string, text: string, code: string): string | undefined {
  const snapshot = snapshotOf(path, text);
  const uri = `file:///work/${path}`;
  const document = snapshot.documents.get(uri);
  const before = problemsOf(snapshot, uri);
  const problem = before.find((one) => one.code === code);
  if (!document || !problem)
    throw new Error(`${code} is not found: ${before.map((one) => one.code).join(", ")}`);
  const edit = ignoreEdit(document, problem);
  if (!edit) return undefined;
  const after = applyEdits(text, [{ span: edit, newText: edit.newText }]);
  const left = problemsOf(snapshotOf(path, after), uri).map((one) => one.code);
  expect(left.filter((one) => one === code)).toHaveLength(
    before.filter((one) => one.code === code).length - 1,
  );
  expect(left.filter((one) => one !== code)).toEqual(
    before.map((one) => one.code).filter((one) => one !== code),
  );
  return after;
}

function ruleWith(condition: string): string {
  return `- rule: r\n  desc: d\n  condition: ${condition}\n  output: o %evt.type\n  priority: INFO\n`;
}

test("a comment comes before the line", () => {
  expect(silenced("rules/a.yaml", ruleWith(BAD_CONDITION), "unknown-field")).toContain(
    "  # falco-lint: ignore unknown-field\n  condition: evt",
  );
});

test("a scalar of many lines has its comment before it", () => {
  const folded = ruleWith(">\n    evt.type = open\n    and proc.nmae = a");
  expect(silenced("rules/a.yaml", folded, "unknown-field")).toContain(
    "  # falco-lint: ignore unknown-field\n  condition: >\n    evt.type = open\n",
  );
  const plain = ruleWith("evt.type = open\n    and proc.nmae = a");
  expect(silenced("rules/a.yaml", plain, "unknown-field")).toContain(
    "  # falco-lint: ignore unknown-field\n  condition: evt",
  );
});

test("a second code joins the comment that is there", () => {
  const text = ruleWith("evt.type = open and proc.nmae = a and proc.name in (a").replace(
    "  condition",
    "  # falco-lint: ignore unclosed-bracket\n  condition",
  );
  const after = silenced("rules/a.yaml", text.replace(" in (a", " = a"), "unknown-field");
  expect(after).toContain("  # falco-lint: ignore unclosed-bracket, unknown-field\n  condition");
});

test("line ends are kept", () => {
  expect(
    silenced("rules/a.yaml", ruleWith(BAD_CONDITION).replaceAll("\n", "\r\n"), "unknown-field"),
  ).toContain("unknown-field\r\n  condition");
});

test("rules in a file of another format get theirs inside", () => {
  const values = `customRules:\n  a.yaml: |-\n${ruleWith(BAD_CONDITION).replace(/^/gm, "    ").trimEnd()}\nfalco:\n  json_output: true\n`;
  expect(silenced("values.yaml", values, "unknown-field")).toContain(
    "      # falco-lint: ignore unknown-field\n      condition: evt",
  );
});

test("a configuration, a unit, a manifest and an image get theirs", () => {
  expect(silenced("falco.yaml", "rules_file: [a.yaml]\n", "deprecated-config-key")).toBe(
    "# falco-lint: ignore deprecated-config-key\nrules_file: [a.yaml]\n",
  );
  expect(
    silenced("falco.service", "[Service]\nExecStart=/usr/bin/falco \\\n  -A\n", "removed-option"),
  ).toContain("  # falco-lint: ignore removed-option\n  -A");
  expect(
    silenced("Dockerfile", 'FROM falcosecurity/falco\nCMD ["falco", \\\n  "-A"]\n', "removed-option"),
  ).toContain("falco\n# falco-lint: ignore removed-option\nCMD");
  const pod =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: falco\nspec:\n  containers:\n    - name: falco\n      image: falcosecurity/falco:0.44.1\n      args: [/usr/bin/falco,\n        -A]\n";
  expect(silenced("pod.yaml", pod, "removed-option")).toContain(
    "        # falco-lint: ignore removed-option\n        -A]",
  );
});

test("a template gets none", () => {
  const snapshot = snapshotOf("falco.yaml.j2", "rules_file: [{{ path }}]\n");
  const uri = "file:///work/falco.yaml.j2";
  const document = snapshot.documents.get(uri);
  const problems = problemsOf(snapshot, uri);
  expect(problems.map(({ code }) => code)).toContain("deprecated-config-key");
  for (const problem of problems) expect(document && ignoreEdit(document, problem)).toBeUndefined();
});
