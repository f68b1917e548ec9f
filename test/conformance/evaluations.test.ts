import { expect, test } from "vitest";
import { createEvaluator } from "../../server/src/evaluate/condition/evaluator.ts";
import { sourceOfCondition } from "../../server/src/evaluate/condition/source.ts";
import { readJson } from "../../server/src/evaluate/values/json.ts";
import type { EventValue } from "../../server/src/evaluate/values/value.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { hasShared, sharedText } from "./load.ts";
import { catalog } from "../evaluate/ask.ts";

interface Evaluations {
  readonly condition: string;
  readonly cases: readonly {
    readonly event: Readonly<Record<string, EventValue>>;
    readonly matches: boolean;
  }[];
}

test.skipIf(!hasShared)("every answer of the engine's comparison code is ours", () => {
  const evaluator = createEvaluator(catalog);
  const wrong: string[] = [];
  let answers = 0;
  for (const line of sharedText("verdicts/evaluations.jsonl").trim().split("\n")) {
    const { condition, cases } = readJson(line) as Evaluations;
    const { tree } = parseCondition(condition);
    const compiled = evaluator.compile(tree, sourceOfCondition(tree, catalog));
    for (const { event, matches } of cases) {
      answers += 1;
      if (compiled.matches(evaluator.event(new Map(Object.entries(event)))) !== matches)
        wrong.push(`${condition} ${Object.keys(event).join(" ")}`);
    }
  }
  expect(answers).toBeGreaterThan(38_000);
  expect(wrong).toEqual([]);
});
