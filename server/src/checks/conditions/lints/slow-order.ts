import { defineConditionCheck } from "../condition-check.ts";

/** A check that had better be made earlier. See slow-order.md. */
export const slowOrder = defineConditionCheck({
  code: "slow-order",
  severity: "hint",
  falco: null,
  optional: true,
  render({ reason, span, before, keyword }, text) {
    const edits = [
      { span: { start: before, end: before }, newText: `${text.slice(span.start, span.end)} and ` },
      { span: { start: text.slice(0, keyword.start).trimEnd().length, end: span.end }, newText: "" },
    ];
    return reason === "event-type"
      ? {
          message: "A check of the event type excludes most events. Move it to the front.",
          fixes: [{ title: "Move the event type to the front", safety: "safe", edits }],
        }
      : {
          message: "Falco stops at the first check that is false. Move this one before the slower check.",
          fixes: [{ title: "Move before the slower check", safety: "safe", edits }],
        };
  },
});
