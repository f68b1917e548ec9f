import { expect, test } from "vitest";
import { references, rename, renamableAt } from "../../server/src/features/navigation.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture, nameOf } from "./fixture.ts";

const rule = (name: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n`;

const TESTS = (first: string): string => `#- rules.falco-test.yaml
ruleset: [rules.yaml]
tests:
  - name: Shell ran
    event: { evt.type: open }
    fires: [${first}]
  - name: b
    event: { evt.type: close }
    does_not_fire:
      - rule: 'Shell ran'
`;
const OTHERS = `#- sub/other.yaml\n${rule("Shell ran")}#- sub/other.falco-test.yaml\nruleset: [other.yaml]\ntests:\n  - name: c\n    event: { evt.type: open }\n    fires: [Shell ran]\n`;

/** What the files are after a rename at the cursor, or why there is none. */
function renamed(text: string, newName: string): readonly string[] | string {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  const result = rename(snapshot, uri, offset, newName);
  if ("refusal" in result) return result.refusal;
  return [...new Set(result.edits.map((edit) => edit.uri))].map((file) => {
    const edits = result.edits.filter((edit) => edit.uri === file);
    const after = applyEdits(
      textOf(file),
      edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
    );
    return `${nameOf(file)}: ${after
      .split("\n")
      .filter((line) => line.includes(newName))
      .map((line) => line.trim())
      .join(" | ")}`;
  });
}

test("a rule is renamed in the tests of the rulesets that load it", () => {
  const expected = [
    "rules.yaml: - rule: Shell began",
    "rules.falco-test.yaml: fires: [Shell began] | - rule: 'Shell began'",
  ];
  expect(
    renamed(`#- rules.yaml\n${rule("Shell$0 ran")}${TESTS("Shell ran")}${OTHERS}`, "Shell began"),
  ).toEqual(expected);
  expect(
    renamed(`#- rules.yaml\n${rule("Shell ran")}${TESTS("She$0ll ran")}${OTHERS}`, "Shell began"),
  ).toEqual(expected);
});

test("a name that a list of a test cannot hold is put in quotes there", () => {
  expect(renamed(`#- rules.yaml\n${rule("Shell$0 ran")}${TESTS("Shell ran")}`, "Shell, ran")).toEqual([
    'rules.yaml: - rule: "Shell, ran"',
    "rules.falco-test.yaml: fires: [\"Shell, ran\"] | - rule: 'Shell, ran'",
  ]);
});

test("tests are among the references of a rule, from either side", () => {
  for (const text of [
    `#- rules.yaml\n${rule("Shell$0 ran")}${TESTS("Shell ran")}`,
    `#- rules.yaml\n${rule("Shell ran")}${TESTS("Shell$0 ran")}`,
  ]) {
    const { snapshot, uri, offset } = fixture(text);
    expect(references(snapshot, uri, offset, true).map((place) => nameOf(place.uri))).toEqual([
      "rules.yaml",
      "rules.falco-test.yaml",
      "rules.falco-test.yaml",
    ]);
    expect(renamableAt(snapshot, uri, offset)?.name).toBe("Shell ran");
  }
});

test("a rule that only a test names cannot be renamed", () => {
  expect(renamed(`#- rules.yaml\n${rule("Other")}${TESTS("Shell$0 ran")}`, "x")).toBe(
    "No rule, macro or list is selected. Put the cursor on the name to rename.",
  );
});
