import { expect, test } from "vitest";
import { descriptionOf } from "../../server/src/model/ruleset/collect.ts";
import { fixture } from "../features/fixture.ts";

const RULE = "- rule: r\n  desc: one\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

test.each([
  ["", ["one"]],
  ["- rule: r\n  desc: two\n  override: {desc: append}\n", ["one", "two"]],
  ["- rule: r\n  desc: two\n  override: {desc: replace}\n", ["two"]],
  ["- rule: r\n  condition: and proc.pid = 1\n  append: true\n", ["one"]],
  ["- rule: r\n  desc: two\n  override: {desc: append}\n- rule: r\n  enabled: false\n", ["one", "two"]],
  [`- rule: r\n  desc: two\n  override: {desc: append}\n${RULE.replace("one", "three")}`, ["three"]],
])("what %j makes of a rule's description", (more, description) => {
  const { snapshot } = fixture(`#- a.yaml\n${RULE}${more}`);
  const rule = snapshot.rulesets[0]?.rules.collected.rules.get("r");
  expect(rule && descriptionOf(rule).map(({ node }) => node.text)).toEqual(description);
});
