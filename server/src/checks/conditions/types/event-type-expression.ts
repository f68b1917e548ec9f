import { defineConditionCheck } from "../condition-check.ts";

/** A comparison of the event type that makes Falco end. See event-type-expression.md. */
export const eventTypeExpression = defineConditionCheck({
  code: "event-type-expression",
  severity: "error",
  falco: "fatal",
  render: ({ fault }) => ({
    message:
      fault === "transformer"
        ? "The event type cannot have a transformer. Falco exits. Remove the transformer."
        : "The event type cannot be compared with a field. Falco exits. Compare it with names of event types.",
  }),
});
