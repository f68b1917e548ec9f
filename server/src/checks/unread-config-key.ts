import { configKey } from "../catalog/config-keys.ts";
import { defineConfigCheck, keyDecision, rewriteFixes } from "./config-check.ts";

/** A key that passes the schema and that no code reads. See unread-config-key.md. */
export const unreadConfigKey = defineConfigCheck({
  code: "unread-config-key",
  quiet: "warning",
  migration: "configuration",
  render({ path, target, rewrites }) {
    const instead = rewrites.length > 0 ? "" : " Remove it.";
    return {
      message: `Falco ${target} accepts \`${path}\` but never reads it.${instead}`,
      deprecated: true,
      fixes: rewriteFixes(rewrites),
      ...keyDecision(path, rewrites, configKey(path)?.replacedBy ?? []),
    };
  },
});
