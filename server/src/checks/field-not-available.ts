import { oneOf } from "./item-words.ts";
import { defineConditionCheck } from "./condition-check.ts";

/** A field that this Falco does not have. See field-not-available.md. */
export const fieldNotAvailable = defineConditionCheck({
  code: "field-not-available",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  migration: "fields",
  render({ name, absence }) {
    switch (absence.kind) {
      case "needs-plugin":
        return {
          message: `Field \`${name}\` comes with plugin ${oneOf(absence.plugins)}, which is not loaded. Load the plugin, or leave the field out.`,
        };
      case "plugin-too-old":
        return {
          message: `Field \`${name}\` exists since version ${absence.since} of plugin \`${absence.plugin}\`; version ${absence.have} is loaded.`,
        };
      case "not-yet":
        return { message: `Field \`${name}\` exists since Falco ${absence.since}.` };
      case "removed": {
        const { record, removedIn, plugin } = absence;
        const advice = record.replacedBy ? ` Use \`${record.replacedBy}\`.` : "";
        return {
          message: `Field \`${name}\` is gone since ${plugin ? `version ${removedIn} of plugin \`${plugin}\`` : `Falco ${removedIn}`}.${advice}`,
        };
      }
    }
  },
});
