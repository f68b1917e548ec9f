import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const ADDRESSES = Array.from(
  { length: 20_000 },
  (_, i) => `"10.${i >> 16}.${(i >> 8) & 255}.${i & 255}"`,
).join(", ");

const RULE =
  "- rule: T\n  desc: d\n  condition: evt.type=connect and fd.sip in (bad_ips) and proc.nam=x\n  output: o\n  priority: INFO\n";

test.each([
  ["in brackets", `- list: bad_ips\n  items: [${ADDRESSES}]\n${RULE}`],
  ["in one line with its name", `- {list: bad_ips, items: [${ADDRESSES}]}\n${RULE}`],
])("a rules file that begins with a list of 20,000 addresses %s is one like any other", (_, text) => {
  const { problems } = caseOf({ "blocklist.yaml": text });
  expect(problems.map(({ code, text: marked }) => `${code} ${marked}`)).toEqual(["unknown-field proc.nam"]);
});

test("so is one that begins with a long condition", () => {
  const names = Array.from({ length: 30_000 }, (_, i) => `proc.name = name${i}`).join(" or ");
  const { problems } = caseOf({
    "long.yaml": `- macro: m\n  condition: ${names}\n${RULE.replace("fd.sip in (bad_ips)", "m")}`,
  });
  expect(problems.map(({ code, text: marked }) => `${code} ${marked}`)).toContain("unknown-field proc.nam");
});

test("a long line of another program makes no rules file", () => {
  expect(caseOf({ "data.yaml": `- list: a\n  values: [${ADDRESSES}]\n` }).problems).toEqual([]);
});
