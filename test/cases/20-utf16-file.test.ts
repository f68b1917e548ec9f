import { expect, test } from "vitest";
import { readCase } from "./case.ts";

test("a UTF-16 file is read as Falco reads it", () => {
  const { problems } = readCase("20-utf16-file");
  expect(problems).toMatchObject([
    { code: "unknown-field", severity: "error", file: "rules.yaml", line: 3, text: "proc.nam" },
  ]);
  expect(problems[0]?.message).toContain("`proc.name`");
});
