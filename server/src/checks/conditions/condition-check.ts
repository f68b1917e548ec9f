import type { ConditionFinding } from "../../model/condition/finding.ts";
import type { Span } from "../../text/span.ts";
import type { Check, FixDraft, Safety } from "../check.ts";

/** The findings of one code. */
export type FindingOf<Code extends ConditionFinding["code"]> = Extract<
  ConditionFinding,
  { readonly code: Code }
>;

/** A check that words what is wrong with a condition. */
export type ConditionCheck<Code extends ConditionFinding["code"] = ConditionFinding["code"]> = Check<
  FindingOf<Code>
>;

export function defineConditionCheck<Code extends ConditionFinding["code"]>(
  check: ConditionCheck<Code> & { readonly code: Code },
): ConditionCheck<Code> {
  return check;
}

/** A fix of one edit. */
export function replacing(title: string, safety: Safety, span: Span, newText: string): FixDraft {
  return { title, safety, edits: [{ span, newText }] };
}

/** A fix that puts text in at an offset. */
export function inserting(title: string, safety: Safety, at: number, newText: string): FixDraft {
  return replacing(title, safety, { start: at, end: at }, newText);
}
