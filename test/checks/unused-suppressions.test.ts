import { expect, test } from "vitest";
import { problemsOf, type Severities } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const rule = (comment: string, field: string): string =>
  `- rule: r\n  desc: d\n${comment}  condition: evt.type = open and ${field} = a\n  output: o\n  priority: INFO\n`;

function found(text: string, severities: Severities = {}, path = "rules.yaml") {
  const document = readDocument("file:///a", path, text);
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
  return problemsOf(snapshot, document.uri, severities).map((problem) => ({
    ...problem,
    fixed: problem.fixes.map(({ edits }) =>
      applyEdits(
        text,
        edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
      ),
    ),
  }));
}

const told = (text: string, severities: Severities = {}, path?: string): readonly string[] =>
  found(text, severities, path).map(({ code, message }) => `${code}: ${message}`);

test("a comment that ignores a problem is not reported", () => {
  expect(told(rule("  # falco-lint: ignore unknown-field -- ours\n", "my.field"))).toEqual([]);
  expect(told(rule("  # falco-lint: ignore\n", "my.field"))).toEqual([]);
  expect(told(`# falco-lint: ignore-file unknown-field\n${rule("", "my.field")}`)).toEqual([]);
});

test("one that ignores none is reported, and removed with its line", () => {
  const [problem, ...more] = found(rule("  # falco-lint: ignore unknown-field\n", "proc.name"));
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    code: "unused-suppression",
    severity: "hint",
    message: "No `unknown-field` is ignored here. Remove it.",
    fixed: [rule("", "proc.name")],
  });
  expect(told(rule("  # falco-lint: ignore\n", "proc.name"))).toEqual([
    "unused-suppression: This comment ignores no problem. Remove it.",
  ]);
});

test("of several codes only those that ignore nothing are removed", () => {
  const text = (codes: string): string => rule(`  # falco-lint: ignore ${codes} -- why\n`, "my.field");
  expect(found(text("unknown-field, bad-value"))).toMatchObject([{ fixed: [text("unknown-field")] }]);
  expect(found(text("bad-value, unknown-field"))).toMatchObject([{ fixed: [text("unknown-field")] }]);
});

test("a misspelled code names the one that was meant", () => {
  const [problem] = found(rule("  # falco-lint: ignore unknwon-field\n", "proc.name"));
  expect(problem?.message).toBe("Unknown check `unknwon-field`. Did you mean `unknown-field`?");
  expect(problem?.fixed).toEqual([rule("  # falco-lint: ignore unknown-field\n", "proc.name")]);
});

test("a comment after something goes without what it follows", () => {
  const text = rule("", "proc.name").replace("desc: d\n", "desc: d # falco-lint: ignore bad-value\n");
  expect(found(text).map(({ fixed }) => fixed)).toEqual([[rule("", "proc.name")]]);
});

test("nothing is said of what may be needed elsewhere", () => {
  const off = rule("  # falco-lint: ignore slow-order\n", "proc.name");
  expect(told(off)).toEqual([]);
  expect(told(off, { "slow-order": "hint" })).not.toEqual([]);
  expect(told(rule("  # falco-lint: ignore unused-macro, undefined-macro\n", "proc.name"))).toEqual([]);
  const page = `# Page\n\n\`\`\`yaml\n${rule("  # falco-lint: ignore bad-value\n", "proc.name")}\`\`\`\n`;
  expect(told(page, {}, "page.md")).toEqual([]);
});

test("it can be turned off and ignored like any other", () => {
  const text = rule("  # falco-lint: ignore bad-value\n", "proc.name");
  expect(told(text, { "unused-suppression": "off" })).toEqual([]);
  expect(told(`# falco-lint: ignore-file unused-suppression\n${text}`)).toEqual([]);
});
