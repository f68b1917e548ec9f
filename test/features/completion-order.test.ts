import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const URI = "file:///work/local_rules.yaml";

test.each([
  ["evt.type $0", ["=", "in"]],
  ["proc.name $0", ["in", "="]],
  ["spawned_process $0", ["and"]],
  ["proc.name = bash or $0", ["proc.name"]],
  ["evt.type in ($0", ["open", "openat"]],
])("after `%s` what is used most comes first", (condition, expected) => {
  expect(labels(condition).slice(0, expected.length)).toEqual(expected);
});

test("an empty condition is completed in every style", () => {
  for (const style of ["$0", ">\n    $0", "|\n    $0", '"$0"'])
    expect(labels(style)[0], style).toBe("evt.type");
});

test("operators are offered directly after a whole field", () => {
  const offered = candidates("evt.type$0");
  expect(offered[0]?.label).toBe("=");
  expect(offered[0]?.edit.newText).toBe(" = ");
});

test("what the workspace uses comes before what others use", () => {
  const own = `- macro: m\n  condition: ${"proc.tty = 5 and ".repeat(12)}proc.tty = 5\n`;
  expect(labels("evt.type = open and proc.tty = $0", own)[0]).toBe("5");
  expect(labels("proc.tty = 1 and $0", own)[0]).toBe("proc.tty");
});

test("names of lists are not offered as values of an equality", () => {
  expect(labels("proc.name = $0")).not.toContain("shell_binaries");
});

test.each(["evt.num > 0 and pro$0", "spawned_process and sh$0", "evt.type = op$0", "proc.name in (sh$0"])(
  "what is wanted of `%s` is in the same order when the rest is left out",
  (condition) => {
    const typed = /\w*(?=\$0)/.exec(condition)?.[0] ?? "";
    const before = "- macro: shells\n  condition: proc.name = sh\n- list: shell_names\n  items: [sh]\n";
    const isWanted = (label: string): boolean => label.includes(typed);
    const wanted = labels(condition, before).filter(isWanted);
    const found = candidates(condition, before, isWanted).map(({ label }) => label);
    expect(wanted.length).toBeGreaterThan(1);
    expect(found.filter(isWanted)).toEqual(wanted);
    expect(found.length).toBeLessThan(labels(condition, before).length);
  },
);

test("after a dot come names, not operators", () => {
  expect(labels("evt.type = open and evt.arg.$0")[0]).toMatch(/^evt\.arg\./);
});

test("an exception is offered what its field is compared with", () => {
  const rule = (exception: string): readonly string[] =>
    labels(
      "evt.type = open",
      `- list: my_list\n  items: [a]\n- rule: r\n  desc: d\n  condition: evt.type = open and fd.name = x\n  output: x\n  priority: INFO\n  exceptions:\n    - name: e\n      ${exception}\n`,
    );
  const columns =
    "fields: [fd.name, evt.type, proc.pid]\n      comps: [startswith, in, =]\n      values:\n        -";
  expect(rule(`${columns} [/tmp, $0]`)).toEqual(expect.arrayContaining(["openat", "my_list"]));
  expect(rule(`${columns} [$0]`)).not.toContain("openat");
  expect(rule(`${columns} [$0]`)).not.toContain("my_list");
  expect(rule("fields: evt.type\n      values: [$0]")).toEqual(expect.arrayContaining(["openat", "my_list"]));
  expect(rule("fields: [fd.name, proc.pid]\n      comps: [=, $0]")).not.toContain("startswith");
  expect(rule("fields: [fd.name, proc.pid]\n      comps: [$0]")).toContain("startswith");
});

test("macros of default rules for other sources come last", () => {
  const rule = "- rule: r\n  desc: d\n  source: k8s_audit\n  output: x\n  priority: INFO\n  condition: $0\n";
  const offered = labels("evt.type = open", rule);
  expect(offered.slice(0, 5)).toContain("kcreate");
  expect(offered.indexOf("spawned_process")).toBeGreaterThan(offered.indexOf("ka.verb"));
  expect(offered.indexOf("spawned_process")).toBeGreaterThan(offered.indexOf("tolower"));
});

test("a list is not offered its own name", () => {
  expect(
    labels("evt.type = open", "- list: own\n  items: [$0]\n- list: other\n  items: [a]\n"),
  ).not.toContain("own");
});

test("a transformer has a place for each argument", () => {
  const texts = new Map(candidates("evt.num > 0 and $0").map(({ label, edit }) => [label, edit.newText]));
  expect(texts.get("tolower")).toBe("tolower($1)$0");
  expect(texts.get("concat")).toBe("concat($1, $2)$0");
  expect(texts.get("join")).toBe("join('$1', ($2))$0");
});

function labels(condition: string, before = ""): readonly string[] {
  return candidates(condition, before).map(({ label }) => label);
}

function candidates(condition: string, before = "", isWanted?: (label: string) => boolean) {
  const marked = `${before}- macro: x\n  condition: ${condition}\n`;
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const documents = new Map([[URI, readDocument(URI, "/work/local_rules.yaml", text)]]);
  const found = complete(
    createWorkspace().snapshot(documents, DEFAULT_SETTINGS),
    URI,
    offset,
    isWanted && (() => isWanted),
  );
  return [...found].sort((a, b) => a.rank - b.rank);
}
