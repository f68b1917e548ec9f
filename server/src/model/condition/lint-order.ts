import type { Condition, Logical } from "../../syntax/condition/ast.ts";
import type { LintFinding } from "./finding.ts";
import { lintFinding } from "./lint-finding.ts";
import { isEqual } from "./value.ts";

/** Operators that look at every character of a value, some more than once. */
const COSTLY: ReadonlySet<string> = new Set(["regex", "glob", "iglob", "icontains", "pmatch"]);
const PLAIN: ReadonlySet<string> = new Set([
  "=",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "startswith",
  "endswith",
]);

/**
 * Checks that Falco would do better to make earlier: it goes through an `and` from left to right and stops at the first
 * check that is false. The event type is the cheapest and excludes most; the style of the default rules has it first.
 */
export function lintOrder(nodes: readonly Condition[], findings: LintFinding[]): void {
  for (const node of nodes) {
    const finding = node.kind === "and" ? misplaced(node) : undefined;
    if (finding) findings.push(finding);
  }
}

/** At most one for each `and`: after it is moved, the next is found. */
function misplaced(node: Logical): LintFinding | undefined {
  const { operands } = node;
  const eventType = operands.findIndex(isEventType);
  // What a macro or a bracket holds is not looked into: it may well be about the event type.
  if (eventType > 0 && operands.every((operand, index) => index >= eventType || isAboutOther(operand)))
    return late(node, eventType, 0, "event-type");
  const costly = operands.findIndex(isCostly);
  const plain = costly < 0 ? -1 : operands.findIndex((operand, index) => index > costly && isPlain(operand));
  return plain < 0 ? undefined : late(node, plain, costly, "costly");
}

function late(
  { operands, keywords, span }: Logical,
  from: number,
  to: number,
  reason: "event-type" | "costly",
): LintFinding | undefined {
  const operand = operands[from];
  const target = operands[to];
  const keyword = keywords[from - 1];
  if (!operand || !target || !keyword) return undefined;
  const related = reason === "costly" ? [{ ...target.span, message: "This check is slower." }] : [];
  return lintFinding(
    { code: "slow-order", span: operand.span, reason, before: target.span.start, keyword, related },
    { span },
  );
}

function isEventType(node: Condition): boolean {
  if (node.kind !== "comparison" || node.left.kind !== "field" || node.operator.kind !== "operator")
    return false;
  const isType = node.left.name === "evt.type" || node.left.name === "syscall.type";
  return isType && isEqual(node.operator.name);
}

function isAboutOther(node: Condition): boolean {
  const check = node.kind === "not" ? node.operand : node;
  return check.kind === "comparison" && check.left.kind === "field" && !check.left.name.startsWith("evt.");
}

function isCostly(node: Condition): boolean {
  return isComparison(node, COSTLY);
}

function isPlain(node: Condition): boolean {
  return isComparison(node, PLAIN);
}

function isComparison(node: Condition, operators: ReadonlySet<string>): boolean {
  const check = node.kind === "not" ? node.operand : node;
  return (
    check.kind === "comparison" && check.operator.kind === "operator" && operators.has(check.operator.name)
  );
}
