import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const codes = (text: string): readonly string[] =>
  caseOf({ "overrides/local.yaml": text }).problems.map(({ code, line }) => `${code} ${line}`);

test.each([
  ["engine:\n  kind: ebpf\n", "unknown-config-value 2"],
  ["rules:\n  - enable:\n      rule: a\n    disable: {tag: b}\n", "rule-selection 4"],
  ["log_level: info\nengine:\n  kind: modern_ebpf\n  knd: x\n", "unknown-config-key 4"],
])("a part of a configuration is recognized by its form, whatever its name: %j", (text, expected) => {
  expect(codes(text)).toContain(expected);
});

test.each([
  "engine:\n  kind: diesel\n",
  "engine:\n  kind: ebpf\n  power: 3\nwheels: 4\n",
  "plugins:\n  - name: eslint\n    path: x\n",
  "rules:\n  - id: a\n    enable: true\n",
])("another program's file is left alone: %j", (text) => {
  expect(codes(text)).toEqual([]);
});
