import type { Severity } from "../checks/check.ts";
import { checkOf } from "../checks/registry.ts";
import { isOff, type Severities, severityOf } from "../checks/severities.ts";
import type { ConditionFinding } from "../model/condition/finding.ts";
import { type JudgeContext, judgeCondition } from "../model/condition/judge.ts";
import { lintCondition } from "../model/condition/lint.ts";
import { canonicalText } from "../syntax/condition/canonical.ts";
import { parseCondition } from "../syntax/condition/parse.ts";

/** What a condition is answered by. */
export interface AnswerContext extends JudgeContext {
  readonly severities: Severities;
}

export interface ConditionAnswer {
  readonly ok: boolean;
  readonly stage?: "parse" | "compile";
  readonly ast?: string;
  readonly diagnostics: readonly ConditionDiagnostic[];
}

export interface ConditionDiagnostic {
  readonly code: string;
  readonly stage: "parse" | "compile";
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly check: { readonly start: number; readonly end: number } | null;
  readonly related: readonly { readonly start: number; readonly end: number; readonly message: string }[];
}

/** What there is to say of one condition. Offsets are UTF-16 units in it. */
export function answerTo(condition: string, context: AnswerContext): ConditionAnswer {
  const parsed = parseCondition(condition);
  const lints =
    parsed.problems.length === 0
      ? lintCondition(parsed.tree, condition, context, (code) => !isOff(code, context.severities))
      : [];
  const judged = judgeCondition(parsed, condition, context);
  const findings =
    lints.length === 0 ? judged : [...judged, ...lints].sort((a, b) => a.span.start - b.span.start);
  const diagnostics = findings.flatMap((finding) => diagnosticOf(finding, condition, context.severities));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const stage = errors.some((error) => error.stage === "parse") ? "parse" : "compile";
  return {
    ok: !first,
    ...(first && { stage }),
    ...(!(first && stage === "parse") && { ast: canonicalText(parsed.tree) }),
    diagnostics,
  };
}

/** None where the check is off. */
function diagnosticOf(
  finding: ConditionFinding,
  condition: string,
  severities: Severities,
): readonly ConditionDiagnostic[] {
  if (isOff(finding.code, severities)) return [];
  const check = checkOf(finding.code);
  const rendered = check.render(finding, condition);
  const severity = severityOf(
    { code: finding.code, severity: rendered.severity ?? check.severity },
    severities,
  );
  if (!severity) return [];
  const { start, end } = finding.span;
  const diagnostic: ConditionDiagnostic = {
    code: finding.code,
    stage: finding.stage,
    severity,
    message: rendered.message,
    start,
    end,
    check: finding.stage === "compile" ? { start: finding.check.start, end: finding.check.end } : null,
    related: (finding.related ?? []).map((each) => ({
      start: each.start,
      end: each.end,
      message: each.message,
    })),
  };
  return [diagnostic];
}
