import type { Comparison, Condition } from "../../syntax/condition/ast.ts";
import type { LintFinding } from "./finding.ts";
import { lintFinding } from "./lint-finding.ts";

/** Fields that every event of their source has. */
const ALWAYS_THERE =
  /^evt\.(?:num|time|rawtime|rel|cpu|type|category|dir|source|pluginname|is_|plugininfo|datetime)|^syscall\.type$/;

/**
 * `not` over a comparison whose field an event may not have: Falco takes any comparison of an absent field for false, so the
 * negation is true for every such event. A condition that asks whether the field exists has thought of it.
 */
export function lintNegations(nodes: readonly Condition[], text: string, findings: LintFinding[]): void {
  let asked: ReadonlySet<string> | undefined;
  for (const node of nodes) {
    if (node.kind !== "not") continue;
    const comparison = withoutBrackets(node.operand);
    if (comparison.kind !== "comparison" || comparison.operator.kind !== "operator" || isExists(comparison))
      continue;
    const field = leftOf(comparison, text);
    if (comparison.left.kind !== "field" || ALWAYS_THERE.test(comparison.left.name)) continue;
    asked ??= askedFields(nodes, text);
    if (asked.has(field)) continue;
    findings.push(
      lintFinding({ code: "negated-absence", span: node.keyword, field, negation: node.span }, node),
    );
  }
}

/** The fields of which a condition asks whether they exist. */
function askedFields(nodes: readonly Condition[], text: string): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const node of nodes) if (node.kind === "comparison" && isExists(node)) asked.add(leftOf(node, text));
  return asked;
}

function withoutBrackets(node: Condition): Condition {
  let inner = node;
  while (inner.kind === "group") inner = inner.body;
  return inner;
}

function isExists({ operator }: Comparison): boolean {
  return operator.kind === "operator" && operator.name === "exists";
}

function leftOf({ left }: Comparison, text: string): string {
  return text.slice(left.span.start, left.span.end);
}
