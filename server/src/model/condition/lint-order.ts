import type { Comparison, Condition, ConditionNode, Logical } from "../../syntax/condition/ast.ts";
import type { LintFinding } from "./finding.ts";
import { lintFinding } from "./lint-finding.ts";

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
export function lintOrder(nodes: readonly ConditionNode[]): readonly LintFinding[] {
  return nodes.flatMap((node) => (node.kind === "and" ? misplaced(node) : []));
}

/** At most one for each `and`: after it is moved, the next is found. */
function misplaced(node: Logical): readonly LintFinding[] {
  const { operands } = node;
  const eventType = operands.findIndex(isEventType);
  // What a macro or a bracket holds is not looked into: it may well be about the event type.
  if (eventType > 0 && operands.slice(0, eventType).every(isAboutOther))
    return late(node, eventType, 0, "event-type");
  const costly = operands.findIndex((operand) => isComparison(operand, COSTLY));
  const plain = operands.findIndex((operand, index) => index > costly && isComparison(operand, PLAIN));
  return costly >= 0 && plain > costly ? late(node, plain, costly, "costly") : [];
}

function late(
  { operands, keywords, span }: Logical,
  from: number,
  to: number,
  reason: "event-type" | "costly",
): readonly LintFinding[] {
  const operand = operands[from];
  const target = operands[to];
  const keyword = keywords[from - 1];
  if (!operand || !target || !keyword) return [];
  const related = reason === "costly" ? [{ ...target.span, message: "This check is slower." }] : [];
  return [
    lintFinding(
      { code: "slow-order", span: operand.span, reason, before: target.span.start, keyword, related },
      { span },
    ),
  ];
}

function isEventType(node: Condition): boolean {
  if (node.kind !== "comparison" || node.left.kind !== "field" || node.operator.kind !== "operator")
    return false;
  const isType = node.left.name === "evt.type" || node.left.name === "syscall.type";
  return isType && ["=", "==", "in"].includes(node.operator.name);
}

function isAboutOther(node: Condition): boolean {
  const check = node.kind === "not" ? node.operand : node;
  return check.kind === "comparison" && check.left.kind === "field" && !check.left.name.startsWith("evt.");
}

function isComparison(node: Condition, operators: ReadonlySet<string>): node is Comparison {
  const check = node.kind === "not" ? node.operand : node;
  return (
    check.kind === "comparison" && check.operator.kind === "operator" && operators.has(check.operator.name)
  );
}
