import { expect, it } from "vitest";
import { readingYaml } from "../../server/src/syntax/reading-yaml.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { randomFrom } from "../conformance/random.ts";

/** What is read, and in how many steps. */
function stepped(text: string, part: number) {
  const steps = readingYaml(text, 0, part);
  let count = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return { reading: step.value, count };
    count++;
  }
}

/** Entries of which texts are made. */
const ENTRIES = [
  "a: 1",
  "b:",
  "plugins:\n  - name: x\n    open_params: 'a b'\n  - {name: y, list: [1, 2]}\n  - plain\n    goes on",
  "more:\n  -\n  - - nested\n    - again\n  - ~\n  - |\n    text\n\n  - last",
  "rules_files:\n- not indented\n- [a, b]\n-\n- c: d\n  e: f",
  "engine:\n  key: value\n  other:\n    deep: 'x'\n  empty:\n\n  last: ''",
  "text: |\n  line of it\n  # no comment\n\n",
  "folded: >-\n  more\n  and more",
  "",
  "# comment",
  "c: 'quoted\n  on two lines'",
  'd: "x',
  'y: z"',
  "e: [a,\n  b]",
  "g: {h: i, j: k}",
  "l: null # why",
];

/** Lines that make something else of what is around them. */
const LINES = [
  "  # comment",
  "  - name: z",
  "  key: w",
  "  -",
  "- a",
  "f: b]",
  "? q",
  ": v",
  "m: &x 1",
  "n: *x",
  "---",
  "...",
  "\tb: 1",
  "o: p: q",
  "e: [",
];

it("texts of any lines are read as a whole text is", () => {
  const random = randomFrom(3);
  let inParts = 0;
  for (let round = 0; round < 4000; round++) {
    const entries = Array.from({ length: 2 + random(6) }, () => ENTRIES[random(ENTRIES.length)] ?? "");
    const lines = entries.join("\n").split("\n");
    if (random(2) === 0) lines.splice(random(lines.length + 1), random(2), LINES[random(LINES.length)] ?? "");
    const text = lines.join(random(8) === 0 ? "\r\n" : "\n") + (random(2) === 0 ? "\n" : "");
    const { reading, count } = stepped(text, [1, 15, 40][random(3)] ?? 1);
    if (count > 1 && reading.problems.length === 0) inParts++;
    expect(reading, JSON.stringify(text)).toEqual(readYaml(text));
  }
  expect(inParts).toBeGreaterThan(1000);
});

it.each([
  ["a long list", `plugins:\n${"  - name: a\n    init_config: b\n".repeat(100)}engine:\n  kind: kmod\n`],
  ["a list that is not indented", `rules_files:\n${"- a.yaml\n".repeat(300)}a: b\n`],
  ["a long map", `# first\nstatic_fields:\n${"  a: b\n".repeat(300)}`],
  ["many keys", `${"key: value\n".repeat(300)}`],
])("%s is read in steps that are each a part of it", (_, text) => {
  const { reading, count } = stepped(text, 200);
  expect(reading).toEqual(readYaml(text));
  expect(count).toBeGreaterThan(text.length / 400);
});
