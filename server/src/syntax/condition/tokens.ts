import { createToken, type TokenType } from "chevrotain";
import type { Span } from "../../text/span.ts";

/** A word of a condition, with its place in it, in the form that the parser expects. */
export class Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly image: string;
  readonly start: number;
  readonly tokenType: TokenType;
  readonly tokenTypeIdx: number | undefined;

  constructor(kind: TokenKind, image: string, start: number) {
    const tokenType = TYPES[kind];
    this.kind = kind;
    this.image = image;
    this.start = start;
    this.tokenType = tokenType;
    this.tokenTypeIdx = tokenType.tokenTypeIdx;
  }

  get end(): number {
    return this.start + this.image.length;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** What the grammar distinguishes. */
export type TokenKind =
  | ("and" | "or" | "not" | "group-open" | "group-close" | "identifier" | "comment")
  | ("field" | TransformerKind | "call-open" | "call-close" | "arguments-open")
  /** A bracket with what is in it, directly after the name that it belongs to. */
  | "field-argument"
  | OperatorKind
  /** `oneof` and its kin. */
  | "modifier"
  | TextKind
  /** A name in the place of a list. */
  | "list-name"
  | ("list-open" | "list-close" | "comma")
  /** Closes a list within a list, which Falco does not know. */
  | "inner-list-close"
  /** A list that goes on although it never began. */
  | "list-tail"
  /** An operator that nothing is before. */
  | "orphan"
  | StrayKind
  /** After the last word, and empty. */
  | "end";

/** Operators by what they take. */
export type OperatorKind = "exists" | "number-operator" | "text-operator" | "list-operator";

/** The name of a call; one that Falco does not know, or not there. */
export type TransformerKind = "transformer" | "foreign-transformer";

export type TextKind = "number" | "bare" | "quoted" | "unclosed";

/** What fits nowhere; what is in an operator's place and is not one. */
export type StrayKind = "stray" | "unknown-operator";

export function isOperator({ kind }: Token): boolean {
  return (
    kind === "text-operator" || kind === "list-operator" || kind === "number-operator" || kind === "exists"
  );
}

export function isTransformer({ kind }: Token): boolean {
  return kind === "transformer" || kind === "foreign-transformer";
}

export function isText({ kind }: Token): boolean {
  return kind === "bare" || kind === "quoted" || kind === "number" || kind === "unclosed";
}

export function isStray({ kind }: Token): boolean {
  return kind === "stray" || kind === "unknown-operator";
}

// The parser's categories of tokens.
export const Text = category("Text");
export const Stray = category("Stray-token");
export const TransformerName = category("Transformer-name");
export const Operator = category("Operator");
/** What may be inside the parentheses of a list. A list in a list has no node of its own. */
export const ListPart = category("List-part");

/** The parser's type of each kind of token. A category represents any of its kinds. */
export const TYPES: Readonly<Record<TokenKind, TokenType>> = {
  and: kind("and"),
  or: kind("or"),
  not: kind("not"),
  "group-open": kind("group-open"),
  "group-close": kind("group-close"),
  identifier: kind("identifier"),
  comment: kind("comment"),
  field: kind("field"),
  transformer: kind("transformer", TransformerName),
  "foreign-transformer": kind("foreign-transformer", TransformerName),
  "call-open": kind("call-open"),
  "call-close": kind("call-close"),
  "arguments-open": kind("arguments-open"),
  "field-argument": kind("field-argument"),
  exists: kind("exists", Operator),
  "number-operator": kind("number-operator", Operator),
  "text-operator": kind("text-operator", Operator),
  "list-operator": kind("list-operator", Operator),
  modifier: kind("modifier"),
  number: kind("number", Text, ListPart),
  bare: kind("bare", Text, ListPart),
  quoted: kind("quoted", Text, ListPart),
  unclosed: kind("unclosed", Text, ListPart),
  "list-name": kind("list-name"),
  "list-open": kind("list-open", ListPart),
  "list-close": kind("list-close"),
  comma: kind("comma", ListPart),
  "inner-list-close": kind("inner-list-close", ListPart),
  "list-tail": kind("list-tail"),
  orphan: kind("orphan"),
  stray: kind("stray", Stray, ListPart),
  "unknown-operator": kind("unknown-operator", Stray),
  end: kind("end"),
};

/** Names of token types begin with a capital letter: Chevrotain keeps the others for rules. */
function kind(name: TokenKind, ...categories: TokenType[]): TokenType {
  return createToken({ name: name.charAt(0).toUpperCase() + name.slice(1), categories });
}

function category(name: string): TokenType {
  return createToken({ name });
}
