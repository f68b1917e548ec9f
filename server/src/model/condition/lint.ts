import {
  allConditions,
  type Comparison,
  type Condition,
  type Logical,
  type Not,
} from "../../syntax/condition/ast.ts";
import { plainValue } from "../../text/foreign-characters.ts";
import type { LintFinding } from "./finding.ts";
import type { JudgeContext } from "./judge.ts";
import { lintDemands } from "./lint-demands.ts";
import { impossibleValues } from "./lint-values.ts";
import { lintFinding } from "./lint-finding.ts";
import { lintNegations } from "./lint-negation.ts";
import { lintOrder } from "./lint-order.ts";
import { type Constant, constantsOf, isEqual } from "./value.ts";

/**
 * What a condition that Falco takes may not mean as its author thinks. All of these are advice, for sound trees only:
 * none of them says that Falco does anything wrong. Those that look at the whole tree can be left out, by code.
 */
export function lintCondition(
  tree: Condition,
  text: string,
  context: JudgeContext,
  isWanted: (code: LintFinding["code"]) => boolean = ALL,
): readonly LintFinding[] {
  const nodes = allConditions(tree);
  const isAscii = !/[^\0-\x7f]/.test(text);
  const findings: LintFinding[] = [];
  let inner: Set<Condition> | undefined;
  for (const node of nodes) {
    if (node.kind === "comparison") lintComparison(node, isAscii, context, findings);
    else if (node.kind === "not") doubleNegation(node, findings);
    else if (node.kind === "or") {
      mixedLogic(node, findings);
      repeatedOperands(node, text, findings);
    } else if (node.kind === "and") {
      repeatedOperands(node, text, findings);
      eventTypeContradictions(node, findings);
      // The checks of an `and` within another are looked at together with those around them.
      if (!inner?.has(node)) lintDemands(node, context, findings);
      for (const operand of node.operands) {
        const part = withoutBracket(operand);
        if (part.kind === "and") inner = (inner ?? new Set<Condition>()).add(part);
      }
    }
  }
  if (isWanted("negated-absence")) lintNegations(nodes, text, findings);
  if (isWanted("slow-order")) lintOrder(nodes, findings);
  return findings.sort((a, b) => a.span.start - b.span.start);
}

const ALL = (): boolean => true;

function lintComparison(
  node: Comparison,
  isAscii: boolean,
  context: JudgeContext,
  findings: LintFinding[],
): void {
  const constants = constantsOf(node);
  if (constants.length === 0) return;
  unmatchableEvents(node, constants, context, findings);
  foreignValues(node, constants, context, findings);
  impossibleValues(node, constants, findings);
  literalAsterisks(node, constants, findings);
  if (!isAscii) foreignCharacterValues(node, constants, findings);
  literalBraces(node, constants, findings);
}

function withoutBracket(node: Condition): Condition {
  return node.kind === "group" ? node.body : node;
}

/** Values that look like others. */
function foreignCharacterValues(
  node: Comparison,
  constants: readonly Constant[],
  findings: LintFinding[],
): void {
  for (const { text: value, span } of constants) {
    const plain = plainValue(value);
    if (plain !== undefined)
      findings.push(lintFinding({ code: "foreign-character-in-value", span, value, plain }, node));
  }
}

/** `a or b and c`: right for Falco, and read wrongly by many. */
function mixedLogic(node: Logical, findings: LintFinding[]): void {
  for (const operand of node.operands)
    if (operand.kind === "and") findings.push(lintFinding({ code: "mixed-logic", span: operand.span }, node));
}

function repeatedOperands(node: Logical, text: string, findings: LintFinding[]): void {
  const { operands, keywords } = node;
  if (!mayRepeat(operands)) return;
  const seen = new Map<string, Condition>();
  for (const [index, operand] of operands.entries()) {
    const repeated = text.slice(operand.span.start, operand.span.end);
    const first = seen.get(repeated);
    const keyword = keywords[index - 1];
    if (first && keyword) {
      const related = [{ ...first.span, message: "The first occurrence is here." }];
      findings.push(
        lintFinding({ code: "repeated-operand", span: operand.span, keyword, repeated, related }, node),
      );
    } else seen.set(repeated, operand);
  }
}

/** Up to how many operands are compared by their lengths first. */
const FEW = 16;

/** Whether two operands are equally long, or too many to say. */
function mayRepeat(operands: readonly Condition[]): boolean {
  if (operands.length > FEW) return true;
  for (let one = 1; one < operands.length; one++)
    for (let other = 0; other < one; other++)
      if (lengthOf(operands[one]) === lengthOf(operands[other])) return true;
  return false;
}

function lengthOf(operand: Condition | undefined): number {
  return operand ? operand.span.end - operand.span.start : 0;
}

