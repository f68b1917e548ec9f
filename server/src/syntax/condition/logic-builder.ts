import { type Span, span } from "../../text/span.ts";
import type { Condition } from "./ast.ts";
import type { Reporter } from "./syntax-problem.ts";
import type { Token } from "./tokens.ts";

/**
 * Most parentheses and `not`s within one another. Falco accepts more, but whatever walks a tree of conditions does so by
 * recursion, each level adds up to three nodes, and an engine that is out of stack may end the process.
 */
export const MAX_DEPTH = 1000;

/**
 * Puts checks, keywords and brackets together as they come. It keeps its own stack of open
 * brackets, so that nesting costs no call stack. `not` binds closer than `and`, `and` closer than `or`.
 */
export interface LogicBuilder {
  keyword(kind: "and" | "or", token: Token): void;
  not(token: Token): void;
  open(at: Span): void;
  close(at: Span): void;
  /** `head` is the part of the operand that names it. */
  operand(node: Condition, head: Span): void;
  stray(at: Span): void;
  /** An operand may stand here that cannot be read; where one is still to come nothing is missing then. */
  absent(at: Span): void;
  /** The end of a list that never began; it closes a bracket that had no place either. */
  closeList(at: Span): void;
  /** A list or a call was not closed: a bracket that closes nothing is then taken for its own. */
  leftOpen(): void;
  /** A bracket was opened within a list: the one that closes it may be meant for a bracket around the list. */
  nestedList(): void;
  /** Whether a closing bracket would close something. */
  isNested(): boolean;
  finish(): Condition;
}

