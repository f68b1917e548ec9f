import type { ConditionFinding } from "../../model/condition/finding.ts";
import type { Span } from "../../text/span.ts";
import type { CheckInfo, Finding, FixDraft, Rendered, Safety } from "../check.ts";

/** The findings of one code. */
export type FindingOf<Code extends ConditionFinding["code"]> = Extract<
  ConditionFinding,
  { readonly code: Code }
>;

/** A check that words what is wrong with a condition. */
export interface ConditionCheck extends CheckInfo {
  /** How a finding reads. `text` is the condition; spans of fixes are offsets in it. */
  render(finding: Finding, text: string): Rendered;
}

interface ConditionCheckOf<Code extends ConditionFinding["code"]> extends CheckInfo {
  readonly code: Code;
  render(finding: FindingOf<Code>, text: string): Rendered;
}

export function defineConditionCheck<Code extends ConditionFinding["code"]>(
  check: ConditionCheckOf<Code>,
): ConditionCheck {
  return { ...check, render: (finding, text) => check.render(finding as FindingOf<Code>, text) };
}

/** A fix of one edit. */
export function replacing(title: string, safety: Safety, span: Span, newText: string): FixDraft {
  return { title, safety, edits: [{ span, newText }] };
}

/** A fix that puts text in at an offset. */
export function inserting(title: string, safety: Safety, at: number, newText: string): FixDraft {
  return replacing(title, safety, { start: at, end: at }, newText);
}
