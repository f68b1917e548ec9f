import { defineConfigCheck, replaceBy, rewriteFixes, wordList } from "../config-check.ts";

/** A key that no release knows at this place. See unknown-config-key.md. */
export const unknownConfigKey = defineConfigCheck({
  code: "unknown-config-key",
  quiet: "warning",
  growsWithReleases: true,
  render({ name, near, elsewhere, span, readAnyway, rewrites }) {
    if (readAnyway)
      return {
        message: `Falco reads \`${name}\`, but logs a warning, because its schema does not contain the key. No change is needed.`,
      };
    if (near !== undefined)
      return {
        message: `Unknown key \`${name}\`. Did you mean \`${near}\`?`,
        fixes: [replaceBy(span, near)],
      };
    if (elsewhere.length > 0)
      return {
        message: `Unknown key \`${name}\` here. Move it ${placeOf(elsewhere)}.`,
        fixes: rewriteFixes(rewrites),
      };
    return { message: `Unknown key \`${name}\`. Falco ignores the key. Remove it.` };
  },
});

function placeOf(elsewhere: readonly string[]): string {
  const [first = "", ...more] = elsewhere;
  return more.length === 0 && !first.includes(".") ? "to the top level" : `to ${wordList(elsewhere)}`;
}
