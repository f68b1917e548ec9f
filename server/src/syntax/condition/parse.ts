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

/** Who words a finding often needs the tree of the condition that was judged just before. */
let last: { readonly text: string; readonly parsed: ParsedCondition } | undefined;

/**
 * The tree of a condition and what is wrong with its shape. Never throws; whatever comes in, a tree comes out.
 * Lists are not expanded here: the text is read as it is.
 */
export function parseCondition(text: string): ParsedCondition {
  if (last?.text !== text) last = { text, parsed: parse(text) };
  return last.parsed;
}

function parse(text: string): ParsedCondition {
  // Setting up the grammar takes tens of milliseconds, so it waits for the first condition.
  grammar ??= new ConditionGrammar({ isValidated: false });
  const found = reporter();
  const builder = logicBuilder(text, found);
  const tokens = tokensOf(text);
  grammar.read(tokens, { text, builder, reporter: found });
  const tree = builder.finish();
  return { tree, problems: withSwallowingQuotes(found.finish(), tokens) };
}

const KEYWORD = /[ \t\r\n\b]+(?:and|or)[ \t\r\n\b(]/;

/**
 * Where a closing quote is missing, the text runs on to the quote that opens the next one, and what then follows fits
 * nowhere. The mistake is the first quote, so the problem is told there.
 */
function withSwallowingQuotes(problems: readonly SyntaxProblem[], tokens: readonly IToken[]): readonly SyntaxProblem[] {
  if (!problems.some(isMisfit)) return problems;
  const suspects = tokens.filter((token) => tokenMatcher(token, QuotedText) && KEYWORD.test(token.image));
  const byEnd = new Map(suspects.map((token) => [spanOf(token).end, token]));
  return problems.map((problem) => {
    const token = isMisfit(problem) ? byEnd.get(problem.span.start) : undefined;
    return token ? swallowingQuote(token) : problem;
  });
}

function isMisfit({ code }: SyntaxProblem): boolean {
  return code === "unexpected-token" || code === "missing-connective";
}

function swallowingQuote(token: IToken): SyntaxProblem {
  const { start, end } = spanOf(token);
  const close = start + token.image.search(KEYWORD);
  const related = [
    { start: close, end: close, message: "It probably ends here." },
    { start: end, end, message: "Falco takes it to end here." },
  ];
  const quote = token.image.charAt(0);
  return { code: "unclosed-quote", span: { start, end: start + 1 }, quote, endsInBackslash: false, related };
}
