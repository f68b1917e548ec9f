import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("32-list-built-by-a-script");

test("a name that a script may define elsewhere is a hint", () => {
  expect(found.problems.filter(({ severity }) => severity !== "hint")).toEqual([]);
});

test("a value that can be no name stays an error", () => {
  const text = (found.files["update.sh"] ?? "").replace("in (bad_ips)", "in (1.2.3.999.1)");
  expect(caseOf({ "update.sh": text }).of("bad-value")).toMatchObject([{ severity: "error", line: 9 }]);
});
