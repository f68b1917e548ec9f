import { type Condition, type Logical, walk } from "../../syntax/condition/ast.ts";
import type { Span } from "../../text/span.ts";
import type { LintFinding } from "./finding.ts";
import { lintFinding } from "./lint-finding.ts";

/**
 * Appended texts that `or` and `and` group otherwise than they were written. Falco joins the parts by a space before it
 * reads them, so `a or b` and `and c` become `a or (b and c)`. `junctions` are the offsets at which an appended part begins.
 */
export function lintAppends(
  tree: Condition,
  text: string,
  junctions: readonly number[],
): readonly LintFinding[] {
  if (junctions.length === 0) return [];
  const findings: LintFinding[] = [];
  for (const node of walk(tree)) {
    if (node.kind !== "or") continue;
    for (const operand of node.operands)
      if (operand.kind === "and") findings.push(...regrouped(node, operand, text, junctions));
  }
  return findings;
}

/** Whether an appended part begins within a span; then what is said of the span is for `lintAppends` to say. */
export function isDivided(span: Span, junctions: readonly number[]): boolean {
  return junctions.some((junction) => span.start < junction && junction < span.end);
}

function regrouped(
  or: Logical,
  and: Logical,
  text: string,
  junctions: readonly number[],
): readonly LintFinding[] {
  const { keywords } = and;
  const at = keywords.findIndex(({ start }) =>
    junctions.some((junction) => junction <= start && text.slice(junction, start).trim() === ""),
  );
  const keyword = keywords[at];
  if (!keyword) return [];
  const { start, end } = and.span;
  const around = or.keywords;
  const before = around.findLast((other) => other.end <= start);
  const after = around.find((other) => other.start >= end);
  const last = and.operands[at];
  if (!last) return [];
  if (before) {
    const base = { start: or.span.start, end: last.span.end };
    const related = [{ ...before, message: "The `and` does not apply to the part before this `or`." }];
    return [lintFinding({ code: "append-to-or", span: keyword, side: "base", whole: base, related }, or)];
  }
  if (!after) return [];
  const whole = {
    start: and.operands[at + 1]?.span.start ?? keyword.end,
    end: or.span.end,
  };
  return [lintFinding({ code: "append-to-or", span: after, side: "appended", whole }, or)];
}
