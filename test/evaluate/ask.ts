import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { createEvaluator } from "../../server/src/evaluate/condition/evaluator.ts";
import { sourceOfCondition } from "../../server/src/evaluate/condition/source.ts";
import type { EventValue } from "../../server/src/evaluate/values/value.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";

export const catalog = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });
const evaluator = createEvaluator(catalog);

export type Fields = Readonly<Record<string, EventValue>>;

/** Whether a condition matches an event. Fails for a condition that does not parse. */
export function ask(condition: string, fields: Fields): boolean {
  const { tree, problems } = parseCondition(condition);
  if (problems.length > 0) throw new Error(`${condition}: ${problems.map(({ code }) => code).join(", ")}`);
  const compiled = evaluator.compile(tree, sourceOfCondition(tree, catalog));
  return compiled.matches(evaluator.event(new Map(Object.entries(fields))));
}
