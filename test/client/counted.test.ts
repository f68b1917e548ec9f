import { afterEach, expect, test, vi } from "vitest";
import { counted } from "../../client/src/counted.ts";
import { editor } from "./editor-stand-in.ts";

vi.mock("vscode", async () => (await import("./editor-stand-in.ts")).editor);

afterEach(() => {
  editor.env.language = "en";
  editor.l10n.bundle = undefined;
});

function inLanguage(language: string, bundle: Readonly<Record<string, string>>): readonly string[] {
  editor.env.language = language;
  editor.l10n.bundle = bundle;
  return [0, 1, 2, 5, 22].map((count) => counted(count, "rule"));
}

test("one is singular and any other number plural", () => {
  expect([0, 1, 2].map((count) => counted(count, "rules file"))).toEqual([
    "0 rules files",
    "1 rules file",
    "2 rules files",
  ]);
});

test("a translation says each count in the plural form of its language", () => {
  const polish = {
    "{0} rules/one": "{0} reguła",
    "{0} rules/few": "{0} reguły",
    "{0} rules/many": "{0} reguł",
    "{0} rules/other": "{0} reguły",
  };
  expect(inLanguage("pl", polish)).toEqual(["0 reguł", "1 reguła", "2 reguły", "5 reguł", "22 reguły"]);
});

test("a form that a translation leaves out is its other one", () => {
  expect(inLanguage("ja", { "{0} rules/other": "ルール {0} 件" })[1]).toBe("ルール 1 件");
});

test("counts are English in a language without a translation", () => {
  editor.env.language = "pl";
  expect([1, 2].map((count) => counted(count, "plugin"))).toEqual(["1 plugin", "2 plugins"]);
});
