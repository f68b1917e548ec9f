import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a name that no system call has is marked, with the nearest", () => {
  const { problems, fixed } = readCase("21-base-syscalls-names");
  expect(problems).toMatchObject([
    {
      code: "unknown-system-call",
      severity: "warning",
      file: "falco.yaml",
      line: 2,
      text: "opnat",
      fixes: [{ title: "Replace with `openat`" }],
    },
  ]);
  expect(problems[0]?.message).toContain("Did you mean `openat`?");
  expect(fixed(problems[0]).problems).toEqual([]);
});

test("an excluded one keeps its sign", () => {
  const { problems } = caseOf({
    "falco.yaml": 'base_syscalls: {custom_set: ["!mprotct", "${MORE}"]}\nstdout_output: {enabled: true}\n',
  });
  expect(problems.map(({ text, fixes }) => `${text} ${fixes[0]?.title}`)).toEqual([
    '"!mprotct" Replace with `!mprotect`',
  ]);
});
