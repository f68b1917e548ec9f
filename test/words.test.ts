import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAst } from "rolldown/parseAst";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What no sentence for users contains, and what it contains instead. Code in backticks is not looked at. */
const WORDS: readonly (readonly [found: RegExp, instead: string])[] = [
  [
    /(?<!\bthere )\b(?:is|are) no (?!longer\b)(?!\w+ (?:is|are) (?:configured|required)\b)/i,
    "is not a …, unknown …",
  ],
  [/\bstand(?:s|ing)?\b/i, "is, comes, appears"],
  [/\bbehind\b/i, "after"],
  [/\b(?:round|square) brackets?\b/i, "parentheses, brackets"],
  [/\bblanks?\b/i, "space"],
  [/\b(?:a text|texts|text value)\b/i, "string"],
  [/\bwords?\b/i, "token, operator, keyword, argument"],
  [/\btakes?\b(?! (?:effect|precedence|priority|longer)\b)/i, "expects, accepts, uses"],
  [/\bknows?\b|\bdo(?:es)? not know\b/i, "supports, unknown"],
  [/\bmay not\b/i, "cannot"],
  [/\blacks?\b/i, "has no …, is missing"],
  [/\bmend(?:s|ed)?\b/i, "fix"],
  [/\b(?:tells?|told)\b/i, "report"],
  [/\bjudg(?:es?|ed|ing)\b/i, "check, evaluate"],
  [/\bends? up with\b/i, "effective rule"],
  [/\bhow severe\b/i, "check severity"],
  [/\btaken for\b/i, "recognized as"],
  [/\bleads? (?:back|out)\b|\bcircles?\b/i, "is recursive, cycle, outside"],
  [/\bway out\b/i, "no output is configured"],
  [/\bneeds a person\b|\ba person has to\b/i, "needs manual review"],
  [/\bside by side\b/i, "missing `and` or `or` between two checks"],
  [/\bcomes? to\b/i, "expands to"],
  [/\b(?:has|have) to be\b/i, "must be"],
  [/\b(?:makes? of it|brings?|brought)\b/i, "returns, produces, provides"],
  [/\bthe house\b/i, "project conventions"],
  [/\btakes? (?:its|the) place\b|\bin place of\b/i, "replaces, has no replacement"],
  [/\bswitched by\b/i, "is set by"],
  [/\bput (?:\w+ ){0,2}around\b/i, "wrap in"],
  [/\bplease\b|\bshall\b/i, "(nothing)"],
  [/\bLOAD_[A-Z]/, "nothing: codes are data"],
  [/\brefus(?:es?|ed|ing)\b/i, "rejects"],
  [/\bcomplain(?:s|ed)?\b/i, "logs a warning"],
  [/\bdoes not start\b/i, "Falco exits."],
  [/\bby hand\b/i, "manually"],
  [/\bsomething|somewhere|elsewhere\b/i, "the thing itself"],
  [/\bgone (?:in|since)\b|\bany more\b/i, "removed in, no longer"],
];

/** What no comment contains. Developers may say "word" and "text", and a person may know something. */
const WORDS_OF_COMMENTS: typeof WORDS = [
  [/\bstand(?:s|ing)?\b(?! (?:in for|out|alone)\b)/i, "is, are, represents"],
  [/\bbehind (?!links?\b|symbolic)/i, "after"],
  [/\btold\b|\btells\b/i, "reported, says"],
  [/\brefus(?:es?|ed|ing)\b/i, "rejects"],
  [/\bjudg(?:es|ed)\b/i, "checks, checked"],
  [/\btaken for\b/i, "read as"],
  [/\bends? up with\b/i, "loads"],
  [/\bcomplains?\b/i, "reports"],
  [/\bmend(?:s|ed)?\b/i, "fixes"],
  [/\bby hand\b/i, "manually"],
  [/\bon (?:its|their) way out\b/i, "deprecated"],
  [/\b(?:has|have) to be\b/i, "must be"],
  [/\bin place of\b|\btakes? (?:its|the|their) place\b/i, "instead of, replaces"],
  [/\bblanks\b/i, "spaces"],
];

/** Files whose texts are not sentences of ours. */
const NOT_OURS: Readonly<Record<string, string>> = {
  "server/src/cli/reports/falco.ts": "Falco's own texts of its codes, as `falco -V` prints them",
  "server/src/cli/condition.ts": "conditions that warm the parser up stand beside the messages",
  "server/src/model/ruleset/falco-locations.ts": "Falco's own names of places",
  "server/src/model/condition/service-names.ts": "names of network services",
  "server/src/cli/setup/completion-scripts.ts": "scripts for shells",
  "server/src/hosts/commands/docker-run.ts": "names of options",
  "server/src/hosts/formats/helm-values.ts": "names of chart values",
};

