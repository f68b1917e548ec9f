/**
 * The nodes that conditions mostly consist of. They hold their places as numbers and make spans of them when asked: spans would
 * take half of the memory of a tree. Spread out, such a node is without its places.
 */
import type { Span } from "../../text/span.ts";
import type {
  Comparison,
  Condition,
  FieldArg,
  FieldRef,
  Group,
  ListValue,
  Logical,
  MacroRef,
  Missing,
  NameValue,
  Not,
  Operator,
  TextValue,
  Value,
} from "./ast.ts";

export function fieldNode(name: string, start: number, arg: FieldArg | undefined): FieldRef {
  return arg ? new FieldWithArgument(name, start, arg) : new PlainField(name, start);
}

/** `name` is in small letters and without `not`, so that it need not be as long as its span. */
export function operatorNode(name: string, { start, end }: Span): Operator {
  return new PackedOperator(name, start, end);
}

export function macroNode(name: string, start: number): MacroRef {
  return new PackedMacro(name, start);
}

export function nameNode(name: string, start: number): NameValue {
  return new PackedName(name, start);
}

/** A text without quotes, or a number. */
export function bareNode(text: string, start: number): TextValue {
  return new BareText(text, start);
}

/** A text in quotes; its span has these. */
export function quotedNode(text: string, quote: '"' | "'", at: Span, flaw: TextValue["flaw"]): TextValue {
  return new QuotedText(text, quote, at, flaw);
}

/** `end` is where the bracket closes or, where it does not, what was read of the list ends. */
export function listNode(
  items: ListValue["items"],
  at: Span,
  isClosed: boolean,
  emptiedBy: Span | undefined,
): ListValue {
  return new PackedList(items, at, isClosed, emptiedBy);
}

export function comparisonNode(
  left: Comparison["left"],
  operator: Operator | Missing,
  modifier: Operator | undefined,
  right: Value | Missing | undefined,
  at: Span,
): Comparison {
  return new PackedComparison(left, operator, modifier, right, at);
}

/** `keywords` has where each of them begins and ends. */
export function logicalNode(
  kind: "and" | "or",
  operands: readonly Condition[],
  keywords: readonly number[],
  at: Span,
): Logical {
  return new PackedLogical(kind, operands, keywords, at);
}

/** The same with other operands, for a tree that is looked at and not kept. */
export function withOperands(node: Logical, operands: readonly Condition[]): Logical {
  const { kind, keywords, span } = node;
  return { kind, operands, keywords, span };
}

export function notNode(keyword: Span, operand: Condition): Not {
  return new PackedNot(keyword, operand);
}

/** `end` is where the bracket closes or, where it does not, what was read of the group ends. */
export function groupNode(body: Condition, at: Span, isClosed: boolean): Group {
  return new PackedGroup(body, at, isClosed);
}

/** Of which the span is held. */
class Placed {
  protected readonly start: number;
  protected readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A node that is a name as it is written. */
class Named {
  readonly name: string;
  protected readonly start: number;

  constructor(name: string, start: number) {
    this.name = name;
    this.start = start;
  }

  get span(): Span {
    return { start: this.start, end: this.start + this.name.length };
  }
}

class PlainField extends Named implements FieldRef {
  get kind(): "field" {
    return "field";
  }

  get arg(): undefined {
    return undefined;
  }

  get nameSpan(): Span {
    return this.span;
  }
}

class FieldWithArgument implements FieldRef {
  readonly name: string;
  readonly arg: FieldArg;
  private readonly start: number;

  constructor(name: string, start: number, arg: FieldArg) {
    this.name = name;
    this.arg = arg;
    this.start = start;
  }

  get kind(): "field" {
    return "field";
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.start + this.name.length };
  }

  get span(): Span {
    return { start: this.start, end: (this.arg.close ?? this.arg.span).end };
  }
}

class PackedOperator extends Placed implements Operator {
  readonly name: string;

  constructor(name: string, start: number, end: number) {
    super(start, end);
    this.name = name;
  }

