import type { Catalog } from "../../catalog/catalog.ts";
import type { Comparison, Condition } from "../../syntax/condition/ast.ts";
import type { EventValue } from "../values/value.ts";
import { type CompiledComparison, compileComparison } from "./comparison.ts";
import { createSlots, type EvaluationEvent } from "./event.ts";
import { compileProgram, type Test } from "./program.ts";

/** A condition that can be asked of events. */
export interface CompiledCondition {
  readonly tree: Condition;
  /** Whether the engine would say that the event matches. */
  matches(event: EvaluationEvent): boolean;
  /** The test of one of its comparisons; undefined for one that Falco rejects. */
  comparison(node: Comparison): CompiledComparison | undefined;
}

/** Conditions and events that belong together. It holds what its conditions have in common as long as it lives. */
export interface Evaluator {
  /** An event for the conditions that are compiled so far. */
  event(values: ReadonlyMap<string, EventValue>): EvaluationEvent;
  compile(tree: Condition, source: string): CompiledCondition;
}

/** Comparisons of the same meaning share a place in each event, where its answer is held. */
export function createEvaluator(catalog: Catalog): Evaluator {
  const slots = createSlots();
  const tests = new Map<string, Test>();
  const shared = (key: string, run: Test["run"]): Test => {
    const known = tests.get(key);
    if (known) return known;
    const made: Test = { index: tests.size, run };
    tests.set(key, made);
    return made;
  };
  const never = shared("", () => false);
  return {
    event: (values) => ({
      values,
      slots: Array.from({ length: slots.count }),
      truths: new Uint8Array(tests.size),
    }),
    compile(tree, source) {
      const compiled = new Map<Comparison, CompiledComparison | undefined>();
      const comparison = (node: Comparison): CompiledComparison | undefined => {
        if (!compiled.has(node)) compiled.set(node, compileComparison(node, { catalog, source, slots }));
        return compiled.get(node);
      };
      const matches = compileProgram(tree, (node) => {
        const made = node.kind === "comparison" ? comparison(node) : undefined;
        return made ? shared(made.key, made.test) : never;
      });
      return { tree, matches, comparison };
    },
  };
}
