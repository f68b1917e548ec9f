import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { safeFixes } from "../../server/src/checks/bulk-fixes.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "./snapshot-of.ts";

const FOLDER = path.join(import.meta.dirname, "../fixtures/unbreakable");

/** Small inputs each of which stopped, slowed or misled the product, and large ones of one sign. */
const INPUTS: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), "utf8")] as const),
  [
    "long-output-word_rules.yaml",
    `- rule: r\n  desc: d\n  condition: evt.type=open\n  output: "%${"x".repeat(20_000)}"\n`,
  ],
  ["redos-helm-set.sh", `helm install falco falcosecurity/falco --set a=${"{".repeat(40_000)}\n`],
  ...[1500, 6000, 12_000, 20_000, 42_000].map(
    (depth) => [`deep-${depth}_falco_rules.yaml`, `- list: l\n  items: ${"[".repeat(depth)}`] as const,
  ),
];

/** What is to be found in those that hid it. */
const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "proto-operator_rules.yaml",
    ["invalid-priority", "unknown-event-type", "unknown-operator", "unknown-output-field"],
  ],
  ["engine-kind-constructor.yaml", ["unknown-config-value"]],
  ["deep-42000_falco_rules.yaml", ["yaml-syntax"]],
]);

test.each(INPUTS)("%s is read and answered", (name, text) => {
  const { snapshot, uri } = snapshotOf(name === "engine-kind-constructor.yaml" ? "falco.yaml" : name, text);
  const codes = problemsOf(snapshot, uri).map(({ code }) => code);
  for (const code of EXPECTED.get(name) ?? []) expect(codes).toContain(code);
  const step = Math.max(1, Math.floor(text.length / 60));
  for (let offset = 0; offset <= text.length; offset += step) {
    hover(snapshot, uri, offset);
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    for (const { edit } of complete(snapshot, uri, offset))
      expect(edit.span.start).toBeGreaterThanOrEqual(lineStart);
  }
});

test("no completion replaces what is before its own line", () => {
  const text = readFileSync(path.join(FOLDER, "completion-blank_rules.yaml"), "utf8");
  const { snapshot, uri } = snapshotOf("falco_rules.yaml", text);
  let offered = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    for (const { edit, label } of complete(snapshot, uri, offset)) {
      offered++;
      expect(edit.span.start, `${label} at ${offset}`).toBeGreaterThanOrEqual(lineStart);
    }
  }
  expect(offered).toBeGreaterThan(100);
});

/** Configurations in which a rename of a key meets the key that it leads to. */
const TWICE: readonly string[] = [
  "rules_file: [a]\nrules_files: [b]\n",
  "rules_file: a\nrules_file: b\n",
  "rules_files: [b]\nrules_file:\n  - a\n",
  "rules_file: [a]\nrules_file: [b]\nrules_files: [c]\n",
];

test.each(TWICE)("safe fixes lead to nothing that Falco rejects: %j", (text) => {
  const errorsIn = (source: string): readonly string[] => {
    const { snapshot, uri } = snapshotOf("falco.yaml", source);
    return problemsOf(snapshot, uri)
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  };
  const { snapshot, uri } = snapshotOf("falco.yaml", text);
  const edits = safeFixes(snapshot, uri, {}).flatMap(({ fix }) => fix.edits);
  const after = applyEdits(
    text,
    edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
  expect(
    errorsIn(after).filter((code) => !errorsIn(text).includes(code)),
    after,
  ).toEqual([]);
});
