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
          message: "The event type excludes most events at once. Ask for it first.",
          fixes: [{ title: "Ask for the event type first", safety: "safe", edits }],
        }
      : {
          message:
            "Falco stops at the first check that is false. Put this one before the check that takes longer.",
          fixes: [{ title: "Put it before the check that takes longer", safety: "safe", edits }],
        };
  },
});
