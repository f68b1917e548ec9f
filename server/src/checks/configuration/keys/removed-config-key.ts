import type { ConfigReplacement } from "../../../catalog/records.ts";
import { consequence, defineConfigCheck, keyDecision, rewriteFixes, wordList } from "../config-check.ts";

/** A key that the target no longer reads. See removed-config-key.md. */
export const removedConfigKey = defineConfigCheck({
  code: "removed-config-key",
  quiet: "warning",
  migration: "configuration",
  render({ path, removedIn, replacements, inside, movesByKey, rewrites, falco }) {
    const gone = `\`${path}\` has had no effect since Falco ${removedIn}.`;
    const end = inside ? "" : consequence(falco);
    return {
      message: `${gone}${advice(replacements)}${end}`,
      deprecated: true,
      fixes: rewriteFixes(rewrites),
      ...keyDecision(path, rewrites, replacements, inside || movesByKey),
      ...(inside && { severity: "hint" as const }),
    };
  },
});

/** What to write instead. */
export function advice(replacements: readonly ConfigReplacement[]): string {
  const places = [...new Set(replacements.map(({ path }) => path))];
  if (places.length === 0) return " Remove it.";
  return ` Use ${wordList(places)} instead.`;
}
