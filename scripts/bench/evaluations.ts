import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { createEvaluator } from "../../server/src/evaluate/condition/evaluator.ts";
import type { EventValue } from "../../server/src/evaluate/values/value.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { type Comparison, type Condition, walk } from "../../server/src/syntax/condition/ast.ts";

const COUNT = 1000;

/** Prints how many evaluations of a rules text's conditions on made events one core does in a second, warm. */
export function benchEvaluations(rulesText: string): void {
  const trees = treesOf(rulesText);
  const evaluator = createEvaluator(createCatalogs()({ target: NEWEST_FALCO, plugins: "all" }));
  const conditions = Array.from({ length: COUNT }, (_, i) => trees[i % trees.length]).flatMap((tree) =>
    tree ? [evaluator.compile(tree, "syscall")] : [],
  );
  const values = madeEvents(trees);
  const rates: number[] = [];
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 8; round++) {
    const events = values.map((each) => evaluator.event(each));
    const began = process.cpuUsage();
    let matches = 0;
    for (const event of events) for (const condition of conditions) if (condition.matches(event)) matches++;
    const { user, system } = process.cpuUsage(began);
    if (round >= 3 && matches >= 0) rates.push((conditions.length * events.length) / ((user + system) / 1e6));
  }
  const rate = rates.toSorted((a, b) => a - b)[rates.length >> 1] ?? 0;
  const grown = (process.memoryUsage().heapUsed - before) / 1e6;
  console.log(
    `${conditions.length} conditions on ${values.length} events: ${(rate / 1e6).toFixed(2)} million evaluations in a second of processor time (aim: 1.00); heap ${grown.toFixed(0)} MB larger`,
  );
}

function treesOf(rulesText: string): readonly Condition[] {
  const document = readDocument("file:///bench.yaml", "bench.yaml", rulesText, undefined, { as: "rules" });
  const settings = { ...DEFAULT_SETTINGS, exactRuleset: [document.uri] };
  const { rulesets } = createWorkspace().snapshot(new Map([[document.uri, document]]), settings);
  return rulesets.flatMap(({ rules }) =>
    [...rules.compiled.rules.values()].flatMap(({ expanded }) => expanded ?? []),
  );
}

/** Events whose values are in the conditions, so that many comparisons are true. The same in every run. */
function madeEvents(trees: readonly Condition[]): readonly ReadonlyMap<string, EventValue>[] {
  let seed = 42;
  const below = (limit: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  const comparisons = trees.map((tree) =>
    walk(tree).filter((node): node is Comparison => node.kind === "comparison"),
  );
  return Array.from({ length: COUNT }, () => {
    const values = new Map<string, EventValue>();
    for (let i = 0; i < 3; i++) {
      for (const { left, right } of comparisons[below(comparisons.length)] ?? []) {
        const items = right?.kind === "list" ? right.items : [right];
        const item = items[below(Math.max(1, items.length))];
        if (left.kind === "field" && item?.kind === "text") values.set(left.name, item.text);
      }
    }
    return values;
  });
}
