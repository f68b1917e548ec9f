import type { Catalog } from "../../catalog/catalog.ts";
import type { Comparison, Condition } from "../../syntax/condition/ast.ts";
import type { EventValue } from "../values/value.ts";
import { compileComparison, type CompiledComparison } from "./comparison.ts";
import { createSlots, type EvaluationEvent, evaluationEvent } from "./event.ts";
import { compileProgram } from "./program.ts";

/** A condition that can be asked of events. */
export interface CompiledCondition {
  readonly tree: Condition;
  /** Whether the engine would say that the event matches. */
  matches(event: EvaluationEvent): boolean;
  /** The test of one of its comparisons; undefined for one that Falco refuses. */
  comparison(node: Comparison): CompiledComparison | undefined;
}

/** Conditions and events that belong together. Events made by one evaluator are for its own conditions. */
export interface Evaluator {
  event(values: ReadonlyMap<string, EventValue>): EvaluationEvent;
  compile(tree: Condition, source: string): CompiledCondition;
}

export function createEvaluator(catalog: Catalog): Evaluator {
  const slots = createSlots();
  return {
    event: evaluationEvent,
    compile(tree, source) {
      const compiled = new Map<Comparison, CompiledComparison | undefined>();
      const comparison = (node: Comparison): CompiledComparison | undefined => {
        if (!compiled.has(node)) compiled.set(node, compileComparison(node, { catalog, source, slots }));
        return compiled.get(node);
      };
      const matches = compileProgram(tree, (node) =>
        node.kind === "comparison" ? comparison(node)?.test : undefined,
      );
      return { tree, matches, comparison };
    },
  };
}
