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
        ? `Rule \`${finding.name}\` never matches: its condition excludes every event type. Correct the checks of \`evt.type\`.`
        : `Rule \`${finding.name}\` can match every event type, which slows Falco down.${reason} Add a check of \`evt.type\`.`,
      fixes:
        isDefinition && !isEmpty
          ? fixOf(
              "Add `warn_evttypes: false`",
              "unsafe",
              addEntry(text, { map, entry: priority }, "warn_evttypes", "false"),
            )
          : [],
    };
  },
});