export function logicBuilder(text: string, reporter: Reporter): LogicBuilder {
  const frames: Frame[] = [newFrame(undefined, false, 0)];
  let top = frames[0] as Frame;
  /** Brackets beyond the deepest that are kept. */
  let ignored = 0;
  /** Lists and calls that were not closed. */
  let leftOpen = 0;
  /** Brackets that were opened within lists. */
  let surplus = 0;

  const beginOperand = (head: Span): boolean => {
    const { slot } = top;
    if (!slot.isFilled) return false;
    const before = slot.parts.at(-1);
    const afterValue = before?.kind === "comparison" && !!before.right;
    reporter.lose({
      code: "missing-connective",
      span: head,
      word: text.slice(head.start, head.end),
      afterValue,
    });
    return true;
  };

  const endSlot = (at: Span, word: string): void => {
    const { slot } = top;
    if (!slot.isFilled) {
      const before = slot.nots.at(-1) ?? top.lastKeyword;
      if (before)
        reporter.slip({
          code: "missing-operand",
          span: before,
          side: "after",
          word: text.slice(before.start, before.end),
        });
      else reporter.slip({ code: "missing-operand", span: at, side: "before", word });
      place(slot, { kind: "missing", span: span(at.start, at.start) });
    } else if (slot.nots.length > 0) {
      place(slot, { kind: "missing", span: span(at.start, at.start) });
    }
    top.ands.push(slotNode(slot));
    top.slot = newSlot();
  };

  const endAlternative = (): void => {
    top.ors.push(logical("and", top.ands, top.andWords));
    top.ands = [];
    top.andWords = [];
  };

  const endFrame = (at: Span, word: string): Condition => {
    endSlot(at, word);
    endAlternative();
    return logical("or", top.ors, top.orWords);
  };

  const closeGroup = (close: Span | undefined, end: number): void => {
    const { open } = top;
    const body = endFrame(close ?? span(end, end), close ? ")" : "");
    frames.pop();
    top = frames.at(-1) as Frame;
    if (!open) return;
    const last = close?.end ?? Math.max(open.end, body.span.end);
    place(top.slot, { kind: "group", open, close, body, span: span(open.start, last) });
  };

  return {
    keyword(kind, token) {
      const at = token.span;
      const isEmpty = !top.slot.isFilled && top.slot.nots.length === 0;
      const isSlip = !top.slot.isFilled || lacksValue(top.slot.parts.at(-1));
      if (isEmpty) reporter.slip({ code: "missing-operand", span: at, side: "before", word: token.image });
      if (!reporter.isLost() && token.image !== kind)
        reporter.report({ code: "wrong-keyword", span: at, written: token.image, meant: kind });
      else if (/[^ \t\r\n\b(]/.test(text.charAt(at.end)) && token.image === kind) {
        reporter.report({ code: "glued-keyword", span: at, keyword: kind, side: "after" });
      }
      if (kind === "and" && top.slot.isWholeAlternative) {
        const or = top.orWords.at(-1) ?? at;
        const related = [{ ...or, message: "A space is missing after this `or`." }];
        reporter.report({ code: "glued-keyword", span: at, keyword: "or", side: "before", related });
      }
      if (isEmpty) place(top.slot, { kind: "missing", span: span(at.start, at.start) });
      endSlot(at, token.image);
      reporter.resume(!isSlip);
      top.lastKeyword = at;
      if (kind === "and") top.andWords.push(at);
      else {
        endAlternative();
        top.orWords.push(at);
      }
    },
    not(token) {
      const word = /^not/i.test(token.image) ? token.image.slice(0, 3) : token.image;
      const at = span(token.span.start, token.span.start + word.length);
      beginOperand(at);
      if (word !== "not") reporter.report({ code: "wrong-keyword", span: at, written: word, meant: "not" });
      // Two cancel each other, so a very long row need not become a very deep tree.
      if (depthIn(top) < MAX_DEPTH) top.slot.nots.push(at);
      else top.slot.nots.pop();
    },
    open(at) {
      if (ignored > 0 || depthIn(top) >= MAX_DEPTH) {
        if (ignored === 0) reporter.lose({ code: "nested-too-deeply", span: at });
        ignored += 1;
        return;
      }
      const isStray = beginOperand(at);
      const or = top.orWords.at(-1);
      if (or && or.end === at.start && !top.slot.isFilled && top.slot.nots.length === 0)
        top.slot.isWholeAlternative = true;
      top = newFrame(at, isStray, depthIn(top) + 1);
      frames.push(top);
    },
    close(at) {
      if (ignored > 0) ignored -= 1;
      else if (frames.length > 1) closeGroup(at, at.start);
      else {
        if (leftOpen === 0) reporter.lose({ code: "unopened-bracket", span: at });
        else leftOpen -= 1;
        addStray(top.slot, at);
      }
    },
    operand(node, head) {
      beginOperand(head);
      place(top.slot, node);
    },
    absent(at) {
      const { slot } = top;
      if (!slot.isFilled && (slot.nots.length > 0 || top.lastKeyword))
        place(slot, { kind: "missing", span: span(at.start, at.start) });
    },
    stray(at) {
      addStray(top.slot, at);
    },
    closeList(at) {
      if (frames.length > 1 && top.isStray) closeGroup(at, at.start);
    },
    leftOpen() {
      leftOpen += 1;
    },
    nestedList() {
      surplus += 1;
    },
    isNested() {
      return frames.length > 1;
    },
    finish() {
      const end = text.length;
      while (frames.length > 1) {
        const { open } = top;
        closeGroup(undefined, end);
        if (surplus > 0) surplus -= 1;
        else if (open && ignored === 0) {
          const related = [{ start: end, end, message: "It should be closed before this." }];
          reporter.report({ code: "unclosed-bracket", span: open, bracket: "group", related });
        }
      }
      const isEmpty =
        top.ors.length === 0 && top.ands.length === 0 && !top.slot.isFilled && top.slot.nots.length === 0;
      if (isEmpty) {
        reporter.report({ code: "empty-condition", span: span(0, end) });
        place(top.slot, { kind: "missing", span: span(end, end) });
      }
      return endFrame(span(end, end), "");
    },
  };
}

function lacksValue(node: Condition | undefined): boolean {
  if (node?.kind === "not") return lacksValue(node.operand);
  return node?.kind === "comparison" && node.right?.kind === "missing";
}

/** What stands between two keywords of `and` or `or`. */
interface Slot {
  /** Of the part that is still to come. */
  readonly nots: Span[];
  readonly parts: Condition[];
  readonly strays: Span[];
  isFilled: boolean;
  /** Falco takes a bracket directly behind `or` for the whole alternative. */
  isWholeAlternative: boolean;
}

interface Frame {
  readonly open: Span | undefined;
  readonly isStray: boolean;
  /** How many parentheses and `not`s are open around it. */
  readonly depth: number;
  slot: Slot;
  ands: Condition[];
  andWords: Span[];
  readonly ors: Condition[];
  readonly orWords: Span[];
  lastKeyword: Span | undefined;
}

/** How many parentheses and `not`s are open. */
function depthIn({ depth, slot }: Frame): number {
  return depth + slot.nots.length;
}

function newFrame(open: Span | undefined, isStray: boolean, depth: number): Frame {
  return {
    open,
    isStray,
    depth,
    slot: newSlot(),
    ands: [],
    andWords: [],
    ors: [],
    orWords: [],
    lastKeyword: undefined,
  };
}

function newSlot(): Slot {
  return { nots: [], parts: [], strays: [], isFilled: false, isWholeAlternative: false };
}

function place(slot: Slot, node: Condition): void {
  let operand = node;
  for (let keyword = slot.nots.pop(); keyword; keyword = slot.nots.pop()) {
    operand = {
      kind: "not",
      keyword,
      operand,
      span: span(keyword.start, Math.max(keyword.end, operand.span.end)),
    };
  }
  slot.parts.push(operand);
  slot.isFilled = true;
}

function addStray(slot: Slot, at: Span): void {
  slot.strays.push(at);
  slot.isFilled = true;
}

function slotNode({ parts, strays }: Slot): Condition {
  const [only] = parts;
  if (only && parts.length === 1 && strays.length === 0) return only;
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const each of [...parts.map((part) => part.span), ...strays]) {
    start = Math.min(start, each.start);
    end = Math.max(end, each.end);
  }
  return { kind: "sequence", parts, stray: strays, span: span(start, end) };
}

function logical(kind: "and" | "or", operands: readonly Condition[], keywords: readonly Span[]): Condition {
  const first = operands[0];
  const last = operands.at(-1);
  if (!first || !last) return { kind: "missing", span: span(0, 0) };
  return operands.length === 1
    ? first
    : { kind, operands, keywords, span: span(first.span.start, last.span.end) };
}
