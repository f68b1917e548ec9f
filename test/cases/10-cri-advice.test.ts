import { expect, test } from "vitest";
import { readCase } from "./case.ts";

test("what replaces an option in later releases is named with them", () => {
  const [problem, ...others] = readCase("10-cri-advice").problems;
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: "deprecated-option",
    severity: "warning",
    line: 4,
    text: "--cri",
    fixes: [],
  });
  expect(problem?.message).toMatch(/`-o container_engines\.cri\.sockets\[\]=<path>` from Falco 0\.40\.0/);
  expect(problem?.message).toMatch(/`plugins\[name=container\][\w.]+` from Falco 0\.41\.0/);
  expect(problem?.message).not.toContain("no replacement");
});
