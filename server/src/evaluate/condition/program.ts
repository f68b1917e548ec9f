import { type Condition, conditionsIn } from "../../syntax/condition/ast.ts";
import type { EvaluationEvent } from "./event.ts";

/** A test of events, and where an event holds its answer. */
export interface Test {
  readonly index: number;
  readonly run: (event: EvaluationEvent) => boolean;
}

/** Where a program ends. */
const FALSE = -1;
const TRUE = -2;

/** What an event holds of a test. */
const IS_TRUE = 1;
const IS_FALSE = 2;

/**
 * Turns a condition into tests in the order of the text, each with the one that comes next when it is true and when it is
 * false. Nothing is called within anything else, so neither long nor deep conditions take stack.
 * `testOf` gives the test of a comparison, and one that is never true for a macro or a part that is missing.
 */
export function compileProgram(
  tree: Condition,
  testOf: (node: Condition) => Test,
): (event: EvaluationEvent) => boolean {
  const sizes = sizesOf(tree);
  const sizeOf = (node: Condition): number => sizes.get(node) ?? 1;
  const count = sizeOf(tree);
  const tests: Test[] = [];
  const places = new Int32Array(count);
  const whenTrue = new Int32Array(count);
  const whenFalse = new Int32Array(count);
  const pending: Task[] = [{ node: tree, at: 0, yes: TRUE, no: FALSE }];
  for (let task = pending.pop(); task; task = pending.pop()) {
    const { node, at, yes, no } = task;
    if (node.kind === "and" || node.kind === "or") {
      let start = at;
      for (const [index, operand] of node.operands.entries()) {
        const next = start + sizeOf(operand);
        const isLast = index === node.operands.length - 1;
        const onTrue = node.kind === "and" && !isLast ? next : yes;
        const onFalse = node.kind === "or" && !isLast ? next : no;
        pending.push({ node: operand, at: start, yes: onTrue, no: onFalse });
        start = next;
      }
    } else if (node.kind === "not") pending.push({ node: node.operand, at, yes: no, no: yes });
    else if (node.kind === "group") pending.push({ node: node.body, at, yes, no });
    else {
      const test = testOf(node);
      tests[at] = test;
      places[at] = test.index;
      whenTrue[at] = yes;
      whenFalse[at] = no;
    }
  }
  return (event) => {
    const { truths } = event;
    let at = 0;
    while (at >= 0) {
      const place = places[at] as number;
      let truth = truths[place];
      if (truth !== IS_TRUE && truth !== IS_FALSE) {
        truth = (tests[at] as Test).run(event) ? IS_TRUE : IS_FALSE;
        truths[place] = truth;
      }
      at = (truth === IS_TRUE ? whenTrue[at] : whenFalse[at]) as number;
    }
    return at === TRUE;
  };
}

interface Task {
  readonly node: Condition;
  /** The first of its tests. */
  readonly at: number;
  readonly yes: number;
  readonly no: number;
}

/** How many tests each part of a tree has. Parts that are in several places are counted once. */
function sizesOf(tree: Condition): ReadonlyMap<Condition, number> {
  const sizes = new Map<Condition, number>();
  const pending = [tree];
  for (let node = pending.at(-1); node; node = pending.at(-1)) {
    const parts = conditionsIn(node);
    const open = parts.filter((part) => !sizes.has(part));
    if (open.length > 0) {
      pending.push(...open);
      continue;
    }
    pending.pop();
    const sum = parts.reduce((total, part) => total + (sizes.get(part) ?? 1), 0);
    sizes.set(node, parts.length === 0 ? 1 : sum);
  }
  return sizes;
}