/** The longest message, without the names that are filled in. */
const LONGEST = 160;

/** What the title of a fix begins with. */
const COMMAND =
  /^(?:Accept|Add|Apply|Compare|Convert|Disable|Double|Fix|Ignore|Indent|Load|Lower|Move|Quote|Remove|Rename|Replace|Require|Set|Show|Start|Use|Wrap) /;

interface Text {
  readonly place: string;
  readonly text: string;
}

test("no sentence for users contains a term that has a better one", () => {
  const { all } = sourceTexts();
  expect(all.length).toBeGreaterThan(700);
  expect([...all, ...manifestTexts(), ...markdownTexts()].flatMap((text) => wrongWords(text))).toEqual([]);
});

test("no sentence of the data that users see contains such a term", () => {
  const texts = dataTexts();
  expect(texts.length).toBeGreaterThan(2500);
  expect(texts.flatMap((text) => wrongWords(text))).toEqual([]);
});

test("no comment and no test name contains one that is wrong there too", () => {
  const texts = commentsAndTestNames();
  expect(texts.length).toBeGreaterThan(5000);
  expect(texts.flatMap((text) => wrongWords(text, WORDS_OF_COMMENTS))).toEqual([]);
});

test("messages are sentences of at most 160 characters", () => {
  const { messages } = sourceTexts();
  expect(messages.length).toBeGreaterThan(250);
  expect(messages.flatMap(wrongForm)).toEqual([]);
});

test("titles of fixes are commands", () => {
  const { titles } = sourceTexts();
  expect(titles.length).toBeGreaterThan(60);
  expect(
    titles.filter(({ text }) => !/^…/.test(text) && (!COMMAND.test(text) || text.endsWith("."))).map(shown),
  ).toEqual([]);
});

test("descriptions in the manifest are sentences", () => {
  const sentences = manifestTexts().filter(({ place }) => /^package.*escription$/.test(place));
  expect(sentences.length).toBeGreaterThan(10);
  expect(sentences.filter(({ text }) => !/^[A-Z`]/.test(text) || !/[.)`]\s*$/.test(text)).map(shown)).toEqual(
    [],
  );
});

function wrongWords({ place, text }: Text, words = WORDS): readonly string[] {
  const prose = text.replace(/`[^`]*`/g, "`x`");
  return words.flatMap(([found, instead]) => {
    const at = found.exec(prose);
    return at
      ? [`${place}: “${at[0]}” → ${instead}: ${prose.slice(Math.max(0, at.index - 60), at.index + 60)}`]
      : [];
  });
}

function wrongForm({ place, text }: Text): readonly string[] {
  const wrong: string[] = [];
  // A sentence that follows others in a message begins with a space.
  if (!/^ ?[A-Z`…]/.test(text)) wrong.push("begins in lower case");
  if (!/[.?…]$/.test(text)) wrong.push("has no full stop");
  if (text.replace(/`?…`?/g, "").length > LONGEST) wrong.push(`is longer than ${LONGEST}`);
  return wrong.map((each) => `${place} ${each}: ${text}`);
}

function shown({ place, text }: Text): string {
  return `${place}: ${text}`;
}

