import fc from "fast-check";
import { expect, test } from "vitest";
import { rename } from "../../server/src/features/navigation.ts";
import { itemNames } from "../../server/src/model/ruleset/items/item-names.ts";
import { readItems } from "../../server/src/syntax/items.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "./snapshot-of.ts";
import { samples } from "../samples.ts";

/** How a name may be written. */
const STYLES: readonly (readonly [name: string, write: (name: string) => string])[] = [
  ["plain", (name) => name],
  ["single", (name) => `'${name}'`],
  ["double", (name) => `"${name}"`],
];

const rest = "  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
const TEXTS: readonly ((kind: string, name: string) => string)[] = [
  (_kind, name) =>
    `- rule: ${name}\n${rest}- rule: other\n${rest}- rule: ${name}\n  enabled: false\n  override: {enabled: replace}\n`,
  (_kind, name) => `- {rule: ${name}, desc: d, condition: evt.type = open, output: o, priority: INFO}\n`,
  (_kind, name) =>
    `- macro: ${name}\n  condition: proc.name = a\n- macro: other\n  condition: ${name}\n- macro: third\n  condition: other and ${name}\n`,
  (_kind, name) =>
    `- list: ${name}\n  items: [a]\n- list: other\n  items: [b, ${name}]\n- list: third\n  items:\n  - ${name}\n`,
];

const NAMES = fc.oneof(
  fc.constantFrom(
    "null",
    "~",
    "true",
    "no",
    "- a",
    "? b",
    "a: b",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!t",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "a, b",
    "[a]",
    "a]",
    "{a}",
    "it's",
    'say "a"',
    "a\\b",
    "---",
    "",
    " a",
    "a ",
    "a\nb",
    "0x1",
    "1e3",
    "\u00e9t\u00e9",
    "constructor",
    "__proto__",
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.stringMatching(/^[a-z_][a-z0-9_-]{0,10}$/),
);

test("a rename gives the new name or says why not, and changes nothing else", () => {
  let made = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...TEXTS),
      fc.constantFrom(...STYLES),
      NAMES,
      (textOf, [, write], newName) => {
        const text = textOf("", write("oldname"));
        const { snapshot, uri } = snapshotOf("falco_rules.yaml", text);
        const result = rename(snapshot, uri, text.indexOf("oldname") + 2, newName);
        if ("refusal" in result) {
          expect(result.refusal).toMatch(/\.$/);
          // A name of letters is never rejected.
          expect(/^[a-z][a-z0-9_]*$/.test(newName) && newName !== "other" && newName !== "third").toBe(false);
          return;
        }
        made++;
        const edits = result.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText }));
        const after = readItems(applyEdits(text, edits));
        expect(after.items.flatMap(({ item }) => item.problems)).toEqual([]);
        const namesOf = (list: ReturnType<typeof readItems>) =>
          list.items.flatMap(({ item }) => itemNames(item).map(({ kind, role, name }) => [kind, role, name]));
        expect(namesOf(after)).toEqual(
          namesOf(readItems(text)).map(([kind, role, name]) => [
            kind,
            role,
            name === "oldname" ? newName : name,
          ]),
        );
      },
    ),
    { numRuns: samples(400) },
  );
  expect(made).toBeGreaterThan(samples(100));
});

test("a name is quoted where only the whole text shows that it must be", () => {
  const text =
    "apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nspec:\n  inlineRules:\n    - rule: Shell\n      condition: >\n        spawned\r\r\n";
  const { snapshot, uri } = snapshotOf("operator.yaml", text);
  const result = rename(snapshot, uri, text.indexOf("Shell") + 2, ",");
  expect("edits" in result && result.edits.map(({ newText }) => newText)).toEqual(['","']);
});
