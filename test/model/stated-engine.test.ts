import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

const CODES = ["low-engine-version", "high-engine-version", "missing-engine-version"] as const;
const ON = Object.fromEntries(CODES.map((code) => [code, "hint" as const]));

/** Findings on the stated engine, and the file after the first fix. */
function engine(
  text: string,
  severities: typeof ON = ON,
): { readonly codes: readonly string[]; readonly after?: string } {
  const { snapshot, uri } = fixture(text);
  const found = problemsOf(snapshot, uri, severities).filter(({ code }) => CODES.some((one) => one === code));
  const edits = found[0]?.fixes[0]?.edits.map(({ start, end, newText }) => ({
    span: { start, end },
    newText,
  }));
  return { codes: found.map(({ code }) => code), ...(edits && { after: applyEdits(text, edits) }) };
}

const ONEOF = "- macro: m\n  condition: proc.name = oneof (a, b)\n";

test.each([
  ["an operator", "- macro: m\n  condition: proc.name regex a+\n", "0.43.0"],
  ["a modifier", ONEOF, "0.62.0"],
  ["a transformer", "- macro: m\n  condition: len(fd.types) > 1\n", "0.46.0"],
  [
    "a field in an output",
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o %proc.is_exe_from_memfd\n  priority: INFO\n",
    "26",
  ],
  ["a key", "- macro: m\n  condition: or proc.name = a\n  override: {condition: append}\n", "0.31.0"],
  ["what is appended", "- macro: m\n  append: true\n  condition: and proc.name iglob a\n", "0.40.0"],
])("%s says the engine", (_what, item, needed) => {
  const { codes, after } = engine(`- required_engine_version: 5 # ours\n${item}`);
  expect(codes).toEqual(["low-engine-version"]);
  expect(after).toBe(`- required_engine_version: ${needed} # ours\n${item}`);
});

test("what is stated just right is left alone", () => {
  expect(engine(`- required_engine_version: 0.62.0\n${ONEOF}`).codes).toEqual([]);
});

test("by itself only a version that is too low is reported, as a hint", () => {
  expect(engine(ONEOF, {}).codes).toEqual([]);
  expect(
    engine("- required_engine_version: 0.62.0\n- macro: m\n  condition: proc.name = a\n", {}).codes,
  ).toEqual([]);
  const { snapshot, uri } = fixture(`- required_engine_version: 0.61.0\n${ONEOF}`);
  expect(problemsOf(snapshot, uri)).toContainEqual(
    expect.objectContaining({ code: "low-engine-version", severity: "hint" }),
  );
});

test("a missing version is put before the first item", () => {
  expect(engine(`# ours\n${ONEOF}`)).toEqual({
    codes: ["missing-engine-version"],
    after: `# ours\n- required_engine_version: 0.62.0\n\n${ONEOF}`,
  });
});

test("rules that are left out where a field is unknown ask for nothing", () => {
  const rule =
    "- rule: r\n  desc: d\n  condition: proc.name = oneof (a)\n  output: o\n  priority: INFO\n  skip-if-unknown-filter: true\n";
  expect(engine(`- required_engine_version: 0.31.0\n${rule}`, {}).codes).toEqual([]);
});

test("hover on a rule's name says the engine and why", () => {
  const { snapshot, uri, offset } = fixture(
    "- rule: R$0\n  desc: d\n  condition: evt.type = open and proc.name = oneof (a, b)\n  output: o\n  priority: INFO\n",
  );
  expect(hover(snapshot, uri, offset)?.markdown).toContain(
    "Engine: 0.62.0 or newer, for `oneof` (Falco 0.44.0).",
  );
});

describe("each page", () => {
  test.each(CODES)("%s shows what is reported, how it is fixed, and what is fine", (code) => {
    const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");
    const [wrong = "", right = ""] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(
      (block) => block[1] ?? "",
    );
    expect(engine(right).codes).toEqual([]);
    expect(engine(wrong).codes).toEqual([code]);
    expect(engine(wrong).after?.replace("\n\n", "\n")).toBe(right);
  });
});

test("a file that needs nothing new may state any old engine", () => {
  expect(engine("- required_engine_version: 2\n- macro: m\n  condition: proc.name = a\n", {}).codes).toEqual(
    [],
  );
});
