import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePlugins } from "../../server/src/catalog/plugins.ts";
import { readVersion } from "../../server/src/catalog/version.ts";
import type { Problem } from "../../server/src/checks/check.ts";
import { conditionChecks } from "../../server/src/checks/conditions/condition-checks.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

/** What is told of a rules file, and its text. A first line `#- target:0.38.0 plugins:default` says for whom. */
function problemsIn(
  example: string,
  code: string,
): { readonly problems: readonly Problem[]; readonly text: string } {
  const [, header, text] = /^(#- .*\n)?([^]*)$/.exec(example) ?? [];
  const target = readVersion(/target:(\S+)/.exec(header ?? "")?.[1] ?? "0.44.1");
  const plugins = parsePlugins(/plugins:(\S+)/.exec(header ?? "")?.[1] ?? "all").value;
  const { snapshot, uri } = fixture(text ?? "", { ...(target && { target }), plugins });
  const isOptional = conditionChecks.some((check) => check.code === code && check.optional);
  return { problems: problemsOf(snapshot, uri, isOptional ? { [code]: "hint" } : {}), text: text ?? "" };
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => problem.code);
}

function exampleIn(page: string, heading: string): string {
  const block = new RegExp(`## ${heading}\\n\\n\`\`\`yaml\\n([^]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`Section ${heading} has no example.`);
  return block;
}

describe("each page", () => {
  test.each(conditionChecks.map((check) => check.code))(
    "%s shows what is reported, how it is fixed, and what is fine",
    (code) => {
      const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");
      expect(page.match(/^#+ .*$/gm)).toEqual([
        `# ${code}`,
        "## What it does",
        "## Why",
        "## Wrong",
        "## Right",
        "## Fix",
      ]);
      const wrong = exampleIn(page, "Wrong");
      const { problems, text } = problemsIn(wrong, code);
      expect(codesOf(problems)).toEqual([code]);
      for (const { message, fixes } of problems) {
        expect(message).toMatch(/[.?]$/);
        for (const { edits } of fixes) {
          const after = applyEdits(
            text,
            edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
          );
          expect(
            codesOf(problemsIn(wrong.slice(0, wrong.length - text.length) + after, code).problems),
          ).toEqual([]);
        }
      }
      expect(codesOf(problemsIn(exampleIn(page, "Right"), code).problems)).toEqual([]);
    },
  );
});

test("a check that is off by itself is on with a severity", () => {
  const { snapshot, uri } = fixture(
    "- macro: m\n  condition: not proc.name = a\n- rule: r\n  desc: d\n  condition: evt.type = open and m\n  output: o\n  priority: INFO\n",
  );
  expect(codesOf(problemsOf(snapshot, uri))).toEqual([]);
  expect(problemsOf(snapshot, uri, { "negated-absence": "warning" })).toMatchObject([
    { code: "negated-absence", severity: "warning" },
  ]);
  expect(codesOf(problemsOf(snapshot, uri, { "negated-absence": "off" }))).toEqual([]);
});
