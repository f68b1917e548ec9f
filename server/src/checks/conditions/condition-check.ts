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
/** The place before the spaces and line ends that lead to a place: what is added at the end of a text stays on its last line. */
export function beforeSpace(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

export function inserting(title: string, safety: Safety, at: number, newText: string): FixDraft {
  return replacing(title, safety, { start: at, end: at }, newText);
}
