import type { Condition } from "./ast.ts";
import { readTokens } from "./grammar.ts";
import { tokensOf } from "./lexer.ts";
import { logicBuilder } from "./logic-builder.ts";
import { reporter, type SyntaxProblem } from "./syntax-problem.ts";
import type { Token } from "./tokens.ts";

export interface ParsedCondition {
  readonly tree: Condition;
  /** In the order of the text. There are none exactly where Falco's grammar accepts the condition. */
  readonly problems: readonly SyntaxProblem[];
}

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
  const found = reporter();
  const builder = logicBuilder(text, found);
  const tokens = tokensOf(text);
  readTokens(tokens, { text, builder, reporter: found });
  const tree = builder.finish();
  return { tree, problems: withSwallowingQuotes(found.finish(), tokens) };
}

const KEYWORD = /[ \t\r\n\b]+(?:and|or)[ \t\r\n\b(]/;

/**
 * Where a closing quote is missing, the text runs on to the quote that opens the next one, and what then follows fits
 * nowhere. The mistake is the first quote, so the problem is told there.
 */
function withSwallowingQuotes(problems: readonly SyntaxProblem[], tokens: readonly Token[]): readonly SyntaxProblem[] {
  if (!problems.some(isMisfit)) return problems;
  const suspects = tokens.filter((token) => token.kind === "quoted" && KEYWORD.test(token.image));
  const byEnd = new Map(suspects.map((token) => [token.span.end, token]));
  return problems.map((problem) => {
    const token = isMisfit(problem) ? byEnd.get(problem.span.start) : undefined;
    return token ? swallowingQuote(token) : problem;
  });
}

function isMisfit({ code }: SyntaxProblem): boolean {
  return code === "unexpected-token" || code === "missing-connective";
}

function swallowingQuote(token: Token): SyntaxProblem {
  const { start, end } = token.span;
  const close = start + token.image.search(KEYWORD);
  const related = [
    { start: close, end: close, message: "It probably ends here." },
    { start: end, end, message: "Falco takes it to end here." },
  ];
  const quote = token.image.charAt(0);
  return { code: "unclosed-quote", span: { start, end: start + 1 }, quote, endsInBackslash: false, related };
}
