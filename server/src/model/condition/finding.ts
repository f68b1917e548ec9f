import type { FieldAbsence, FieldDeprecation } from "../../catalog/fields/field-info.ts";
import type { ValueType } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import type { SyntaxProblem } from "../../syntax/condition/syntax-problem.ts";
import type { Span } from "../../text/span.ts";
import type { RegexFault } from "./posix-regex.ts";

/** What a comparison or an argument is checked as. */
export interface OperandType {
  readonly type: ValueType;
  readonly isList: boolean;
}

/** What a constant should have been. */
export type ValueKind = "integer" | "boolean" | "port" | "address" | "network" | "hex" | "none";

/**
 * Whether a field that is as plain text could be compared as a field, with `val()` around it: a list holds no
 * fields, and both sides must be of one type.
 */
export type FieldUse = "comparable" | "item" | "other-type";

/** What Falco compares: a comparison of the condition and its pieces. */
interface Checked {
  readonly span: Span;
  /** The whole comparison that holds `span`. */
  readonly check: Span;
  readonly related?: readonly (Span & { readonly message: string })[];
}

/** One mistake in what a condition says, found when Falco would compile it. */
export type CompileFinding = Checked & { readonly stage: "compile" } & (
    | {
        readonly code: "unknown-field";
        readonly name: string;
        readonly near?: string;
        readonly uncatalogued: readonly string[];
      }
    | { readonly code: "field-not-available"; readonly name: string; readonly absence: FieldAbsence }
    | {
        readonly code: "field-of-other-source";
        readonly name: string;
        readonly source: string;
        readonly sources: readonly string[];
      }
    | { readonly code: "missing-field-argument"; readonly name: string; readonly syntax: readonly string[] }
    | { readonly code: "unexpected-field-argument"; readonly name: string; readonly ofPlugin: boolean }
    | {
        readonly code: "bad-field-argument";
        readonly name: string;
        readonly argument: string;
        readonly reason: ArgumentFault;
        readonly near?: string /** Falco does not find the field then, rather than reject the argument. */;
        readonly isLookup: boolean;
      }
    | {
        readonly code: "operator-type";
        readonly operator: string;
        readonly left: string;
        readonly of: OperandType;
        readonly modifier?: string;
        /** No value can be read for it, whatever the operator. */
        readonly isExistsOnly?: true;
      }
    | { readonly code: "only-equals"; readonly operator: string; readonly left: string }
    | {
        readonly code: "bad-value";
        readonly value: string;
        readonly kind: ValueKind;
        readonly left: string;
        readonly of: OperandType;
        /** The value names a field. */
        readonly asField?: FieldUse;
        /** A list whose name is near to the value. */
        readonly list?: string;
      }
    | { readonly code: "unknown-event-type"; readonly value: string; readonly near?: string }
    | { readonly code: "value-too-long"; readonly bytes: number }
    | {
        readonly code: "invalid-regex";
        readonly pattern: string;
        readonly fault: RegexFault;
        readonly construct: string;
        /** The left side, where `tolower()` may be around it. */
        readonly foldable?: Span;
      }
    | { readonly code: "transformer-type"; readonly transformer: string; readonly of: OperandType }
    | {
        readonly code: "transformer-arguments";
        readonly transformer: string;
        readonly fault: ArgumentsFault;
        readonly crashes: boolean;
      }
    | {
        readonly code: "transformer-bracket";
        readonly transformer: string;
        readonly fault: "unsupported" | "not-one-character";
      }
    | { readonly code: "no-transformer"; readonly field: string }
    | {
        readonly code: "no-field-comparison";
        readonly side: "operator" | "left" | "right";
        readonly name: string;
      }
    | {
        readonly code: "incompatible-fields";
        readonly left: string;
        readonly of: OperandType;
        readonly right: string;
        readonly rightOf: OperandType;
      }
    | { readonly code: "event-type-expression"; readonly fault: "transformer" | "right-side" }
    | {
        readonly code: "not-in-version";
        readonly construct: string;
        readonly name: string;
        readonly since: Version;
      }
    | {
        readonly code: "deprecated-field";
        readonly name: string;
        readonly deprecation: FieldDeprecation;
        readonly loaderWarns: boolean;
      }
    /** Without `asField` it names a call. */
    | { readonly code: "field-as-value"; readonly value: string; readonly asField?: FieldUse }
    | { readonly code: "plain-regex"; readonly pattern: string }
    /** Falco takes a list whose only item has a bad escape for the empty list. */
    | { readonly code: "emptied-list"; readonly escape: string }
    | { readonly code: "unsafe-na-comparison"; readonly field: string }
  );

/** Why an argument in brackets or after a dot is rejected. */
export type ArgumentFault =
  | "index"
  | "leading-zero"
  | "too-large"
  | "number"
  | "blank"
  | "bracket"
  | "dotted"
  | "unknown-parameter"
  | "unknown-suffix";

export type ArgumentsFault =
  | "one"
  | "two"
  | "at-least-two"
  | "scalar-first"
  | "list-second"
  | "list-first"
  | "scalar-second"
  | "texts";

/** What may not mean what its author thinks. Falco does not mind any of it. */
export type LintFinding = Checked & { readonly stage: "compile" } & (
    | { readonly code: "mixed-logic" }
    | { readonly code: "repeated-operand"; readonly keyword: Span; readonly repeated: string }
    | { readonly code: "contradicting-event-types" }
    | { readonly code: "double-negation"; readonly operand: Span }
    | { readonly code: "unmatchable-event-type"; readonly name: string; readonly carried: string }
    /** `whole` is what the grouping was probably meant for: the text before, or what was appended. */
    | { readonly code: "append-to-or"; readonly side: "base" | "appended"; readonly whole: Span }
    | { readonly code: "negated-absence"; readonly field: string; readonly negation: Span }
    /** `before` is the offset that the check should move to, `keyword` the `and` before it now. */
    | {
        readonly code: "slow-order";
        readonly reason: "event-type" | "costly";
        readonly before: number;
        readonly keyword: Span;
      }
    /** `whole` is what a fix may write anew, where there is one value: from the operator to the end. */
    | {
        readonly code: "literal-pattern";
        readonly operator: string;
        readonly value: string;
        /** What is compared literally: an asterisk, or braces in a pattern. */
        readonly sign: "*" | "{}";
        readonly whole?: Span;
      }
    /** `right` is the value that was probably meant; `instead` the field that holds such values, and what it replaces. */
    | {
        readonly code: "impossible-value";
        readonly why: "result" | "folder" | "name";
        readonly field: string;
        readonly value: string;
        readonly right?: string;
        readonly instead?: { readonly field: string; readonly span: Span };
      }
    /** `plain` is the value that looks the same. */
    | { readonly code: "foreign-character-in-value"; readonly value: string; readonly plain: string }
    | { readonly code: "contradicting-checks"; readonly field: string }
    | { readonly code: "absent-field"; readonly field: string; readonly events: readonly string[] }
    | {
        readonly code: "value-outside-set";
        readonly field: string;
        readonly value: string;
        readonly values: readonly string[];
      }
    /** A value that reads as the name of a list (`near`) or of a macro. */
    | { readonly code: "list-as-text"; readonly name: string; readonly near?: string }
  );

export type ConditionFinding = CompileFinding | LintFinding | (SyntaxProblem & { readonly stage: "parse" });

type OfComparison<T> = T extends unknown ? Omit<T, "check" | "stage"> : never;
/** A finding of the comparison at hand. */
export type NewFinding = OfComparison<CompileFinding>;
