import { expect, test } from "vitest";
import { problemsAt, quickFixes } from "../../server/src/features/code-actions.ts";
import { documentLinks } from "../../server/src/features/document-links.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { selectionSpans } from "../../server/src/features/selection-ranges.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/features/signature-help.ts";
import { documentSymbols, workspaceSymbols } from "../../server/src/features/symbols.ts";
import type { Document } from "../../server/src/hosts/document.ts";
import { type Fixture, fixture, nameOf } from "./fixture.ts";

function documentOf({ snapshot, uri }: Fixture): Document {
  const document = snapshot.documents.get(uri);
  if (!document) throw new Error("The fixture has no file.");
  return document;
}

const RULES = `- list: shells
  items: [bash]
- macro: m
  condition: >
    proc.name in (shells)
    and evt.dir = <
- rule: My rule
  priority: INFO
  exceptions:
    - name: e
`;

test("the outline has items and exceptions", () => {
  const outline = documentSymbols(documentOf(fixture(RULES)));
  expect(outline.map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
    ["list", "shells", ""],
    ["macro", "m", ""],
    ["rule", "My rule", "INFO"],
  ]);
  expect(outline[2]?.children.map(({ name }) => name)).toEqual(["e"]);
});

test("a symbol is found in any file by some of its letters", () => {
  const { snapshot } = fixture(`#- a.yaml\n${RULES}#- b.yaml\n- macro: other\n  condition: m\n`);
  expect(workspaceSymbols(snapshot, "othr").map(({ name, uri }) => [name, nameOf(uri)])).toEqual([
    ["other", "b.yaml"],
  ]);
});

test("items and values of several lines fold", () => {
  const document = documentOf(fixture(RULES));
  const lines = foldingSpans(document)
    .map(({ start, end }) => [document.lines.position(start).line, document.lines.position(end).line])
    .filter(([start, end]) => start !== end);
  expect(lines).toEqual(
    expect.arrayContaining([
      [2, 5],
      [3, 5],
      [6, 9],
      [8, 9],
    ]),
  );
});

test("lists are distinguished from values, and deprecated fields are marked", () => {
  const own = fixture(RULES);
  const tokens = semanticTokens(own.snapshot, documentOf(own)).map(({ kind, span, deprecated }) => [
    kind,
    own.text(own.uri).slice(span.start, span.end),
    deprecated === true,
  ]);
  expect(tokens).toEqual([
    ["field", "proc.name", false],
    ["list", "shells", false],
    ["field", "evt.dir", true],
  ]);
});

test("selection grows from the word to the file", () => {
  const { snapshot, uri, offset, text } = fixture(
    "- macro: m\n  condition: a and (proc.name = ba$0sh or b)\n",
  );
  const texts = selectionSpans(snapshot, uri, offset).map(({ start, end }) => text(uri).slice(start, end));
  expect(texts.slice(0, 4)).toEqual([
    "bash",
    "proc.name = bash",
    "proc.name = bash or b",
    "(proc.name = bash or b)",
  ]);
  expect(texts.at(-1)).toBe(text(uri));
});

test("the arguments of a transformer are shown while they are typed", () => {
  const at = (condition: string): unknown => {
    const { snapshot, uri, offset } = fixture(`- macro: m\n  condition: ${condition}`);
    return signatureHelp(snapshot, uri, offset);
  };
  expect(at('join(",", $0')).toMatchObject({ parameters: ["separator", "list"], active: 1 });
  expect(at("concat(tolower(proc.name), $0")).toMatchObject({ label: "concat(text1, text2, …)", active: 1 });
  expect(at("proc.name in ($0")).toBeUndefined();
});

test("files that a configuration names are links", () => {
  const { snapshot, uri, text } = fixture(
    "#- etc/falco.yaml\nrules_files:\n  - /etc/falco/a.yaml\n  - gone.yaml\n#- etc/a.yaml\n- list: l\n  items: [a]\n",
  );
  expect(
    documentLinks(snapshot, uri).map(({ span, target }) => [
      text(uri).slice(span.start, span.end),
      nameOf(target),
    ]),
  ).toEqual([["/etc/falco/a.yaml", "etc/a.yaml"]]);
});

test("the fixes of a finding are offered where it is, the safe ones first", () => {
  const { snapshot, uri, offset } = fixture("#- falco.yaml\nrules_fi$0le: [a.yaml]\njson_output: fals\n");
  const fixes = quickFixes(problemsAt(snapshot, uri, { start: offset, end: offset }, {}));
  expect(fixes.map(({ fix }) => fix.safety)).toContain("safe");
  expect(new Set(fixes.map(({ problem }) => problem.span.start))).toEqual(new Set([0]));
});
