import { expect, test } from "vitest";
import { definitions, references, rename, renamableAt } from "../../server/src/features/navigation.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture, nameOf } from "./fixture.ts";

function defined(text: string): readonly string[] {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  return definitions(snapshot, uri, offset).map(
    (place) =>
      `${nameOf(place.uri)}:${lineOf(textOf(place.uri), place.start)} ${textOf(place.uri).slice(place.start, place.end)}`,
  );
}

function found(text: string): readonly string[] {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  return references(snapshot, uri, offset, true).map(
    (place) => `${nameOf(place.uri)}:${lineOf(textOf(place.uri), place.start)}`,
  );
}

/** All files after the rename, or why it was rejected. */
function renamed(text: string, newName: string): string {
  const { snapshot, uri, offset } = fixture(text);
  const result = rename(snapshot, uri, offset, newName);
  if ("refusal" in result) return result.refusal;
  return [...snapshot.documents.values()]
    .map((document) =>
      applyEdits(
        document.text,
        result.edits
          .filter((edit) => edit.uri === document.uri)
          .map(({ start, end, newText }) => ({ span: { start, end }, newText })),
      ),
    )
    .join("");
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

const FILES = `#- a.yaml
- list: shells
  items: [bash]
- macro: mine
  condition: proc.name in (shells)
#- b.yaml
`;

test("a macro leads to its definition in another file", () => {
  expect(defined(`${FILES}- macro: m\n  condition: evt.type = open and mi$0ne\n`)).toEqual(["a.yaml:3 mine"]);
});

test("a list leads to its definition from a condition, a list and an exception", () => {
  expect(defined(`${FILES}- macro: m\n  condition: proc.name in (a, she$0lls)\n`)).toEqual([
    "a.yaml:1 shells",
  ]);
  expect(defined(`${FILES}- list: more\n  items: [a, she$0lls]\n`)).toEqual(["a.yaml:1 shells"]);
  expect(
    defined(
      `${FILES}- rule: r\n  condition: mine\n  exceptions:\n    - name: e\n      fields: [proc.name]\n      values:\n        - [she$0lls]\n`,
    ),
  ).toEqual(["a.yaml:1 shells"]);
});

test("an override leads to the rule that it changes", () => {
  const rule = "- rule: My rule\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
  expect(
    defined(
      `#- a.yaml\n${rule}#- b.yaml\n- rule: My$0 rule\n  condition: and x\n  override:\n    condition: append\n`,
    ),
  ).toEqual(["a.yaml:1 My rule"]);
});

test("a value that is not a list's name leads nowhere", () => {
  expect(defined(`${FILES}- macro: m\n  condition: proc.name in (ba$0sh)\n`)).toEqual([]);
});

test("every use is found, definitions included", () => {
  expect(found(`${FILES}- macro: m\n  condition: mi$0ne and not mine\n`)).toEqual([
    "a.yaml:3",
    "b.yaml:2",
    "b.yaml:2",
  ]);
});

test("a rename reaches all files and quoted scalars", () => {
  const before = `${FILES}- macro: m\n  condition: "mi$0ne and not mine"\n`;
  expect(renamed(before, "yours")).toBe(
    before
      .replace(/#- .*\n/g, "")
      .replace("$0", "")
      .replaceAll("mine", "yours"),
  );
});

test("a rename that would not load is rejected", () => {
  const text = `${FILES}- macro: m\n  condition: mi$0ne\n`;
  expect(renamed(text, "my-macro")).toContain("letters");
  expect(renamed(text, "m")).toContain("already");
});

test("what is not defined here cannot be renamed", () => {
  const { snapshot, uri, offset } = fixture("- macro: m\n  condition: spawned_pro$0cess\n");
  expect(renamableAt(snapshot, uri, offset)).toBeUndefined();
});

test("the name to rename is without its quotes", () => {
  const { snapshot, uri, offset, text } = fixture('- macro: "mi$0ne"\n  condition: evt.type = open\n');
  const name = renamableAt(snapshot, uri, offset);
  expect(name && text(uri).slice(name.span.start, name.span.end)).toBe("mine");
});

test("a macro in another folder is found where nothing says the load order", () => {
  expect(
    defined(
      "#- base.yaml\n- macro: mine\n  condition: evt.type = open\n#- rules.d/a.yaml\n- macro: m\n  condition: mi$0ne\n",
    ),
  ).toEqual(["base.yaml:1 mine"]);
});
