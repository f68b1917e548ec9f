import type { Condition } from "../../syntax/condition/ast.ts";
import type { EvaluationEvent } from "./event.ts";

type Test = (event: EvaluationEvent) => boolean;

/** Where a program ends. */
const FALSE = -1;
const TRUE = -2;

/**
 * Turns a condition into tests in the order of the text, each with the one that comes next when it is true and when it is
 * false. Nothing is called within anything else, so neither long nor deep conditions take stack.
 * `testOf` gives the test of a comparison; a macro or a part that is missing is never true.
 */
export function compileProgram(tree: Condition, testOf: (node: Condition) => Test | undefined): Test {
  const tests: Test[] = [];
  const whenTrue: number[] = [];
  const whenFalse: number[] = [];
  const sizes = sizesOf(tree);
  const sizeOf = (node: Condition): number => sizes.get(node) ?? 1;
  const pending: Task[] = [{ node: tree, at: 0, yes: TRUE, no: FALSE }];
  for (let task = pending.pop(); task; task = pending.pop()) {
    const { node, at, yes, no } = task;
    switch (node.kind) {
      case "and":
      case "or": {
        let start = at;
        for (const [index, operand] of node.operands.entries()) {
          const next = start + sizeOf(operand);
          const isLast = index === node.operands.length - 1;
          const goesOn = isLast ? undefined : next;
          pending.push({
            node: operand,
            at: start,
            yes: node.kind === "and" ? (goesOn ?? yes) : yes,
            no: node.kind === "or" ? (goesOn ?? no) : no,
          });
          start = next;
        }
        break;
      }
      case "not":
        pending.push({ node: node.operand, at, yes: no, no: yes });
        break;
      case "group":
        pending.push({ node: node.body, at, yes, no });
        break;
      default:
        tests[at] = testOf(node) ?? NEVER;
        whenTrue[at] = yes;
        whenFalse[at] = no;
    }
  }
  const [only, ...others] = tests;
  if (only && others.length === 0) return whenTrue[0] === TRUE ? only : (event) => !only(event);
  return (event) => {
    let at = 0;
    while (at >= 0) at = (tests[at] as Test)(event) ? (whenTrue[at] as number) : (whenFalse[at] as number);
    return at === TRUE;
  };
}

interface Task {
  readonly node: Condition;
  readonly at: number;
  readonly yes: number;
  readonly no: number;
}

const NEVER: Test = () => false;

/** How many tests each part of a tree has. Parts that stand in several places are counted once. */
function sizesOf(tree: Condition): ReadonlyMap<Condition, number> {
  const sizes = new Map<Condition, number>();
  const pending = [tree];
  for (let node = pending.at(-1); node; node = pending.at(-1)) {
    const parts =
      node.kind === "and" || node.kind === "or"
        ? node.operands
        : node.kind === "not"
          ? [node.operand]
          : node.kind === "group"
            ? [node.body]
            : [];
    const open = parts.filter((part) => !sizes.has(part));
    if (open.length > 0) {
      pending.push(...open);
      continue;
    }
    pending.pop();
    sizes.set(node, parts.length === 0 ? 1 : parts.reduce((sum, part) => sum + (sizes.get(part) ?? 1), 0));
  }
  return sizes;
}