/** A node of the tree of a source file, as ESTree has it. */
type Node = { readonly type: string; readonly start: number } & { readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Every text of the sources with two words or more; those that are messages and titles besides. A hole is written `…`. */
function sourceTexts(): { readonly all: Text[]; readonly messages: Text[]; readonly titles: Text[] } {
  const found = { all: [] as Text[], messages: [] as Text[], titles: [] as Text[] };
  for (const file of [...filesUnder("server/src", ".ts"), ...filesUnder("client/src", ".ts")]) {
    if (file in NOT_OURS || file.endsWith(".d.ts")) continue;
    const source = readFileSync(path.join(ROOT, file), "utf8");
    const place = (node: Node): string => `${file}:${source.slice(0, node.start).split("\n").length}`;
    const add = (to: Text[], node: unknown): void => {
      for (const [at, text] of textsIn(node)) to.push({ place: place(at), text });
    };
    walk(parseAst(source, { lang: "ts" }, file), (node) => {
      if (node.type === "Property" && isNode(node["key"])) {
        if (["message", "decide"].includes(String(node["key"]["name"]))) add(found.messages, node["value"]);
        if (node["key"]["name"] === "title" && file.includes("/checks/")) add(found.titles, node["value"]);
      }
      if (node.type === "CallExpression" && isNode(node["callee"]) && Array.isArray(node["arguments"])) {
        if (["fixOf", "replacing", "inserting"].includes(String(node["callee"]["name"])))
          add(found.titles, node["arguments"][0]);
      }
      const text = textOf(node);
      if (text !== undefined && /[a-z]{2}[,.;:]? [\w`…]|[`…] [a-z]/i.test(text))
        found.all.push({ place: place(node), text });
      return text === undefined;
    });
  }
  return found;
}

/** The texts that an expression can be: those of both sides of a condition, and of the last part of what is joined. */
function textsIn(node: unknown): readonly (readonly [Node, string])[] {
  if (!isNode(node)) return [];
  const text = textOf(node);
  if (text !== undefined) return / \w/.test(text) ? [[node, text]] : [];
  if (node.type === "ConditionalExpression")
    return [...textsIn(node["consequent"]), ...textsIn(node["alternate"])];
  return [];
}

function textOf(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : undefined;
  if (node.type !== "TemplateLiteral") return undefined;
  const parts: unknown = node["quasis"];
  if (!Array.isArray(parts)) return undefined;
  return parts.map((part: { value: { cooked: string } }) => part.value.cooked).join("…");
}

/** Goes through a tree as long as `visit` wants to see more below. Types and imports are left out. */
function walk(value: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  if (!isNode(value) || /^(?:Import|TS(?:Literal|Type|Interface))/.test(value.type)) return;
  if (visit(value)) for (const key of Object.keys(value)) walk(value[key], visit);
  else if (value.type === "TemplateLiteral") walk(value["expressions"], visit);
}

/** Titles and descriptions of `package.json`, each with its path. */
function manifestTexts(): readonly Text[] {
  const found: Text[] = [];
  const visit = (value: unknown, at: string): void => {
    if (typeof value === "string" && /(?:title|escription|escriptions\.\d+|Message|displayName)$/.test(at))
      found.push({ place: at, text: value });
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, `${at}.${key}`);
  };
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  visit(manifest, "package.json");
  for (const file of filesUnder("snippets", ".json"))
    visit(JSON.parse(readFileSync(path.join(ROOT, file), "utf8")), file);
  return found;
}

/** Every text of several words in the schemas and in the data that hover, completion and messages show. */
function dataTexts(): readonly Text[] {
  const found: Text[] = [];
  const visit = (value: unknown, place: string): void => {
    if (typeof value === "string" && /\w \w+ \w/.test(value)) found.push({ place, text: value });
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, `${place}.${key}`);
  };
  for (const file of filesUnder("schemas", ".json").filter((name) => !NOT_OUR_DATA.test(name)))
    visit(JSON.parse(readFileSync(path.join(ROOT, file), "utf8")), file);
  return found;
}

/** What other projects write: names and outputs of the default rules, MITRE's names, schemas of plugins. */
const NOT_OUR_DATA =
  /\/(?:attack|default-rules|default-rule-facts|plugin-settings|usage|announcements)\.json$/;

/** Comments of all code, and names of tests. */
function commentsAndTestNames(): readonly Text[] {
  const folders = ["client/src", "server/src", "schemas", "scripts", "test"];
  const files = folders.flatMap((folder) => [...filesUnder(folder, ".ts"), ...filesUnder(folder, ".mjs")]);
  return files
    .filter((file) => file !== "test/words.test.ts")
    .flatMap((file) => {
      const source = readFileSync(path.join(ROOT, file), "utf8");
      const pattern =
        /^[ \t]*\/\*\*[ \n][^]*?\*\/|^[ \t]*\/\/.*$|^[ \t]*(?:test|describe|it)(?:\.\w+)?\(\s*(["'])(?:(?!\1).)*\1/gm;
      return [...source.matchAll(pattern)].map(({ 0: text, index }) => ({
        place: `${file}:${source.slice(0, index).split("\n").length}`,
        text: text.replace(/\n\s*\*/g, " "),
      }));
    });
}

/** Paragraphs of the pages that users read, without blocks of code and links' addresses. */
function markdownTexts(): readonly Text[] {
  const files = [
    "README.md",
    "CHANGELOG.md",
    ...filesUnder("walkthrough", ".md"),
    ...filesUnder("docs", ".md"),
  ];
  return files
    .filter((file) => existsSync(path.join(ROOT, file)))
    .flatMap((file) => {
      const page = readFileSync(path.join(ROOT, file), "utf8").replace(/^```[\s\S]*?^```/gm, (block) =>
        block.replace(/[^\n]/g, ""),
      );
      return page.split("\n").flatMap((line, index) =>
        line.startsWith("    ") || line.trim() === ""
          ? []
          : [
              {
                place: `${file}:${index + 1}`,
                text: /^# /.test(line) ? "" : line.replace(/\]\([^)]*\)/g, "]"),
              },
            ],
      );
    });
}

function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll(path.sep, "/")}`)
    .sort();
}
