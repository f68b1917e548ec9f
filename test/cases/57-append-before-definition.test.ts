import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("57-append-before-definition");

test("a list that is defined after it in the same file is not a base", () => {
  expect(found.of("no-base", "rules.yaml")).toMatchObject([
    { severity: "error", line: 1, text: "dev_bins", falco: "LOAD_ERR_VALIDATE" },
  ]);
  expect(found.of("defined-twice", "rules.yaml")).toEqual([]);
});

test("nor is a rule", () => {
  expect(caseOf({ "rule.yaml": found.files["rule.yaml"] ?? "" }).of("no-base")).toMatchObject([
    { severity: "error", line: 1, text: "dev" },
  ]);
});

const FILES = {
  "rules.d/a.yaml": "- list: dev_bins\n  items: [a]\n  override: {items: append}\n",
  "rules.d/b.yaml": "- list: dev_bins\n  items: [b]\n",
};

test("between files whose order nothing states the definition may come first", () => {
  expect(caseOf(FILES).of("no-base")).toEqual([]);
});

test("between files whose order a configuration states it is certain", () => {
  const config = { "falco.yaml": "rules_files: [rules.d]\nstdout_output: {enabled: true}\n" };
  expect(caseOf({ ...FILES, ...config }).of("no-base")).toMatchObject([
    { file: "rules.d/a.yaml", severity: "error" },
  ]);
});

test("on a page the order says nothing", () => {
  const page = `\`\`\`yaml\n${found.files["rules.yaml"]}\`\`\`\n`;
  expect(caseOf({ "page.md": page }).of("no-base")).toEqual([]);
});
