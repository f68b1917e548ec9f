import type { Span } from "../../text/span.ts";

/** A word of a condition, with its place in it. */
export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly image: string;
  readonly span: Span;
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
