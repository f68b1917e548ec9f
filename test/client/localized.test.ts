import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAst } from "rolldown/parseAst";
import { expect, test } from "vitest";
import { COUNTABLE } from "../../client/src/countable.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CLIENT = path.join(ROOT, "client/src");

const files = readdirSync(CLIENT, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(path.join(CLIENT, name), "utf8") }));

/** Words that people see, or that look so, and that are the same in every language. */
const NOT_TRANSLATED: Readonly<Record<string, readonly string[]>> = {
  "names of products, as they are written everywhere": ["Falco"],
  "levels, as they stand in settings": ["off", "hint", "info", "warning", "error"],
  "Falco's priorities": [
    "Emergency",
    "Alert",
    "Critical",
    "Error",
    "Warning",
    "Notice",
    "Informational",
    "Info",
    "Debug",
  ],
  "a variable of the environment": ["FALCO_LANGUAGE_TOOLS_TOUR"],
  "how files end": [".tar.gz"],
  "what Falco prints": ["Falco version: "],
  "part of a report for an issue, which its readers want in English": ["\n## What Falco printed\n\n"],
  "an event as users write it": ["{ evt.type: execve, proc.name: bash }"],
  "identifiers of nodes": ["ruleset ", " file ", " rule "],
};

/** Generated names of files, and English that its own test covers. */
const NO_SENTENCES = new Set(["file-names.ts", "countable.ts"]);

/** Members whose strings the editor shows. */
const SHOWN = new Set(["detail", "description", "label", "placeHolder", "prompt", "title", "tooltip"]);

test("what the client says to people can be translated", () => {
  // The search finds what it is for.
  expect(untranslated("window.showErrorMessage(`Falco could not run: ${why}`)")).toHaveLength(1);
  expect(untranslated('const item = { label: "go", description: ["new", x ? "old" : ""].join() }')).toEqual([
    "go",
    "new",
    "old",
  ]);
  expect(untranslated('const html = `<p class="big">Some words</p>`')).toEqual(["Some words"]);
  expect(untranslated('l10n.t("Falco {0}", "more words")')).toEqual(["more words"]);
  expect(
    untranslated(
      'const a = b === "some words" ? l10n.t("A") : counted(2, "enabled rule") + run("x.y-z", "<b id=\'c\'>")',
    ),
  ).toEqual([]);

  const bare = files
    .filter(({ name }) => !NO_SENTENCES.has(name))
    .map(({ name, text }) => [name, untranslated(text)] as const);
  expect(bare.filter(([, texts]) => texts.length > 0)).toEqual([]);
});

test("what is excused from translation is there", () => {
  const all = files.map(({ text }) => text).join("\n");
  for (const text of Object.values(NOT_TRANSLATED).flat())
    expect(all, text).toContain(text.replaceAll("\n", "\\n"));
});

test("each string of the client is in the bundle that translations begin with", () => {
  const bundle: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(path.join(ROOT, "l10n/bundle.l10n.json"), "utf8"),
  );
  const said = files.flatMap(({ text }) =>
    [...text.matchAll(/\bl10n\.t\(\s*("(?:[^"\\]|\\.)*"|'[^']*')/g)].map(([, literal = '""']) =>
      literal.startsWith("'") ? literal.slice(1, -1) : (JSON.parse(literal) as string),
    ),
  );
  expect(said.length).toBeGreaterThan(120);
  const forms = Object.values(COUNTABLE).flatMap(([, other]) => [`${other}/one`, `${other}/other`]);
  expect([...new Set([...said, ...forms])].sort()).toEqual(Object.keys(bundle).sort());
  // Sentences are whole: a part that is filled in is an argument.
  expect(files.filter(({ text }) => /\bl10n\.t\(\s*`/.test(text)).map(({ name }) => name)).toEqual([]);
});

type Node = { readonly type: string; readonly start: number; readonly end: number } & {
  readonly [key: string]: unknown;
};

/** The strings of a source that look like words for people, or are shown, and are given to no translation. */
function untranslated(source: string): readonly string[] {
  const excused = new Set(Object.values(NOT_TRANSLATED).flat());
  const found: string[] = [];
  const visit = (value: unknown, isShown: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, isShown);
    if (!isNode(value)) return;
    if (/^(?:Import|TS(?:Type|Interface|Literal))/.test(value.type)) return;
    const text = textOf(value);
    if (text !== undefined) {
      const words = wordsOf(text);
      const isForPeople = isShown
        ? /[A-Za-z]{2}/.test(words)
        : /^[A-Z][a-z]|[a-z]{2}[,.:;]? (?:$|[A-Za-z])|^ [a-z]/.test(words);
      if (isForPeople && !excused.has(text)) found.push(words);
      return;
    }
    if (value.type === "CallExpression" && isNode(value["callee"]) && Array.isArray(value["arguments"])) {
      const name = source.slice(value["callee"].start, value["callee"].end);
      visit(value["callee"], isShown);
      // What a function is given is not what is shown, unless it is a sentence.
      if (name !== "counted")
        visit(name === "l10n.t" ? value["arguments"].slice(1) : value["arguments"], false);
      return;
    }
    if (value.type === "Property" && isNode(value["key"])) {
      visit(value["value"], SHOWN.has(String(value["key"]["name"])));
      return;
    }
    // What is compared is not shown.
    if (value.type === "BinaryExpression" && /^[!=]==?$/.test(String(value["operator"]))) return;
    for (const [name, child] of Object.entries(value)) visit(child, isShown && name !== "test");
  };
  visit(parseAst(source, { lang: "ts" }, "client.ts").body, false);
  return found;
}

/** The text of a page without its tags, styles and scripts, and without icons; a tag may begin or end outside. */
function wordsOf(text: string): string {
  if (/^\n {2}(?:body|const) |^default-src |^; script-src/.test(text)) return "";
  return text
    .replace(/^[^<>]*"[^<>]*>|<[^>]*>?|\s?[\w-]+="[^"]*"?/g, "")
    .replace(/^\$\([\w-]+\) /, "")
    .replace(/^\s+$/, "");
}

function textOf(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type !== "TemplateElement") return undefined;
  const { cooked } = node["value"] as { readonly cooked: string };
  return cooked;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
