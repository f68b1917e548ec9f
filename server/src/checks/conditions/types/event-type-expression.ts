import { defineConditionCheck } from "../condition-check.ts";

/** A comparison of the event type that makes Falco end. See event-type-expression.md. */
export const eventTypeExpression = defineConditionCheck({
  code: "event-type-expression",
  severity: "error",
  falco: "fatal",
  render: ({ fault }) => ({
    message:
      fault === "transformer"
        ? "Falco ends at once on a transformer around the event type. Compare it as it is."
        : "Falco ends at once when the event type is compared with a field. Compare it with names.",
  }),
});
