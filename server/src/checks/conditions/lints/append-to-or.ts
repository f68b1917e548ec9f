import { defineConditionCheck } from "../condition-check.ts";

/** Appended text that groups otherwise than it reads. See append-to-or.md. */
export const appendToOr = defineConditionCheck({
  code: "append-to-or",
  severity: "info",
  falco: null,
  render({ side, whole }) {
    const edits = [
      { span: { start: whole.start, end: whole.start }, newText: "(" },
      { span: { start: whole.end, end: whole.end }, newText: ")" },
    ];
    return side === "base"
      ? {
          message:
            "This `and` applies only to the last part of the `or` before it. Wrap the condition before it in parentheses.",
          fixes: [{ title: "Wrap the condition before it in parentheses", safety: "unsafe", edits }],
        }
      : {
          message:
            "This `or` is an alternative to the whole condition before it. Wrap in parentheses what belongs together.",
          fixes: [{ title: "Wrap the appended condition in parentheses", safety: "unsafe", edits }],
        };
  },
});
