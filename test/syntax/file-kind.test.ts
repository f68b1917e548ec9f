import { expect, test } from "vitest";
import { kindOfContent, kindOfName, kindOfText } from "../../server/src/syntax/file-kind.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";

const kindOf = (text: string): string => kindOfContent(readYaml(text).documents[0]?.root);

test.each([
  ["/etc/falco/falco.yaml", "config"],
  ["/etc/falco/config.d/engine.yaml", "config"],
  ["/etc/falco/falco_rules.local.yaml", "rules"],
  ["/etc/falco/rules.d/mine.yml", "rules"],
  ["/repo/my-falco-rules.yaml", "rules"],
  ["/repo/rules.yaml", undefined],
  ["/repo/falco_rules.txt", undefined],
])("the name of %s says %s", (path, kind) => {
  expect(kindOfName(path)).toBe(kind);
});

test("a list with a macro that has a condition is rules", () => {
  expect(kindOf("- macro: a\n  condition: b\n")).toBe("rules");
});

test("a list of another program's rules is other", () => {
  expect(kindOf("- rule: a\n  severity: high\n  query: select 1\n")).toBe("other");
});

test("keys that only Falco has make a configuration", () => {
  expect(kindOf("json_output: true\nsyscall_event_drops:\n  threshold: 1\n")).toBe("config");
});

test("keys that many programs have make none", () => {
  expect(kindOf("log_level: info\nplugins: []\n")).toBe("other");
});

test("text and nothing are other", () => {
  expect([kindOf("hello"), kindOf("")]).toEqual(["other", "other"]);
});

test.each([
  ["- rule: a\n  desc: b: c\n  condition: d\n", "rules"],
  ["- rule: a\n  condition: [b\n  output: c\n", "rules"],
  ["- macro: a\n  condition: b: c\n", "rules"],
  ["- list: a\n  items: [b\n", "rules"],
  ["- rule: a\n  condition: b: c\n  severity: high\n", "other"],
  ["- rule: a\n  match: b: c\n", "other"],
])("of YAML that cannot be read the lines tell: %j", (text, kind) => {
  expect(kindOfText(text)).toBe(kind);
});
