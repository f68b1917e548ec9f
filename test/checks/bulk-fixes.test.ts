import { expect, test } from "vitest";
import { fixesOfKind, safeFixes } from "../../server/src/checks/bulk-fixes.ts";
import type { Chosen } from "../../server/src/checks/choose-fixes.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture, nameOf } from "../features/fixture.ts";

function fixed(text: string, uri: string, fixes: readonly Chosen[]): string {
  const edits = fixes.flatMap(({ fix }) => fix.edits.filter((edit) => edit.uri === uri));
  return applyEdits(
    text,
    edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
}

const TWO_KINDS = `#- a.yaml
- macro: m
  condition: evt.type = open and proc.name = ""
- rule: r
  desc: d
  condition: m
  output: o
  priority: warning
- rule: s
  desc: d
  condition: m and proc.nmae = a
  output: o
  priority: info
#- b.yaml
- rule: t
  desc: d
  condition: evt.type = open
  output: o
  priority: error
`;

test("the safe fixes of a file leave what needs a choice", () => {
  const own = fixture("#- falco.yaml\nrules_file: [a.yaml]\njson_output: false\n");
  expect(fixed(own.text(own.uri), own.uri, safeFixes(own.snapshot, own.uri, {}))).toBe(
    "rules_files: [a.yaml]\njson_output: false\n",
  );
  const rules = fixture(TWO_KINDS);
  const uri = "file:///work/a.yaml";
  const after = fixed(rules.text(uri), uri, safeFixes(rules.snapshot, uri, {}));
  expect(after).toContain("proc.nmae");
});

test("all fixes of a kind are those of its code and safety, in every file that is asked for", () => {
  const { snapshot } = fixture(TWO_KINDS);
  const uris = [...snapshot.documents.keys()];
  const kinds = uris
    .flatMap((uri) => problemsOf(snapshot, uri))
    .filter(({ fixes }) => fixes.some(({ safety }) => safety === "safe"));
  const codes = [...new Set(kinds.map(({ code }) => code))];
  expect(codes).toContain("priority-case");
  const all = fixesOfKind(snapshot, uris, {}, "priority-case", "safe");
  expect(all.map(({ fix }) => nameOf(fix.edits[0]?.uri ?? ""))).toEqual(["a.yaml", "a.yaml", "b.yaml"]);
  expect(new Set(all.map(({ problem }) => problem.code))).toEqual(new Set(["priority-case"]));
  expect(fixesOfKind(snapshot, uris.slice(1), {}, "priority-case", "safe")).toHaveLength(1);
  expect(fixesOfKind(snapshot, uris, { "priority-case": "off" }, "priority-case", "safe")).toEqual([]);
});

test("of fixes that touch each other only the first is made", () => {
  const { snapshot, uri, text } = fixture(TWO_KINDS);
  const all = safeFixes(snapshot, uri, {});
  const edits = all.flatMap(({ fix }) => fix.edits);
  for (const [at, edit] of edits.entries())
    for (const other of edits.slice(at + 1))
      expect(edit.end < other.start || other.end < edit.start || edit === other).toBe(true);
  expect(fixed(text(uri), uri, all)).not.toBe(text(uri));
});
