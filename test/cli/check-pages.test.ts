import { expect, test } from "vitest";
import { ALL_CHECKS } from "../../server/src/checks/registry.ts";
import { checkList, pageOfCheck } from "../../server/src/cli/check-pages.ts";

test("each check has its page in the terminal, with its address", () => {
  for (const { code } of ALL_CHECKS) {
    const page = pageOfCheck(code) ?? "";
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page.trimEnd().endsWith(`/checks/${code}.html`)).toBe(true);
  }
});

test("a name that no check has is left to rules, macros and lists", () => {
  expect(pageOfCheck("spawned_process")).toBeUndefined();
});

test("the list has a line for each check, with its severity", () => {
  const lines = checkList().trimEnd().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(ALL_CHECKS.map(({ code }) => code));
  expect(lines.find((line) => line.startsWith("unknown-field "))).toMatch(/ error$/);
});
