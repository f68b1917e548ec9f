import type { Catalog } from "../../server/src/catalog/catalog.ts";
import { typeGroup } from "../../server/src/catalog/language.ts";
import { createEvaluator } from "../../server/src/evaluate/condition/evaluator.ts";
import type { EventValue } from "../../server/src/evaluate/values/value.ts";
import { type Condition, walk } from "../../server/src/syntax/condition/ast.ts";
import type { Random } from "./random.ts";

/** Whether two conditions have the same answers to so many made events. */
export function haveSameAnswers(
  one: Condition,
  other: Condition,
  catalog: Catalog,
  events: number,
  random: Random,
  source = "syscall",
): boolean {
  const evaluator = createEvaluator(catalog);
  const [first, second] = [evaluator.compile(one, source), evaluator.compile(other, source)];
  const values = valuesByField([one, other], catalog);
  for (let at = 0; at < events; at++) {
    const event = evaluator.event(randomEvent(values, random));
    if (first.matches(event) !== second.matches(event)) return false;
  }
  return true;
}

/** What each field is compared with, and a value that it is not compared with. */
export function valuesByField(trees: readonly Condition[], catalog: Catalog): Map<string, EventValue[]> {
  const found = new Map<string, EventValue[]>();
  for (const node of trees.flatMap((tree) => walk(tree))) {
    if (node.kind !== "comparison" || node.left.kind !== "field") continue;
    const field = catalog.field(node.left.name);
    const group = field && typeGroup(field.type);
    const key = node.left.arg ? `${node.left.name}[${node.left.arg.text}]` : node.left.name;
    const values = found.get(key) ?? [];
    found.set(key, values);
    const texts =
      node.right?.kind === "text"
        ? [node.right.text]
        : node.right?.kind === "list"
          ? node.right.items.flatMap((item) => (item.kind === "text" ? [item.text] : []))
          : [];
    for (const text of [...texts, group === "number" ? "3" : "other"]) {
      const number = Number(text);
      const value = group === "number" ? number : group === "boolean" ? text === "true" : text;
      if (group !== "number" || Number.isFinite(number)) values.push(value);
    }
  }
  return found;
}

export function randomEvent(
  values: ReadonlyMap<string, readonly EventValue[]>,
  next: Random,
): ReadonlyMap<string, EventValue> {
  const event = new Map<string, EventValue>();
  for (const [field, known] of values) {
    const value = known[next(known.length + 1)];
    if (value !== undefined) event.set(field, value);
  }
  return event;
}
