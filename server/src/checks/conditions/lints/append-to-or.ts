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
            "This `and` joins only the last part of the `or` that it is appended to. Put brackets around the condition that is appended to.",
          fixes: [{ title: "Put brackets around the condition before it", safety: "unsafe", edits }],
        }
      : {
          message:
            "This `or` is an alternative to the whole condition that it is appended to. Put brackets around what belongs together.",
          fixes: [{ title: "Put brackets around what is appended", safety: "unsafe", edits }],
        };
  },
});
