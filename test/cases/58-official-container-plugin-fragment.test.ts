import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a file that only names plugins to load is right in any folder", () => {
  expect(readCase("58-official-container-plugin-fragment").problems).toEqual([]);
});

test("a configuration that defines plugins has to define those that it loads", () => {
  const text = "load_plugins: [container]\nplugins:\n  - {name: json, library_path: libjson.so}\n";
  expect(caseOf({ "config/plugins.yaml": text }).problems.map(({ code }) => code)).toEqual([
    "undefined-plugin",
  ]);
  expect(caseOf({ "falco.yaml": "load_plugins: [container]\n" }).problems.map(({ code }) => code)).toEqual([
    "undefined-plugin",
  ]);
});
