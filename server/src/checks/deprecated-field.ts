import { defineConditionCheck, replacing } from "./condition-check.ts";

/** A field that is on its way out. See deprecated-field.md. */
export const deprecatedField = defineConditionCheck({
  code: "deprecated-field",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "fields",
  render({ name, deprecation, loaderWarns, span }, text) {
    const { since, plugin, replacedBy } = deprecation;
    const when = plugin ? `version ${since} of plugin \`${plugin}\`` : `Falco ${since}`;
    const advice = replacedBy
      ? ` Use \`${replacedBy}\`.`
      : name === "evt.dir"
        ? " Only exit events are left: leave the check out."
        : " Leave the check out.";
    const isPlain = replacedBy !== undefined && /^[a-z0-9_.]+$/.test(replacedBy) && text.slice(span.start, span.end) === name;
    return {
      message: `\`${name}\` is deprecated since ${when}.${advice}`,
      fixes: isPlain ? [replacing(`Write \`${replacedBy}\``, "unsafe", span, replacedBy)] : [],
      deprecated: true,
      ...(!loaderWarns && { severity: "info" as const, falco: null }),
    };
  },
});
