import { defineConditionCheck } from "../condition-check.ts";

/** Event types that exclude each other. See contradicting-event-types.md. */
export const contradictingEventTypes = defineConditionCheck({
  code: "contradicting-event-types",
  severity: "hint",
  falco: null,
  render: () => ({
    message: "This is never true, because no event has both types. Use `or`, or one list of types.",
  }),
});
