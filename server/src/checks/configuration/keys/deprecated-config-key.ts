import { announced } from "./announced.ts";
import { consequence, defineConfigCheck, keyDecision, rewriteFixes } from "../config-check.ts";
import { advice } from "./removed-config-key.ts";

/** A key that still works and is deprecated. See deprecated-config-key.md. */
export const deprecatedConfigKey = defineConfigCheck({
  code: "deprecated-config-key",
  quiet: "hint",
  migration: "configuration",
  render({ path, deprecatedIn, replacements, inside, rewrites, falco }) {
    return {
      message: `\`${path}\` is deprecated since Falco ${deprecatedIn}.${advice(replacements)}${announced("config key", path)}${consequence(falco)}`,
      deprecated: true,
      fixes: rewriteFixes(rewrites),
      ...keyDecision(path, rewrites, replacements, inside),
      ...(inside && falco === null && { severity: "hint" as const }),
    };
  },
});
