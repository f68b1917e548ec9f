import { configKey } from "../../../catalog/config-keys.ts";
import type { ConfigRewrite } from "../../../model/configuration/finding.ts";
import { defineConfigCheck, keyDecision, rewriteFixes } from "../config-check.ts";

/** A key that passes the schema and that no code reads. See unread-config-key.md. */
export const unreadConfigKey = defineConfigCheck({
  code: "unread-config-key",
  quiet: "warning",
  migration: "configuration",
  render({ path, target, rewrites }) {
    const instead = rewrites.length > 0 ? "" : " Remove it.";
    return {
      message: `Falco ${target} accepts \`${path}\` but ignores the key.${instead}`,
      deprecated: true,
      fixes: rewriteFixes(rewrites),
      ...unreadDecision(path, rewrites),
    };
  },
});

/** Under the name that is meant the value would begin to count. */
function unreadDecision(path: string, rewrites: readonly ConfigRewrite[]): { readonly decide?: string } {
  const [rewrite] = rewrites;
  if (rewrite?.kind === "rename" && !rewrite.safe)
    return {
      decide: `Decide whether its value should take effect, then rename it to \`${rewrite.path}\`.`,
    };
  return keyDecision(path, rewrites, configKey(path)?.replacedBy ?? []);
}
