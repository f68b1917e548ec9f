import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { questionsAbout, questionsAt } from "../features/ask-everything.ts";
import { fixture } from "../features/fixture.ts";

/** `count` pieces, each made from its number. */
function many(count: number, piece: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => piece(at)).join("");
}

function rule(name: string, condition: string): string {
  return `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
}

const BASE = "- macro: m0\n  condition: proc.name = a\n";
const FENCE = "```";

/**
 * Files that no person writes: each would take very long, or more memory than there is, if anything grew faster than the
 * file. What is expected are all codes of problems.
 */
const FILES: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    "900 parentheses",
    "falco_rules.yaml",
    rule("r", `evt.type = open and ${"(".repeat(900)}proc.pid = 1${")".repeat(900)}`),
    [],
  ],
  ["10,000 open brackets", "falco_rules.yaml", rule("r", "(".repeat(10_000)), ["nested-too-deeply"]],
  [
    "2,000 negations",
    "falco_rules.yaml",
    rule("r", `evt.type = open and ${"not ".repeat(2000)}proc.pid = 1`),
    ["double-negation"],
  ],
  [
    "a flow sequence 20,000 deep",
    "falco_rules.yaml",
    `- list: l\n  items: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
    ["unused-list", "yaml-syntax"],
  ],
  [
    "lists that hold a list twice, 60 times",
    "falco_rules.yaml",
    `- list: l0\n  items: [a, b]\n${many(60, (at) => `- list: l${at + 1}\n  items: [l${at}, l${at}]\n`)}${rule("r", "evt.type = open and proc.name in (l60)")}`,
    [],
  ],
  [
    "macros that use a macro twice, 60 times",
    "falco_rules.yaml",
    `${BASE}${many(60, (at) => `- macro: m${at + 1}\n  condition: m${at} or m${at}\n`)}${rule("r", "evt.type = open and m60")}`,
    ["repeated-operand"],
  ],
  [
    "a chain of 3,000 macros",
    "falco_rules.yaml",
    `${BASE}${many(3000, (at) => `- macro: m${at + 1}\n  condition: m${at} or proc.pid = ${at}\n`)}${rule("r", "evt.type = open and m3000")}`,
    [],
  ],
  [
    "a ring of 3,000 macros",
    "falco_rules.yaml",
    `${many(3000, (at) => `- macro: m${at}\n  condition: m${(at + 1) % 3000}\n`)}${rule("r", "evt.type = open and m1")}`,
    ["macro-loop", "macro-order"],
  ],
  [
    "aliases that double 60 times",
    "falco_rules.yaml",
    `- list: a\n  items: &a0 [x, x]\n${many(60, (at) => `- list: l${at}\n  items: &a${at + 1} [*a${at}, *a${at}]\n`)}`,
    ["unused-list", "wrong-shape", "yaml-syntax"],
  ],
  [
    "3,000 rules",
    "falco_rules.yaml",
    many(3000, (at) => rule(`r${at}`, `evt.type = open and proc.name = p${at}`)),
    [],
  ],
  [
    "3,000 parts appended to a rule",
    "falco_rules.yaml",
    `${rule("r", "evt.type = open and proc.pid = 0")}${many(3000, (at) => `- rule: r\n  condition: and proc.pid != ${at}\n  override: {condition: append}\n`)}`,
    [],
  ],
  [
    "an exception with 8,000 values",
    "falco_rules.yaml",
    `${rule("r", "evt.type = open")}  exceptions:\n  - name: e\n    fields: [proc.name, proc.pid]\n    values:\n${many(8000, (at) => `    - [a, ${at}]\n`)}`,
    [],
  ],
  [
    "a list of 50,000 items in a line of 400 kB",
    "falco_rules.yaml",
    rule("r", `evt.type = open and proc.name in (${many(50_000, (at) => `p${at}, `)}x)`),
    [],
  ],
  [
    "8,000 comparisons in a line",
    "falco_rules.yaml",
    rule("r", `evt.type = open and (${many(8000, (at) => `proc.name = p${at} or `)}proc.name = x)`),
    [],
  ],
  ["a word of 1 MB", "falco_rules.yaml", rule("r", "a".repeat(1_000_000)), ["undefined-macro"]],
  [
    "5,000 misspelt fields in a condition",
    "falco_rules.yaml",
    rule("r", `evt.type = open and (${many(5000, (at) => `proc.nmae = p${at} or `)}proc.pid = 1)`),
    ["unknown-field"],
  ],
  [
    "10,000 unclosed quotes",
    "falco_rules.yaml",
    rule("r", `proc.name = "a\\`.repeat(10_000)),
    ["invalid-escape", "missing-connective"],
  ],
  [
    "10,000 unused macros in a template",
    "falco_rules.yaml.j2",
    `# {{ version }}\n${many(10_000, (at) => `- macro: m${at}\n  condition: fd.num = ${at}\n`)}`,
    ["unused-macro"],
  ],
  [
    "10,000 unknown keys in a template",
    "falco.yaml.j2",
    `json_output: {{ json }}\n${many(10_000, (at) => `key_${at}: 1\n`)}`,
    ["unknown-config-key"],
  ],
  [
    "20,000 percent signs in an output",
    "falco_rules.yaml",
    rule("r", "evt.type = open").replace("output: o", `output: x${" %proc.name %".repeat(10_000)}`),
    ["bare-percent"],
  ],
  ["10,000 fences", "README.md", `# falco\n${many(5000, () => `${FENCE}yaml\n- a\n${FENCE}\n`)}`, []],
  [
    "300 fenced rules",
    "README.md",
    `# falco\n${many(300, (at) => `${FENCE}yaml\n${rule(`r${at}`, "evt.type = open")}${FENCE}\n`)}`,
    [],
  ],
  ["a fence of 1 MB", "README.md", `# falco\n${"`".repeat(1_000_000)}\n`, []],
  ["a command line of 1,000 options", "run.sh", `falco ${"-o json_output=true ".repeat(1000)}\n`, []],
  ["1,000 command lines", "run.sh", "falco -A\n".repeat(1000), ["removed-option"]],
  ["a command over 3,000 lines", "run.sh", `falco ${"-A \\\n".repeat(3000)}\n`, ["removed-option"]],
  ["substitutions 10,000 deep", "run.sh", `falco ${'"$(falco '.repeat(10_000)}\n`, []],
  ["10,000 here documents", "run.sh", "falco <<EOF\n".repeat(10_000), []],
  ["200,000 blank lines", "tasks.yaml", `${"\n".repeat(200_000)}- hosts: all\n`, []],
  [
    "a configuration with 3,000 unknown keys",
    "falco.yaml",
    `rules_files: [a.yaml]\n${many(3000, (at) => `key${at}: 1\n`)}`,
    ["unknown-config-key"],
  ],
];

test.each(FILES)("%s", (_name, path, text, expected) => {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  const codes = new Set(problemsOf(snapshot, uri).map(({ code }) => code));
  expect([...codes].sort()).toEqual(expected);
  const places = [0, text.length >> 1, text.length - 1];
  for (const { ask } of [
    ...questionsAbout(snapshot, uri),
    ...places.flatMap((offset) => questionsAt(snapshot, uri, offset)),
  ])
    ask();
  expect(snapshot.documents.get(uri)?.text).toBe(text);
});
