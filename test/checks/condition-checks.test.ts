import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { conditionChecks } from "../../server/src/checks/condition-checks.ts";
import type { Rendered } from "../../server/src/checks/check.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { lintCondition } from "../../server/src/model/condition/lint.ts";
import { textOf } from "../../server/src/syntax/yaml-node.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const CHECKS = path.resolve(import.meta.dirname, "../../server/src/checks");
const catalogOf = createCatalogs();

interface Judged {
  readonly codes: readonly string[];
  /** What the first finding of the code under test says. */
  readonly rendered: Rendered | undefined;
  /** The condition after the first fix. */
  readonly after: string | undefined;
}

function judge(
  condition: string,
  code: string,
  target: "0.44.1" | "0.38.0" = "0.44.1",
  plugins: "all" | "default" = "all",
): Judged {
  const context = { catalog: catalogOf({ target, plugins }), source: "syscall" };
  const parsed = parseCondition(condition);
  const lints = parsed.problems.length === 0 ? lintCondition(parsed.tree, condition, context) : [];
  const findings = [...judgeCondition(parsed, condition, context), ...lints];
  const finding = findings.find((each) => each.code === code);
  const rendered = finding && conditionChecks.find((each) => each.code === code)?.render(finding, condition);
  const [fix] = rendered?.fixes ?? [];
  return { codes: findings.map((each) => each.code), rendered, after: fix && applyEdits(condition, fix.edits) };
}

/** The condition of the rule in a page's section, and what stands before it to say how to read it. */
function example(
  page: string,
  heading: string,
): { readonly condition: string; readonly target: "0.44.1" | "0.38.0"; readonly plugins: "all" | "default" } {
  const block = new RegExp(`## ${heading}\\n\\n\`\`\`yaml\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
  const list = readYaml(block.replace(/^#- .*\n/, "")).documents[0]?.root;
  const condition = textOf(list?.kind === "seq" ? list.items[0] : undefined, "condition");
  if (condition === undefined) throw new Error(`Section ${heading} holds no rule.`);
  return {
    condition,
    target: /target:0\.38\.0/.test(block) ? "0.38.0" : "0.44.1",
    plugins: /plugins:default/.test(block) ? "default" : "all",
  };
}

describe("each page", () => {
  test.each(conditionChecks.map((check) => check.code))("%s shows what is reported and what is not", (code) => {
    const page = readFileSync(path.join(CHECKS, `${code}.md`), "utf8");
    const wrong = example(page, "Wrong");
    const { codes, rendered } = judge(wrong.condition, code, wrong.target, wrong.plugins);
    expect(codes).toEqual([code]);
    expect(rendered?.message).toMatch(/\.$|\?$/);
    const right = example(page, "Right");
    expect(judge(right.condition, code, right.target, right.plugins).codes).toEqual([]);
  });
});
