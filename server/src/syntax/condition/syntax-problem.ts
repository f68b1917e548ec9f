import type { Span } from "../../text/span.ts";

export type Bracket = "group" | "list" | "call" | "argument";

/** One mistake in the shape of a condition, on the smallest stretch that is wrong. Falco rejects all of them. */
export type SyntaxProblem = Placed &
  (
    | { readonly code: "empty-condition" }
    /** It explains all that is wrong: with plain characters, the condition can be read. */
    | { readonly code: "foreign-character" }
    /** Nothing is before or after a keyword, or in a bracket. */
    | { readonly code: "missing-operand"; readonly side: "before" | "after"; readonly word: string }
    | { readonly code: "missing-operator"; readonly left: string; readonly value?: string }
    | { readonly code: "unknown-operator"; readonly name: string }
    /** A call of something that is not a transformer, or of `val` where it has no place. */
    | { readonly code: "unknown-transformer"; readonly name: string }
    | { readonly code: "missing-value"; readonly operator: string }
    /** Two checks side by side. `word` is the second as far as it names it. */
    | { readonly code: "missing-connective"; readonly word: string; readonly afterValue: boolean }
    | { readonly code: "unexpected-token"; readonly text: string }
    | { readonly code: "unclosed-bracket"; readonly bracket: Bracket }
    | { readonly code: "unopened-bracket" }
    | { readonly code: "unclosed-quote"; readonly quote: string; readonly endsInBackslash: boolean }
    | { readonly code: "invalid-escape"; readonly escape: string; readonly quote: string }
    /** `negates` is where `not` belongs when the operator was written with one. */
    | {
        readonly code: "wrong-keyword";
        readonly written: string;
        readonly meant: string;
        readonly negates?: number;
      }
    | { readonly code: "glued-keyword"; readonly keyword: string; readonly side: "before" | "after" }
    | {
        readonly code: "number-expected";
        readonly operator: string;
        readonly text: string;
        readonly value: string;
      }
    | { readonly code: "list-expected"; readonly operator: string; readonly text: string }
    | {
        readonly code: "unexpected-list";
        readonly operator: string;
        readonly operatorSpan: Span;
        readonly items: number;
      }
    /** `keyword` is what was written instead of the comma; absent where nothing was. */
    | { readonly code: "missing-comma"; readonly keyword?: string }
    | { readonly code: "missing-item"; readonly of: "list" | "call" }
    | { readonly code: "nested-list" }
    | { readonly code: "invalid-call-argument"; readonly call: string; readonly text: string }
    | { readonly code: "invalid-field-argument"; readonly text: string }
    | { readonly code: "comment-in-condition" }
    | { readonly code: "nested-too-deeply" }
  );

export type SyntaxCode = SyntaxProblem["code"];

interface Placed {
  readonly span: Span;
  readonly related?: readonly (Span & { readonly message: string })[];
}

/**
 * Collects problems. After one that leaves open how to read on nothing is reported up to the next keyword: it would be
 * guesswork. After a slip, where something is missing that may be nearby, what is then too much is not reported.
 */
export class Reporter {
  private readonly problems: SyntaxProblem[] = [];
  /** Since the last keyword. */
  private recent: { readonly problem: SyntaxProblem; readonly at: number }[] = [];
  private lost: SyntaxProblem | undefined;
  private lostAt = NOWHERE;
  private slipped = NO_SLIP;

  /** Whether the way is lost since the last `resume`. */
  isLost(): boolean {
    return this.lost !== undefined;
  }

  report(problem: SyntaxProblem): void {
    this.recent.push({ problem, at: problem.span.start });
  }

  /** Reports a problem; after `at`, by default its start, the way is lost. */
  lose(problem: SyntaxProblem, at = problem.span.start): void {
    this.recent.push({ problem, at });
    if (at >= this.lostAt) return;
    this.lost = problem;
    this.lostAt = at;
  }

  /** Reports a problem that explains a word too many after it. */
  slip(problem: SyntaxProblem): void {
    const at = problem.span.start;
    this.recent.push({ problem, at });
    if (at < this.slipped.at) this.slipped = { at, explains: SPARE_WORD };
  }

  /** A keyword: the way is found again. A slip lasts where the keyword itself is wrong. */
  resume(endsSlip: boolean): void {
    if (this.recent.length > 0) this.settle(endsSlip);
    else if (endsSlip) this.slipped = NO_SLIP;
  }

  /** All problems in the order of the text. */
  finish(): readonly SyntaxProblem[] {
    this.resume(true);
    return this.problems.sort((a, b) => a.span.start - b.span.start);
  }

  private settle(endsSlip: boolean): void {
    const { recent, lost, lostAt } = this;
    let told: SyntaxProblem | undefined;
    for (const { problem, at } of recent) {
      if (problem !== lost && at >= lostAt) continue;
      if (at > this.slipped.at && this.slipped.explains.has(problem.code)) this.slipped = NO_SLIP;
      else {
        this.problems.push(problem);
        told = problem;
      }
    }
    if (endsSlip) this.slipped = NO_SLIP;
    // After two words side by side the keyword that belongs between them may be nearby, within a check too.
    if (lost?.code === "missing-connective" && told === lost) {
      const isTorn = recent.some(({ problem }) => problem.code === "missing-operator");
      this.slipped = { at: lostAt, explains: isTorn ? SPARE_WORD : SPARE_KEYWORD };
    }
    this.lost = undefined;
    this.lostAt = NOWHERE;
    this.recent = [];
  }
}

/** After any text. */
const NOWHERE = 2 ** 30;

/** A mistake that explains one after it. */
interface Slip {
  readonly at: number;
  readonly explains: ReadonlySet<SyntaxCode>;
}

/** What is reported of the word that is missing elsewhere. */
const SPARE_WORD: ReadonlySet<SyntaxCode> = new Set([
  "missing-operator",
  "missing-connective",
  "unexpected-token",
  "missing-comma",
  "unopened-bracket",
  "missing-operand",
]);
const SPARE_KEYWORD: ReadonlySet<SyntaxCode> = new Set(["missing-operand"]);
const NO_SLIP: Slip = { at: NOWHERE, explains: new Set() };
