import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CLIENT = path.join(ROOT, "client/src");

/** Pages and trees are made by functions that do not know the editor, and so cannot ask it for a translation. */
const KNOW_NO_EDITOR = new Set(["views/coverage-html.ts", "views/tree-nodes.ts", "page-html.ts"]);

const files = readdirSync(CLIENT, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !KNOW_NO_EDITOR.has(name))
  .map((name) => ({ name, text: readFileSync(path.join(CLIENT, name), "utf8") }));

/** A sentence or name for people in a place where the editor shows it. */
const BARE =
  /(?:show(?:Information|Warning|Error)Message\(\s*|\b(?:title|placeHolder|prompt|detail|tooltip): )["`](?!["`${])/g;

test("what the client says to people can be translated", () => {
  expect("showErrorMessage(`Falco could not`").toMatch(BARE);
  const bare = files.flatMap(({ name, text }) =>
    [...text.matchAll(BARE)].map(({ index }) => `${name}: ${text.slice(index, index + 80)}`),
  );
  expect(bare).toEqual([]);
});

test("each string of the client is in the bundle that translations begin with", () => {
  const bundle: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(path.join(ROOT, "l10n/bundle.l10n.json"), "utf8"),
  );
  const said = files.flatMap(({ text }) =>
    [...text.matchAll(/\bl10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map(
      ([, literal = '""']) => JSON.parse(literal) as string,
    ),
  );
  expect(said.length).toBeGreaterThan(80);
  expect([...new Set(said)].sort()).toEqual(Object.keys(bundle).sort());
  // Sentences are whole: a part that is filled in is an argument.
  expect(files.filter(({ text }) => /\bl10n\.t\(\s*`/.test(text)).map(({ name }) => name)).toEqual([]);
});
