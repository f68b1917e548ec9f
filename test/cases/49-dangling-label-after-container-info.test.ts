import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("the label before a removed field goes with it", () => {
  const found = readCase("49-dangling-label-after-container-info");
  const [problem] = found.of("deprecated-output-field");
  expect(problem).toMatchObject({ line: 4, text: "%container.info", severity: "warning" });
  expect(found.fixed(problem).files["rules.yaml"]).toContain("output: escape (user=%user.name)\n");
});

test("parentheses around the field alone go with it", () => {
  const text =
    "- rule: T\n  desc: d\n  condition: evt.type=open\n  output: x (info=%container.info)\n  priority: INFO\n";
  const found = caseOf({ "falco_rules.yaml": text });
  const [problem] = found.of("deprecated-output-field");
  expect(found.fixed(problem).files["falco_rules.yaml"]).toContain("output: x\n");
});
