import { type Span, span } from "../../text/span.ts";
import type { Condition } from "./ast.ts";
import { logicalNode, notNode } from "./packed-nodes.ts";

/**
 * What is between two keywords `and` and `or`: usually one operand, with the `not`s before it. Of what there is most often
 * one, or none, no list is made before.
 */
export class Slot {
  /** `not`s before the next part. */
  private nots: Span[] | undefined;
  private parts: Condition[] | undefined;
  private strays: Span[] | undefined;
  /** Set if Falco reads a parenthesis directly after `or` as the whole alternative. */
  isWholeAlternative = false;

  /** Whether it has an operand, or a token that could be meant as one. */
  get isFilled(): boolean {
    return this.parts !== undefined || this.strays !== undefined;
  }

  get isEmpty(): boolean {
    return !this.isFilled && this.depth === 0;
  }

  /** Number of `not`s before the next part. */
  get depth(): number {
    return this.nots?.length ?? 0;
  }

  get lastNot(): Span | undefined {
    return this.nots?.at(-1);
  }

  get lastPart(): Condition | undefined {
    return this.parts?.at(-1);
  }

  /** Whether it has no operand, or ends with a comparison without a value. */
  get isIncomplete(): boolean {
    return !this.isFilled || isWithoutValue(this.lastPart);
  }

  addNot(at: Span): void {
    this.nots = added(this.nots, at);
  }

  /** Two `not`s cancel each other. */
  cancelNot(): void {
    this.nots?.pop();
  }

  addStray(at: Span): void {
    this.strays = added(this.strays, at);
  }

  /** Adds an operand, wrapped in the `not`s before it. */
  place(node: Condition): void {
    let operand = node;
    for (let keyword = this.nots?.pop(); keyword; keyword = this.nots?.pop()) {
      operand = notNode(keyword, operand);
    }
    this.parts = added(this.parts, operand);
  }

  placeMissing(at: number): void {
    this.place({ kind: "missing", span: span(at, at) });
  }

  node(): Condition {
    const { parts = [], strays = [] } = this;
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
}

/** The operands and keywords of the whole condition, or of one pair of parentheses. */
export class Frame {
  slot = new Slot();
  lastKeyword: Span | undefined;
  private ands: Condition[] | undefined;
  private andKeywords: Span[] | undefined;
  private ors: Condition[] | undefined;
  private orKeywords: Span[] | undefined;

  /**
   * `open` is the opening parenthesis, `isStray` whether a connective is missing before it, and `parents` the number
   * of parentheses and `not`s around it.
   */
  constructor(
    readonly open: Span | undefined,
    readonly isStray: boolean,
    private readonly parents: number,
  ) {}

  /** Number of parentheses and `not`s that are open. */
  get depth(): number {
    return this.parents + this.slot.depth;
  }

  get isEmpty(): boolean {
    return !this.ors && !this.ands && this.slot.isEmpty;
  }

  get lastOr(): Span | undefined {
    return this.orKeywords?.at(-1);
  }

  /** Ends the slot, and after `or` the alternative. */
  addKeyword(kind: "and" | "or", at: Span): void {
    this.endSlot();
    this.lastKeyword = at;
    if (kind === "and") this.andKeywords = added(this.andKeywords, at);
    else {
      this.endAlternative();
      this.orKeywords = added(this.orKeywords, at);
    }
  }

  /** The tree of everything that was added. */
  end(): Condition {
    this.endSlot();
    this.endAlternative();
    return logical("or", this.ors, this.orKeywords);
  }

  private endSlot(): void {
    this.ands = added(this.ands, this.slot.node());
    this.slot = new Slot();
  }

  private endAlternative(): void {
    this.ors = added(this.ors, logical("and", this.ands, this.andKeywords));
    this.ands = undefined;
    this.andKeywords = undefined;
  }
}

function isWithoutValue(node: Condition | undefined): boolean {
  if (node?.kind === "not") return isWithoutValue(node.operand);
  return node?.kind === "comparison" && node.right?.kind === "missing";
}

function logical(
  kind: "and" | "or",
  operands: readonly Condition[] | undefined,
  keywords: readonly Span[] | undefined,
): Condition {
  const first = operands?.[0];
  const last = operands?.at(-1);
  if (!first || !last) return { kind: "missing", span: span(0, 0) };
  if (!keywords) return first;
  // A list that grew has room for more, which a copy has not.
  const places = keywords.flatMap(({ start, end }) => [start, end]).slice();
  return logicalNode(kind, operands.slice(), places, span(first.span.start, last.span.end));
}

/** The list with one more; made with it. */
function added<T>(list: T[] | undefined, one: T): T[] {
  if (!list) return [one];
  list.push(one);
  return list;
}
