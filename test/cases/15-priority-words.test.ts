import { expect, test } from "vitest";
import { readCase } from "./case.ts";

test("a level of another tool leads to the priorities that come near", () => {
  const found = readCase("15-priority-words");
  const offered = found
    .of("invalid-priority")
    .map(({ text, fixes }) => [text, ...fixes.map(({ edits }) => edits[0]?.newText)]);
  expect(offered).toEqual([
    ["HIGH", "CRITICAL", "ERROR"],
    ["MEDIUM", "WARNING"],
    ["Low", "NOTICE"],
  ]);
  expect(found.of("invalid-priority")[0]?.message).toContain("`CRITICAL` or `ERROR`");
});

test("each fix settles its priority", () => {
  const found = readCase("15-priority-words");
  for (const problem of found.of("invalid-priority"))
    for (const { title } of problem.fixes)
      expect(found.fixed(problem, title).of("invalid-priority")).toHaveLength(2);
});
