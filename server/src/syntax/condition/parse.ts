import { type IToken, tokenMatcher } from "chevrotain";
import type { Condition } from "./ast.ts";
import { ConditionGrammar } from "./grammar.ts";
import { logicBuilder, spanOf } from "./logic-builder.ts";
import { reporter, type SyntaxProblem } from "./syntax-problem.ts";
import { QuotedText, tokensOf } from "./tokens.ts";

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
  const tokens = tokensOf(text);
  grammar.read(tokens, { text, builder, reporter: found });
  const tree = builder.finish();
  return { tree, problems: found.finish().map((problem) => swallowingQuote(problem, tokens) ?? problem) };
}

const KEYWORD = /[ \t\r\n\b]+(?:and|or)[ \t\r\n\b(]/;

/**
 * Where a closing quote is missing, the text runs on to the quote that opens the next one, and what then follows fits
 * nowhere. The mistake is the first quote, so the problem is told there.
 */
function swallowingQuote(problem: SyntaxProblem, tokens: readonly IToken[]): SyntaxProblem | undefined {
  if (problem.code !== "unexpected-token" && problem.code !== "missing-connective") return undefined;
  const token = tokens.find((each) => spanOf(each).end === problem.span.start);
  const keyword = token && tokenMatcher(token, QuotedText) ? KEYWORD.exec(token.image) : undefined;
  if (!token || !keyword) return undefined;
  const { start, end } = spanOf(token);
  const close = start + keyword.index;
  const related = [
    { start: close, end: close, message: "It probably ends here." },
    { start: end, end, message: "Falco takes it to end here." },
  ];
  const quote = token.image.charAt(0);
  return { code: "unclosed-quote", span: { start, end: start + 1 }, quote, endsInBackslash: false, related };
}
