import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An event type that does not exist. See unknown-event-type.md. */
export const unknownEventType = defineConditionCheck({
  code: "unknown-event-type",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  growsWithReleases: true,
  render: ({ value, near, span }) => ({
    message:
      value === ""
        ? "The event type is empty. Write the name of one."
        : `Unknown event type \`${value}\`. ${near ? `Did you mean \`${near}\`?` : "Use a name that `falco --list-events` prints."}`,
    fixes: near ? [replacing(`Replace with \`${near}\``, "unsafe", span, near)] : [],
  }),
});
