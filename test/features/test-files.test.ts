import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { documentSymbols } from "../../server/src/features/symbols.ts";
import { testDefinitions } from "../../server/src/features/tests/test-hover.ts";
import { snapshotOf } from "../evaluate/rules.ts";

const RULES = `- rule: Shell started
  desc: d
  condition: evt.type = execve and proc.name = bash
  output: o
  priority: INFO
- rule: Other
  desc: d
  condition: evt.type = open
  output: o
  priority: INFO
`;

function ask(text: string) {
  const offset = text.indexOf("$0");
  const clean = text.replace("$0", "");
  const snapshot = snapshotOf({ "a.falco-test.yaml": clean, "rules.yaml": RULES });
  return { snapshot, uri: "file:///a.falco-test.yaml", offset, clean };
}

/** Labels of the candidates, and the text once the wanted one is taken. */
function offered(
  text: string,
  wanted: string,
): { readonly labels: readonly string[]; readonly taken: string | undefined } {
  const { snapshot, uri, offset, clean } = ask(text);
  const candidates = complete(snapshot, uri, offset);
  const edit = candidates.find(({ label }) => label === wanted)?.edit;
  return {
    labels: candidates.map(({ label }) => label),
    taken: edit && clean.slice(0, edit.span.start) + edit.newText + clean.slice(edit.span.end),
  };
}

test("keys of a test are offered, without those that are there", () => {
  const { labels, taken } = offered("tests:\n  - name: a\n    fires: []\n    ev$0\n", "event");
  expect(labels).toEqual(["source", "event", "alert", "raw", "does_not_fire"]);
  expect(taken).toBe("tests:\n  - name: a\n    fires: []\n    event: \n");
});

test.each([
  [
    "block",
    "tests:\n  - name: a\n    event:\n      evt.type: open\n      proc.na$0\n",
    "      proc.name: \n",
  ],
  ["flow", "tests:\n  - name: a\n    event: { evt.type: open, proc.na$0 }\n", "open, proc.name:  }\n"],
  ["base", "base: { proc.na$0 }\ntests: []\n", "base: { proc.name:  }\ntests: []\n"],
])("fields of an event are offered in %s style", (_, text, end) => {
  const { labels, taken } = offered(text, "proc.name");
  expect(labels.includes("evt.type")).toBe(!text.includes("evt.type"));
  expect(taken?.endsWith(end)).toBe(true);
});

test("fields are those of the source of the test", () => {
  const { labels } = offered("tests:\n  - name: a\n    source: k8s_audit\n    event: { ka$0 }\n", "ka.verb");
  expect(labels).toContain("ka.verb");
  expect(labels).not.toContain("proc.name");
});

test.each([
  ["tests:\n  - name: a\n    fires: [Sh$0]\n", "fires: [Shell started]\n"],
  ["tests:\n  - name: a\n    fires:\n      - Sh$0\n", "      - Shell started\n"],
  ["tests:\n  - name: a\n    does_not_fire:\n      - rule: $0\n", "rule: Shell started\n"],
])("rules of the ruleset are offered where one is expected: %s", (text, end) => {
  expect(offered(text, "Shell started").taken?.endsWith(end)).toBe(true);
});

test("values are offered where they are a choice", () => {
  expect(offered("rule_matching: $0\ntests: []\n", "").labels).toEqual(["first", "all"]);
  expect(offered("priority: $0\ntests: []\n", "").labels).toContain("NOTICE");
  expect(offered("ruleset: [$0x]\ntests: []\n", "").labels).toEqual(["rules.yaml"]);
  expect(offered("tests:\n  - name: a\n    event: { evt.type: ex$0 }\n", "").labels).toContain("execve");
});

test.each([
  ["tests:\n  - name: a\n    fi$0res: [Shell started]\n", "Rules that must fire."],
  ["tests:\n  - name: a\n    event: { proc.na$0me: bash }\n", "Kernel command name"],
  ["tests:\n  - name: a\n    fires: [Shell st$0arted]\n", "condition: evt.type = execve"],
])("hover says what is there: %s", (text, part) => {
  const { snapshot, uri, offset } = ask(text);
  expect(hover(snapshot, uri, offset)?.markdown).toContain(part);
});

test("a rule leads to its definition", () => {
  const { snapshot, uri, offset } = ask("tests:\n  - name: a\n    fires: [Shell st$0arted]\n");
  expect(testDefinitions(snapshot, uri, offset)).toEqual([{ uri: "file:///rules.yaml", start: 8, end: 21 }]);
});

test("the tests are the symbols of the file", () => {
  const { snapshot, uri } = ask("tests:\n  - name: one\n    fires: []\n  - { name: two, fires: [] }\n$0");
  const document = snapshot.documents.get(uri);
  expect(document && documentSymbols(document).map(({ name }) => name)).toEqual(["one", "two"]);
});
