import { expect, test } from "vitest";
import { readCase } from "./case.ts";

const found = readCase("01-alias-fix-destroys-text");

test.each([
  ["fix-me.yaml", "deprecated-field", "evt.dir=<"],
  ["values.yaml", "deprecated-field", "evt.dir=<"],
  ["place.yaml", "unknown-field", "proc.nam"],
])("%s: what is there by alias is reported at the alias", (file, code, text) => {
  const [first, second, ...others] = found.of(code, file);
  expect(text.startsWith(first?.text ?? "?")).toBe(true);
  expect(second?.text).toBe("*c");
  expect(second?.fixes).toEqual([]);
  expect(others).toEqual([]);
});

test.each(["fix-me.yaml", "values.yaml"])("%s: the fix changes the anchored condition only", (file) => {
  const [first] = found.of("deprecated-field", file);
  const before = found.files[file]?.split("\n") ?? [];
  const after = found.fixed(first).files[file]?.split("\n") ?? [];
  const changed = before.flatMap((line, at) => (line === after[at] ? [] : [at]));
  expect(after).toHaveLength(before.length);
  expect(changed.map((at) => after[at]?.trim())).toEqual(["condition: &c evt.type=execve and proc.name=a"]);
});
