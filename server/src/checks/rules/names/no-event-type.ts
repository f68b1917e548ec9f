import { entryOf } from "../../../syntax/yaml-node.ts";
import { addEntry, entriesAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A rule that looks at events of nearly every type. See no-event-type.md. */
export const noEventType = defineItemCheck({
  code: "no-event-type",
  severity: "warning",
  falco: "LOAD_NO_EVTTYPE",
  render(finding, text) {
    const map = entriesAt(text, finding.span.start)[0]?.map;
    const priority = entryOf(map, "priority");
    // Only a full definition may take the key without an `override`.
    const isDefinition =
      map &&
      priority &&
      !entryOf(map, "override") &&
      !entryOf(map, "append") &&
      !entryOf(map, "warn_evttypes");
    const isEmpty = finding.detail === "empty";
    const reason = finding.detail && !isEmpty ? ` ${finding.detail}` : "";
    return {
      message: isEmpty
        ? `No event type fits the condition of rule \`${finding.name}\`, so it never matches. Check what it says of \`evt.type\`.`
        : `Rule \`${finding.name}\` may match events of every type, which slows Falco down.${reason} Restrict it with \`evt.type\`.`,
      fixes:
        isDefinition && !isEmpty
          ? fixOf(
              "Accept it with `warn_evttypes: false`",
              "unsafe",
              addEntry(text, { map, entry: priority }, "warn_evttypes", "false"),
            )
          : [],
    };
  },
});
