import type { FieldUse } from "../../../model/condition/finding.ts";
import type { Span } from "../../../text/span.ts";
import type { FixDraft } from "../../check.ts";
import { replacing } from "../condition-check.ts";

/** What to do where a field is as plain text. `check` is the comparison, `span` the field in it. */
export function fieldAdvice(
  value: string,
  use: FieldUse,
  { span, check }: { readonly span: Span; readonly check: Span },
  text: string,
): { readonly advice: string; readonly fixes: readonly FixDraft[] } {
  const call = `val(${value})`;
  if (use === "other-type")
    return { advice: "To compare two fields, both must have the same type.", fixes: [] };
  if (use === "comparable") {
    const isVerbatim = text.slice(span.start, span.end) === value;
    return {
      advice: `To use the field, write \`${call}\`.`,
      fixes: isVerbatim ? [replacing(`Replace with \`${call}\``, "unsafe", span, call)] : [],
    };
  }
  const before = /\bin\s*\(\s*$/.exec(text.slice(Math.max(check.start, span.start - 300), span.start));
  const isOnly = before !== null && /^\s*\)$/.test(text.slice(span.end, check.end));
  const whole = before && { start: Math.max(check.start, span.start - 300) + before.index, end: check.end };
  return {
    advice: `A list cannot contain fields. Compare with \`= ${call}\`.`,
    fixes: isOnly && whole ? [replacing(`Replace with \`= ${call}\``, "unsafe", whole, `= ${call}`)] : [],
  };
}
