import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a field in another tool's form leads to Falco's", () => {
  let found = readCase("16-output-percent-messages");
  expect(
    found.problems.filter(({ severity }) => severity === "error").map(({ code, message }) => [code, message]),
  ).toEqual([
    ["bare-percent", expect.stringContaining("`%user.name`")],
    ["bare-percent", expect.stringContaining("`%k8s.ns.name`")],
    ["bare-percent", expect.stringContaining("`%proc.name`")],
    ["unexpected-token", expect.stringContaining("Write `proc.name`")],
  ]);
  for (let left = 4; left > 0; left--)
    found = found.fixed(found.problems.find(({ severity }) => severity === "error"));
  expect(found.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(found.files["rules.yaml"]).toContain('"user=%user.name ns=%k8s.ns.name p=%proc.name"');
  expect(found.files["rules.yaml"]).toContain("condition: evt.type=open and proc.name = x");
});

test.each([
  ["%{proc.nmae}", "%proc.name"],
  ["%( proc.name )", "%proc.name"],
  ["%{{container.id}}", "%container.id"],
  ["%{proc.aname[2]}", "%proc.aname[2]"],
  ["%process_name", undefined],
  ["%proc_name", "%proc.name"],
  ["%containerid", "%container.id"],
  ["disk 90% full", "disk 90 percent full"],
  ["100 %", "100 percent"],
  ["%-K", undefined],
])("%s", (written, meant) => {
  const rule = (output: string): string =>
    `- rule: r\n  desc: d\n  condition: evt.type = open\n  output: "a ${output} b"\n  priority: INFO\n`;
  const found = caseOf({ "rules.yaml": rule(written) });
  const [problem] = found.of("bare-percent");
  if (meant === undefined) expect(problem?.fixes).toEqual([]);
  else expect(found.fixed(problem).files["rules.yaml"]).toBe(rule(meant));
});
