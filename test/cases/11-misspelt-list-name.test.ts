import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a misspelt list is a warning with the list that is meant", () => {
  const found = readCase("11-misspelt-list-name");
  const told = found.of("list-as-text");
  expect(told.map(({ severity, line, text }) => [severity, line, text])).toEqual([
    ["warning", 5, "shell_binares"],
  ]);
  expect(told[0]?.message).toContain("`shell_binaries`");
  const fixed = found.fixed(told[0]);
  expect(fixed.of("list-as-text")).toEqual([]);
  expect(fixed.files["rules.yaml"]).not.toContain("shell_binares");
});

test("where the value cannot be read, the message says that no list has this name", () => {
  const [error] = readCase("11-misspelt-list-name").of("bad-value");
  expect(error?.message).toMatch(/`allowed_nets`.*no list/);
  expect(error?.fixes).toEqual([]);
});

const LISTS =
  "- list: shell_binaries\n  items: [sh]\n- list: allowed_nets\n  items: [10.0.0.1]\n- macro: shell_procs\n  condition: proc.name in (shell_binaries)\n";

test.each([
  ["proc.name in (shell_procs)", "list-as-text", undefined],
  ["proc.name in (bash, Shell_Binaries)", "list-as-text", "shell_binaries"],
  ["fd.ip in (allowed_net)", "bad-value", "allowed_nets"],
])("%s", (condition, code, meant) => {
  const text = `${LISTS}- rule: r\n  desc: d\n  condition: evt.type = open and shell_procs and not fd.sip in (allowed_nets) and ${condition}\n  output: o\n  priority: INFO\n`;
  const found = caseOf({ "rules.yaml": text });
  expect(found.of(code)).toHaveLength(1);
  expect(found.of(code)[0]?.fixes[0]?.edits[0]?.newText).toBe(meant);
});

test.each([
  "proc.name in ('shell_binares')",
  "proc.name in (shell_bin)",
  "proc.name = shell_binares",
  "user.name in (systemd_resolve)",
])("%s is left alone", (condition) => {
  const text = `${LISTS}- rule: r\n  desc: d\n  condition: evt.type = open and shell_procs and not fd.sip in (allowed_nets) and ${condition}\n  output: o\n  priority: INFO\n`;
  expect(caseOf({ "rules.yaml": text }).of("list-as-text")).toEqual([]);
});
