import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A comment within a condition. See comment-in-condition.md. */
export const commentInCondition = defineConditionCheck({
  code: "comment-in-condition",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ span }) => ({
    message:
      "A condition cannot contain a comment: in a block scalar, Falco reads `#` as part of the condition. Move the comment above the rule.",
    fixes: [replacing("Remove the comment", "unsafe", span, "")],
  }),
});
