import { type Span, span } from "../../text/span.ts";
import type { Condition } from "./ast.ts";
import { Frame } from "./logic-frame.ts";
import { groupNode } from "./packed-nodes.ts";
import type { Reporter } from "./syntax-problem.ts";
import type { Token } from "./tokens.ts";

/**
 * Maximum depth of nested parentheses and `not`s that are parsed. Falco accepts more, but each visitor of the tree is
 * recursive, each level adds up to three nodes, and an engine that runs out of stack can end the process.
 */
export const MAX_DEPTH = 1000;

/**
 * Combines checks, keywords and parentheses in the order of the text. Open parentheses are frames on a stack of its
 * own, so that nesting uses no call stack. `not` binds closer than `and`, and `and` closer than `or`.
 */
export class LogicBuilder {
  private readonly frames: Frame[] = [new Frame(undefined, false, 0)];
  /** Parentheses that are open beyond the maximum depth. */
  private ignored = 0;
  /** Lists and calls that are not closed. */
  private unclosed = 0;
  /** Parentheses that are open within lists. */
  private nested = 0;

  constructor(
    private readonly text: string,
    private readonly reporter: Reporter,
  ) {}

  keyword(kind: "and" | "or", { image, span: at }: Token): void {
    const { slot } = this.top;
    const { isIncomplete } = slot;
    if (slot.isEmpty) this.missingBefore(at, image);
    this.reportKeyword(kind, image, at);
    if (slot.isEmpty) slot.placeMissing(at.start);
    this.completeSlot(at, image);
    this.top.addKeyword(kind, at);
    this.reporter.resume(!isIncomplete);
  }

  not({ image, span: { start } }: Token): void {
    const written = /^not/i.test(image) ? image.slice(0, 3) : image;
    const at = span(start, start + written.length);
    this.beginOperand(at);
    if (written !== "not") this.reporter.report({ code: "wrong-keyword", span: at, written, meant: "not" });
    const { slot, depth } = this.top;
    // A very long row of them need not become a very deep tree.
    if (depth < MAX_DEPTH) slot.addNot(at);
    else slot.cancelNot();
  }

  open(at: Span): void {
    if (this.ignored > 0 || this.top.depth >= MAX_DEPTH) {
      if (this.ignored === 0) this.reporter.lose({ code: "nested-too-deeply", span: at });
      this.ignored += 1;
      return;
    }
    const isStray = this.beginOperand(at);
    const { slot, lastOr, depth } = this.top;
    if (lastOr?.end === at.start && slot.isEmpty) slot.isWholeAlternative = true;
    this.frames.push(new Frame(at, isStray, depth + 1));
  }

  close(at: Span): void {
    if (this.ignored > 0) this.ignored -= 1;
    else if (this.isNested()) this.closeGroup(at);
    else {
      if (this.unclosed === 0) this.reporter.lose({ code: "unopened-bracket", span: at });
      else this.unclosed -= 1;
      this.stray(at);
    }
  }

  /** `head` is the part of the operand that names it. */
  operand(node: Condition, head: Span): void {
    this.beginOperand(head);
    this.top.slot.place(node);
  }

  stray(at: Span): void {
    this.top.slot.addStray(at);
  }

  /** There is text that cannot be parsed, maybe an operand: if one is expected, it is not reported as missing. */
  absent(at: Span): void {
    const { slot, lastKeyword } = this.top;
    if (!slot.isFilled && (slot.depth > 0 || lastKeyword)) slot.placeMissing(at.start);
  }

  /** The end of a list that never began also closes a parenthesis that was itself misplaced. */
  closeList(at: Span): void {
    if (this.isNested() && this.top.isStray) this.closeGroup(at);
  }

  /** A list or a call is not closed: it owns a closing parenthesis that would otherwise close nothing. */
  leftOpen(): void {
    this.unclosed += 1;
  }

  /** A parenthesis was opened within a list: the one that closes it may be meant for a parenthesis around the list. */
  nestedList(): void {
    this.nested += 1;
  }

  /** Whether a closing parenthesis would close something. */
  isNested(): boolean {
    return this.frames.length > 1;
  }

  finish(): Condition {
    const end = this.text.length;
    while (this.isNested()) this.closeAtEnd(end);
    if (this.top.isEmpty) {
      this.reporter.report({ code: "empty-condition", span: span(0, end) });
      this.top.slot.placeMissing(end);
    }
    this.completeSlot(span(end, end), "");
    return this.top.end();
  }

  private get top(): Frame {
    return this.frames.at(-1) as Frame;
  }

  /** Reports a missing connective if there is an operand already, and returns whether there is. */
  private beginOperand(head: Span): boolean {
    const { slot } = this.top;
    if (!slot.isFilled) return false;
    const before = slot.lastPart;
    this.reporter.lose({
      code: "missing-connective",
      span: head,
      word: this.wordAt(head),
      afterValue: before?.kind === "comparison" && !!before.right,
    });
    return true;
  }

  private reportKeyword(kind: "and" | "or", written: string, at: Span): void {
    if (!this.reporter.isLost() && written !== kind)
      this.reporter.report({ code: "wrong-keyword", span: at, written, meant: kind });
    else if (written === kind && /[^ \t\r\n\b(]/.test(this.text.charAt(at.end)))
      this.reporter.report({ code: "glued-keyword", span: at, keyword: kind, side: "after" });
    if (kind !== "and" || !this.top.slot.isWholeAlternative) return;
    const or = this.top.lastOr ?? at;
    const related = [{ ...or, message: "A space is missing after this `or`." }];
    this.reporter.report({ code: "glued-keyword", span: at, keyword: "or", side: "before", related });
  }

  /** Adds a missing operand where one is expected before `word`, and reports it. */
  private completeSlot(at: Span, word: string): void {
    const { slot, lastKeyword } = this.top;
    if (slot.isFilled) {
      if (slot.depth > 0) slot.placeMissing(at.start);
      return;
    }
    const before = slot.lastNot ?? lastKeyword;
    if (before)
      this.reporter.slip({ code: "missing-operand", span: before, side: "after", word: this.wordAt(before) });
    else this.missingBefore(at, word);
    slot.placeMissing(at.start);
  }

  private missingBefore(at: Span, word: string): void {
    this.reporter.slip({ code: "missing-operand", span: at, side: "before", word });
  }

  private closeGroup(close: Span): void {
    this.completeSlot(close, ")");
    this.endGroup(close);
  }

  private closeAtEnd(end: number): void {
    const { open } = this.top;
    this.completeSlot(span(end, end), "");
    this.endGroup(undefined);
    if (this.nested > 0) this.nested -= 1;
    else if (open && this.ignored === 0) {
      const related = [{ start: end, end, message: "It should be closed before this." }];
      this.reporter.report({ code: "unclosed-bracket", span: open, bracket: "group", related });
    }
  }

  private endGroup(close: Span | undefined): void {
    const frame = this.frames.pop() as Frame;
    const body = frame.end();
    if (!frame.open) return;
    const { start, end } = frame.open;
    const last = close?.end ?? Math.max(end, body.span.end);
    this.top.slot.place(groupNode(body, span(start, last), close !== undefined));
  }

  private wordAt({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}