/** Two demands on the event type in one `and` that no event meets. */
function eventTypeContradictions(node: Logical, findings: LintFinding[]): void {
  let first: Comparison | undefined;
  for (const operand of node.operands) {
    const check = withoutBracket(operand);
    if (!isPositiveEventType(check)) continue;
    if (first && !isSomeCommon(constantsOf(first), constantsOf(check))) {
      const related = [{ ...first.span, message: "The event type is restricted here already." }];
      findings.push(lintFinding({ code: "contradicting-event-types", span: check.span, related }, node));
      return;
    }
    first ??= check;
  }
}

function isSomeCommon(some: readonly Constant[], others: readonly Constant[]): boolean {
  const texts = new Set(some.map(({ text }) => text));
  return others.some(({ text }) => texts.has(text));
}

function isPositiveEventType(check: Condition): check is Comparison {
  if (check.kind !== "comparison") return false;
  const { left, operator, modifier } = check;
  if (left.kind !== "field" || left.name !== "evt.type" || operator.kind !== "operator" || modifier)
    return false;
  return isEqual(operator.name);
}

function doubleNegation({ operand, keyword, span }: Not, findings: LintFinding[]): void {
  const inner = withoutBracket(operand);
  if (inner.kind !== "not") return;
  const both = { start: keyword.start, end: inner.keyword.end };
  findings.push(lintFinding({ code: "double-negation", span: both, operand: inner.operand.span }, { span }));
}

/** Names that Falco takes for the event type though each event carries another one. */
function unmatchableEvents(
  node: Comparison,
  constants: readonly Constant[],
  { catalog }: JudgeContext,
  findings: LintFinding[],
): void {
  const { left } = node;
  if (left.kind !== "field" || (left.name !== "evt.type" && left.name !== "syscall.type")) return;
  for (const { text, span } of constants) {
    const carried = catalog.events.carriedName(text);
    if (carried !== undefined)
      findings.push(lintFinding({ code: "unmatchable-event-type", span, name: text, carried }, node));
  }
}

const EQUALITY: ReadonlySet<string> = new Set(["=", "==", "!=", "in", "intersects"]);

/** Values that a field with a closed set of texts never has. */
function foreignValues(
  node: Comparison,
  constants: readonly Constant[],
  { catalog, source }: JudgeContext,
  findings: LintFinding[],
): void {
  const { left, operator } = node;
  if (left.kind !== "field" || operator.kind !== "operator" || !EQUALITY.has(operator.name)) return;
  // A field with a closed set takes nothing after its name.
  const field = catalog.fieldFor(left.name, source);
  const values = field?.type === "CHARBUF" ? field.enumValues : undefined;
  if (!values) return;
  for (const { text, span } of constants)
    if (!values.includes(text) && text !== "" && text !== "<NA>")
      findings.push(
        lintFinding({ code: "value-outside-set", span, field: left.name, value: text, values }, node),
      );
}

/** Operators that compare letter by letter, and what text they are for. */
const LITERAL: ReadonlySet<string> = new Set([
  "=",
  "==",
  "!=",
  "in",
  "intersects",
  "startswith",
  "endswith",
  "contains",
  "icontains",
]);
/** Names and paths, in which an asterisk hardly ever represents itself, as it does in command lines. */
const NAMES =
  /^(?:fd\.(?:name|filename|directory)|fs\.path\..+|proc\.(?:[ap]?name|exe|exepath|pexe|pexepath)|container\.(?:name|image.*)|k8s\..+|ka\.(?:user\.name|target\..+|uri)|user\.name)$/;

/** A path or a name with an asterisk, where no operator takes it for a pattern. */
function literalAsterisks(node: Comparison, constants: readonly Constant[], findings: LintFinding[]): void {
  const { left, operator, right, modifier } = node;
  if (!constants.some(hasAsterisk) || left.kind !== "field" || operator.kind !== "operator") return;
  if (!LITERAL.has(operator.name) || !NAMES.test(left.name)) return;
  const isOne =
    constants.length === 1 &&
    !modifier &&
    operator.name !== "!=" &&
    operator.name !== "intersects" &&
    right !== undefined;
  const whole = isOne ? { whole: { start: operator.span.start, end: right.span.end } } : {};
  for (const constant of constants) {
    if (!hasAsterisk(constant)) continue;
    const { text: value, span } = constant;
    findings.push(
      lintFinding(
        { code: "literal-pattern", sign: "*", span, operator: operator.name, value, ...whole },
        node,
      ),
    );
  }
}

function hasAsterisk({ text }: Constant): boolean {
  return text.length > 1 && text.includes("*");
}

/** Alternatives in braces, which shells know and Falco's patterns do not. */
function literalBraces(node: Comparison, constants: readonly Constant[], findings: LintFinding[]): void {
  const { operator } = node;
  if (operator.kind !== "operator" || (operator.name !== "glob" && operator.name !== "iglob")) return;
  for (const { text, span } of constants)
    if (/\{[^{},]*,[^{}]*\}/.test(text))
      findings.push(
        lintFinding(
          { code: "literal-pattern", sign: "{}", span, operator: operator.name, value: text },
          node,
        ),
      );
}
