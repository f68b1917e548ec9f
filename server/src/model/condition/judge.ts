import type { Catalog } from "../../catalog/catalog.ts";
import { accepts, CONSTRUCTS, constantKind, MODIFIERS, OPERATORS } from "../../catalog/language.ts";
import type { Call, Comparison, Condition } from "../../syntax/condition/ast.ts";
import { overlaps, type Span } from "../../text/span.ts";
import { allConditions } from "../../syntax/condition/ast.ts";
import type { ParsedCondition } from "../../syntax/condition/parse.ts";
import type { CompileFinding, ConditionFinding, NewFinding } from "./finding.ts";
import { type Judging, type Operand, operandOf } from "./operand.ts";
import { constantsOf, judgeConstant, takesConstants } from "./value.ts";

/** What a condition is checked by. */
export interface JudgeContext {
  readonly catalog: Catalog;
  readonly source: string;
}

/**
 * Everything that is wrong with a condition, or doubtful to Falco's loader, in the order of the text.
 * Comparisons that the reader could not make out are not checked further, so one mistake gives one finding.
 * Macros are not looked into; whether they exist is for the ruleset to say.
 */
export function judgeCondition(
  parsed: ParsedCondition,
  text: string,
  context: JudgeContext,
): readonly ConditionFinding[] {
  const findings: ConditionFinding[] = parsed.problems.map((problem) => ({ ...problem, stage: "parse" }));
  const judging = judgingOf(text, context, findings);
  let unclear: Set<Condition> | undefined;
  for (const node of allConditions(parsed.tree)) {
    if (node.kind === "sequence") {
      unclear ??= new Set();
      for (const part of node.parts) unclear.add(part);
    }
    if (
      node.kind === "comparison" &&
      !unclear?.has(node) &&
      (parsed.problems.length === 0 || !parsed.problems.some(({ span }) => overlaps(span, node.span)))
    ) {
      judging.check = node.span;
      judge(node, judging);
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** For all comparisons of a condition in turn: `check` is that of the one that is looked at. */
function judgingOf(
  text: string,
  { catalog, source }: JudgeContext,
  findings: ConditionFinding[],
): Judging & { check: Span } {
  const judging = {
    text,
    catalog,
    source,
    check: { start: 0, end: text.length },
    report(finding: NewFinding): void {
      findings.push({ ...finding, stage: "compile", check: judging.check } as CompileFinding);
    },
  };
  return judging;
}

function judge(node: Comparison, judging: Judging): void {
  const left = operandOf(node.left, judging);
  const right =
    node.right?.kind === "call" ? operandOf(node.right, { ...judging, isInner: true }) : undefined;
  if (left && isKnownOperator(node, judging) && isOperatorFit(node, left, judging)) {
    if (node.right?.kind === "call") judgeRightSide(node, node.right, left, right, judging);
    else judgeConstants(node, left, judging);
  }
}

/** Operators and modifiers that the target does not have yet. */
function isKnownOperator(node: Comparison, { catalog, report }: Judging): boolean {
  if (node.operator.kind === "missing") return false;
  const { name, span } = node.operator;
  const since = catalog.operators.has(name) ? undefined : OPERATORS.get(name)?.since;
  if (since) report({ code: "not-in-version", span, construct: "operator", name, since });
  const modifier =
    node.modifier && !catalog.modifiers.has(node.modifier.name)
      ? MODIFIERS.get(node.modifier.name)
      : undefined;
  if (modifier)
    report({
      code: "not-in-version",
      span: node.modifier?.span ?? span,
      construct: "modifier",
      name: modifier.name,
      since: modifier.since,
    });
  const rightHand =
    node.right?.kind === "call" && !catalog.hasConstruct("rightHandField")
      ? CONSTRUCTS.get("rightHandField")
      : undefined;
  return !since && !modifier && !rightHand;
}

function isOperatorFit(node: Comparison, left: Operand, { catalog, report }: Judging): boolean {
  if (node.operator.kind === "missing") return false;
  const { name, span } = node.operator;
  const record = catalog.operators.get(name);
  if (!record) return false;
  const group = constantKind(left.type);
  const modifier = node.modifier?.name;
  // With a modifier Falco compares addresses for equality only.
  const isModifierFit =
    !modifier ||
    !(group === "address" || group === "network") ||
    name === "=" ||
    name === "==" ||
    name === "!=";
  if (!accepts(record, left.type, left.isList) || (modifier && left.isList) || !isModifierFit) {
    const of = { type: left.type, isList: left.isList };
    report({
      code: "operator-type",
      span,
      operator: name,
      left: left.name,
      of,
      ...(modifier && { modifier }),
      ...(!takesConstants(left) && { isExistsOnly: true }),
    });
    return false;
  }
  if (left.field?.name === "evt.around" && name !== "=" && name !== "exists") {
    report({ code: "only-equals", span, operator: name, left: left.name });
    return false;
  }
  return true;
}

/** Operators by which Falco finds out the events of a condition. */
const EVENT_OPERATORS: ReadonlySet<string> = new Set(["=", "==", "!=", "in"]);

function judgeRightSide(
  node: Comparison,
  call: Call,
  left: Operand,
  right: Operand | undefined,
  judging: Judging,
): void {
  const { catalog, report } = judging;
  if (node.operator.kind === "missing") return;
  const { name } = node.operator;
  if (!catalog.operators.get(name)?.rightField)
    return report({ code: "no-field-comparison", span: node.operator.span, side: "operator", name });
  if (left.field?.noRhs || left.type === "IPNET") {
    return report({ code: "no-field-comparison", span: node.left.span, side: "left", name: left.name });
  }
  if (!right) return;
  if (right.field?.noRhs)
    return report({ code: "no-field-comparison", span: call.span, side: "right", name: right.field.name });
  if (!left.isComposed && (right.type !== left.type || right.isList !== left.isList)) {
    const of = { type: left.type, isList: left.isList };
    const rightOf = { type: right.type, isList: right.isList };
    return report({
      code: "incompatible-fields",
      span: call.span,
      left: left.name,
      of,
      right: right.name,
      rightOf,
    });
  }
  judgeEventType(node, left, judging);
}

function judgeConstants(node: Comparison, left: Operand, judging: Judging): void {
  const operator = node.operator.kind === "operator" ? node.operator.name : "";
  const constants = constantsOf(node);
  const emptiedBy = node.right?.kind === "list" ? node.right.emptiedBy : undefined;
  if (emptiedBy)
    judging.report({
      code: "emptied-list",
      span: emptiedBy,
      escape: judging.text.slice(emptiedBy.start, emptiedBy.end),
    });
  const compared = { operator, left, isItem: node.right?.kind === "list" };
  // If none can be read, that is reported once.
  for (const constant of takesConstants(left) ? constants : constants.slice(0, 1))
    judgeConstant(constant, compared, judging);
  const unsafe = NA_OPERATORS.has(operator) ? constants.find(({ text }) => text === "<NA>") : undefined;
  const field = left.field?.name;
  if (unsafe && (field?.startsWith("ka.") || field?.startsWith("jevt.")))
    judging.report({ code: "unsafe-na-comparison", span: unsafe.span, field });
  judgeEventType(node, left, judging);
}

const NA_OPERATORS: ReadonlySet<string> = new Set([...EVENT_OPERATORS, "intersects", "pmatch"]);

/** Falco ends when it looks for the events of an event type in a transformer, or compared with a field. */
function judgeEventType(node: Comparison, left: Operand, { report }: Judging): void {
  if (node.operator.kind === "missing" || !EVENT_OPERATORS.has(node.operator.name) || node.modifier) return;
  const isEventType = left.field?.name === "evt.type" || left.field?.name === "syscall.type";
  if (!isEventType) return;
  if (left.isCall) report({ code: "event-type-expression", span: node.left.span, fault: "transformer" });
  else if (node.right?.kind === "call")
    report({ code: "event-type-expression", span: node.right.span, fault: "right-side" });
}
