import type { Condition } from "./ast.ts";
import { ConditionGrammar } from "./grammar.ts";
import { logicBuilder } from "./logic-builder.ts";
import { reporter, type SyntaxProblem } from "./syntax-problem.ts";
import { tokensOf } from "./tokens.ts";

export interface ParsedCondition {
  readonly tree: Condition;
  /** In the order of the text. There are none exactly where Falco's grammar accepts the condition. */
  readonly problems: readonly SyntaxProblem[];
}

let grammar: ConditionGrammar | undefined;

/**
 * The tree of a condition and what is wrong with its shape. Never throws; whatever comes in, a tree comes out.
 * Lists are not expanded here: the text is read as it is.
 */
export function parseCondition(text: string): ParsedCondition {
  // Setting up the grammar takes tens of milliseconds, so it waits for the first condition.
  grammar ??= new ConditionGrammar({ isValidated: false });
  const found = reporter();
  const builder = logicBuilder(text, found);
  grammar.read(tokensOf(text), { text, builder, reporter: found });
  const tree = builder.finish();
  return { tree, problems: found.finish() };
}