  get kind(): "operator" {
    return "operator";
  }
}

class PackedMacro extends Named implements MacroRef {
  get kind(): "macro" {
    return "macro";
  }
}

class PackedName extends Named implements NameValue {
  get kind(): "name" {
    return "name";
  }
}

class BareText implements TextValue {
  readonly text: string;
  private readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  get kind(): "text" {
    return "text";
  }

  get quote(): undefined {
    return undefined;
  }

  get flaw(): undefined {
    return undefined;
  }

  get span(): Span {
    return { start: this.start, end: this.start + this.text.length };
  }
}

class QuotedText extends Placed implements TextValue {
  readonly text: string;
  readonly quote: '"' | "'";
  readonly flaw: TextValue["flaw"];

  constructor(text: string, quote: '"' | "'", { start, end }: Span, flaw: TextValue["flaw"]) {
    super(start, end);
    this.text = text;
    this.quote = quote;
    this.flaw = flaw;
  }

  get kind(): "text" {
    return "text";
  }
}

/** Something between brackets, of which the closing one may be missing. */
class Bracketed extends Placed {
  private readonly isClosed: boolean;

  constructor({ start, end }: Span, isClosed: boolean) {
    super(start, end);
    this.isClosed = isClosed;
  }

  get open(): Span {
    return { start: this.start, end: this.start + 1 };
  }

  get close(): Span | undefined {
    return this.isClosed ? { start: this.end - 1, end: this.end } : undefined;
  }
}

class PackedList extends Bracketed implements ListValue {
  readonly items: ListValue["items"];
  readonly emptiedBy: Span | undefined;

  constructor(items: ListValue["items"], at: Span, isClosed: boolean, emptiedBy: Span | undefined) {
    super(at, isClosed);
    this.items = items;
    this.emptiedBy = emptiedBy;
  }

  get kind(): "list" {
    return "list";
  }
}

class PackedGroup extends Bracketed implements Group {
  readonly body: Condition;

  constructor(body: Condition, at: Span, isClosed: boolean) {
    super(at, isClosed);
    this.body = body;
  }

  get kind(): "group" {
    return "group";
  }
}

class PackedComparison extends Placed implements Comparison {
  readonly left: Comparison["left"];
  readonly operator: Operator | Missing;
  readonly modifier: Operator | undefined;
  readonly right: Value | Missing | undefined;

  constructor(
    left: Comparison["left"],
    operator: Operator | Missing,
    modifier: Operator | undefined,
    right: Value | Missing | undefined,
    { start, end }: Span,
  ) {
    super(start, end);
    this.left = left;
    this.operator = operator;
    this.modifier = modifier;
    this.right = right;
  }

  get kind(): "comparison" {
    return "comparison";
  }
}

class PackedLogical extends Placed implements Logical {
  readonly kind: "and" | "or";
  readonly operands: readonly Condition[];
  private readonly places: readonly number[];

  constructor(
    kind: "and" | "or",
    operands: readonly Condition[],
    places: readonly number[],
    { start, end }: Span,
  ) {
    super(start, end);
    this.kind = kind;
    this.operands = operands;
    this.places = places;
  }

  get keywords(): readonly Span[] {
    const spans: Span[] = [];
    for (let at = 0; at + 1 < this.places.length; at += 2)
      spans.push({ start: this.places[at] ?? 0, end: this.places[at + 1] ?? 0 });
    return spans;
  }
}

class PackedNot implements Not {
  readonly operand: Condition;
  private readonly start: number;
  private readonly keywordEnd: number;

  constructor({ start, end }: Span, operand: Condition) {
    this.operand = operand;
    this.start = start;
    this.keywordEnd = end;
  }

  get kind(): "not" {
    return "not";
  }

  get keyword(): Span {
    return { start: this.start, end: this.keywordEnd };
  }

  get span(): Span {
    return { start: this.start, end: Math.max(this.keywordEnd, this.operand.span.end) };
  }
}
