import { expect, test } from "vitest";
import { references, rename } from "../../server/src/features/navigation.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { hasShared, sharedText } from "./load.ts";
import { randomFrom } from "./random.ts";

/*
 * References in the default, incubating and sandbox rules are those that a scan of their lines finds, and names that are renamed
 * and renamed back leave every byte as it was and every rule with the same condition.
 */

const FOLDER = "corpus/rules/falcosecurity-rules";
const FILES = [
  "falco-rules-5.1.0/falco_rules.yaml",
  "falco-incubating-rules-5.0.0/falco-incubating_rules.yaml",
  "falco-sandbox-rules-2.0.0/falco-sandbox_rules.yaml",
];
/** Names that are renamed; references are looked for of all. `RENAMES=1000` renames all. */
const RENAMED = Number(process.env.RENAMES ?? 4);

const workspace = createWorkspace();
const texts: ReadonlyMap<string, string> = new Map(
  FILES.map((file) => [`file:///${file}`, hasShared ? sharedText(`${FOLDER}/${file}`) : ""]),
);

test.runIf(hasShared)("references are those that a scan of the lines finds", () => {
  const snapshot = snapshotOf(texts);
  const wrong: string[] = [];
  for (const { uri, offset, name, kind } of definitionsIn(texts)) {
    const found = references(snapshot, uri, offset, true).map((place) => `${place.uri}:${place.start}`);
    const expected = scanned(name, kind);
    if (found.sort().join() !== expected.sort().join())
      wrong.push(`${name}: ${found.length} references, ${expected.length} by the scan`);
  }
  expect(definitionsIn(texts).length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test.runIf(hasShared)("renaming and renaming back changes no byte and no condition", () => {
  const random = randomFrom(19);
  const definitions = [...definitionsIn(texts)];
  const before = conditionsOf(snapshotOf(texts));
  for (let round = 0; round < RENAMED; round++) {
    const [chosen] = definitions.splice(random(definitions.length), 1);
    if (!chosen) break;
    const renamed = renamedTexts(texts, chosen.uri, chosen.offset, NEW_NAME);
    expect(renamed, chosen.name).not.toEqual(texts);
    const after = conditionsOf(snapshotOf(renamed));
    expect(after.map(([name, text]) => [name === NEW_NAME ? chosen.name : name, text])).toEqual(before);
    const moved = definitionsIn(renamed).find(({ name }) => name === NEW_NAME);
    expect(renamedTexts(renamed, chosen.uri, moved?.offset ?? 0, chosen.name), chosen.name).toEqual(texts);
  }
});

interface Definition {
  readonly uri: string;
  readonly offset: number;
  readonly name: string;
  readonly kind: string;
}

const NEW_NAME = "quite_another_name";

/** The text before a value, which may be called like a macro: an operator, or what begins or goes on with a list. */
const VALUE = /(?:=\s*|,\s*|\bin\s*\(\s*)$/;

/** Rules, macros and lists by their first lines; the second definition of a name is left out. */
function definitionsIn(of: ReadonlyMap<string, string>): readonly Definition[] {
  const found = new Map<string, Definition>();
  for (const [uri, text] of of)
    for (const match of text.matchAll(/^- (macro|list|rule): (.+?)[ \t]*$/gm)) {
      const [line, kind = "", name = ""] = match;
      const offset = match.index + line.indexOf(name);
      if (!found.has(name)) found.set(name, { uri, name, kind, offset });
    }
  return [...found.values()];
}

/** Where a name is a word of its own in conditions, in items and exceptions, and where it is defined. */
function scanned(name: string, kind: string): string[] {
  const word = new RegExp(`(?<![\\w./-])${name.replace(/[.]/g, "\\.")}(?![\\w./-])`, "g");
  return [...texts].flatMap(([uri, text]) => {
    let key = "";
    let at = 0;
    return text.split("\n").flatMap((line) => {
      const start = at;
      at += line.length + 1;
      if (/^\s*#/.test(line)) return [];
      if (kind === "rule")
        return line.trimEnd() === `- rule: ${name}` ? [`${uri}:${start + "- rule: ".length}`] : [];
      key = /^(?:- | {2})(\w+):/.exec(line)?.[1] ?? key;
      if (!/^(?:macro|list|condition|items|exceptions)$/.test(key)) return [];
      return [...line.matchAll(word)].flatMap(({ index }) =>
        kind === "macro" && VALUE.test(text.slice(0, start + index)) ? [] : [`${uri}:${start + index}`],
      );
    });
  });
}

function snapshotOf(of: ReadonlyMap<string, string>): Snapshot {
  const documents = new Map(
    [...of].map(([uri, text]) => [uri, readDocument(uri, uri, text, undefined, { as: "rules" })]),
  );
  return workspace.snapshot(documents, {
    target: "0.44.1",
    plugins: "all",
    rulesFiles: [],
    exactRuleset: [...of.keys()],
  });
}

function conditionsOf({ rulesets: [ruleset] }: Snapshot): readonly (readonly [string, string])[] {
  return [...(ruleset?.rules.compiled.rules ?? [])].map(([name, { expanded }]) => [
    name,
    expanded ? canonicalText(expanded) : "",
  ]);
}

function renamedTexts(
  of: ReadonlyMap<string, string>,
  uri: string,
  offset: number,
  newName: string,
): ReadonlyMap<string, string> {
  const result = rename(snapshotOf(of), uri, offset, newName);
  if ("refusal" in result) throw new Error(result.refusal);
  return new Map(
    [...of].map(([one, text]) => {
      const edits = result.edits.filter((edit) => edit.uri === one);
      return [
        one,
        applyEdits(
          text,
          edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
        ),
      ];
    }),
  );
}
