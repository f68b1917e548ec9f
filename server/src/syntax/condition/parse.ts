import { foreignCharacters, plainText } from "../../text/foreign-characters.ts";
import { keptLast, once } from "../../text/kept.ts";
import type { Condition } from "./ast.ts";
import { ConditionGrammar } from "./grammar.ts";
import { tokensOf } from "./lexer.ts";
import { withListKeywords } from "./list-keywords.ts";
import { LogicBuilder } from "./logic-builder.ts";
import { Reporter, type SyntaxProblem } from "./syntax-problem.ts";
import type { Token } from "./tokens.ts";

export interface ParsedCondition {
  readonly tree: Condition;
  /** In the order of the text. There are none exactly where Falco's grammar accepts the condition. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * The tree of a condition and what is wrong with its shape. Never throws; whatever comes in, a tree comes out.
 * Lists are not expanded here: the text is read as it is.
 */
export function parseCondition(text: string): ParsedCondition {
  return lastParsed(text);
}

/** Who words a finding often needs the tree of the condition that was evaluated just before. */
const lastParsed = keptLast(parse);

function parse(text: string): ParsedCondition {
  const parsed = parsePlain(text);
  if (parsed.problems.length === 0) return parsed;
  const [foreign] = foreignCharacters(text);
  if (!foreign || parsePlain(plainText(text)).problems.length > 0) return parsed;
  return { tree: parsed.tree, problems: [{ code: "foreign-character", span: foreign.span }] };
}

function parsePlain(text: string): ParsedCondition {
  const found = new Reporter();
  const builder = new LogicBuilder(text, found);
  const tokens = withListKeywords(tokensOf(text));
  grammar().read(tokens, { text, builder, reporter: found });
  const tree = builder.finish();
  return { tree, problems: withSwallowingQuotes(found.finish(), tokens) };
}

/** Made when the first condition is read, and only once: it records itself, which takes longer than a few thousand conditions. */
const grammar = once(() => new ConditionGrammar({ isValidated: false }));

/** Makes the grammar ready, so that the first condition need not wait for it. For idle moments. */
export function prepareGrammar(): void {
  grammar();
}

const KEYWORD = /(?<![ \t\r\n\b])[ \t\r\n\b]+(?:and|or)[ \t\r\n\b(]/;

/** In `("a, "b")` the second quote is meant to open. */
const COMMA_AT_END = /,[ \t\r\n\b]*["']$/;

/** A quote that a backslash keeps from closing, where a closing one would fit. */
const KEPT_OPEN = /\\["'](?=[ \t\r\n\b]*(?:[,)]|(?:and|or)[ \t\r\n\b(]))/;

/**
 * Where a closing quote is missing, the text runs on to the quote that opens the next one, and what then follows fits
 * nowhere. The mistake is the first quote, so the problem is reported there.
 */
function withSwallowingQuotes(
  problems: readonly SyntaxProblem[],
  tokens: readonly Token[],
): readonly SyntaxProblem[] {
  if (!problems.some(isMisfit)) return problems;
  const suspects = tokens.filter((token) => token.kind === "quoted" && probableLength(token) !== undefined);
  const byEnd = new Map(suspects.map((token) => [token.span.end, token]));
  const swallowing = problems.flatMap(
    (problem) => (isMisfit(problem) && byEnd.get(problem.span.start)) || [],
  );
  return problems.flatMap((problem) => {
    const token = isMisfit(problem) ? byEnd.get(problem.span.start) : undefined;
    if (token) return swallowingQuote(token);
    // What closes a bracket around such a text may have become part of another.
    const isExplained =
      problem.code === "unclosed-bracket" && swallowing.some(({ span }) => problem.span.start < span.start);
    return isExplained ? [] : problem;
  });
}

/** How long a text that runs on was meant to be; undefined where it does not look like one. */
function probableLength({ image }: Token): number | undefined {
  const kept = KEPT_OPEN.exec(image);
  const keptEnd = kept?.[0].endsWith(image.charAt(0)) ? kept.index + kept[0].length : -1;
  const [first] = [image.search(KEYWORD), image.search(COMMA_AT_END), keptEnd]
    .filter((end) => end > 0)
    .sort((a, b) => a - b);
  return first;
}

function isMisfit({ code }: SyntaxProblem): boolean {
  return code === "unexpected-token" || code === "missing-connective" || code === "missing-comma";
}

function swallowingQuote(token: Token): SyntaxProblem {
  const { start, end } = token.span;
  const written = token.image.slice(0, probableLength(token));
  const close = start + written.length;
  const related = [
    { start: close, end: close, message: "It probably ends here." },
    { start: end, end, message: "Falco reads it as ending here." },
  ];
  const endsInBackslash = written.length > 1 && /\\["']$/.test(written);
  return {
    code: "unclosed-quote",
    span: { start, end: start + 1 },
    quote: token.image.charAt(0),
    endsInBackslash,
    related,
  };
}
