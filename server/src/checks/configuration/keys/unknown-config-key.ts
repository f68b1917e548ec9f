import { defineConfigCheck, replaceBy, rewriteFixes, wordList } from "../config-check.ts";

/** A key that no release knows at this place. See unknown-config-key.md. */
export const unknownConfigKey = defineConfigCheck({
  code: "unknown-config-key",
  quiet: "warning",
  render({ name, near, elsewhere, span, readAnyway, rewrites }) {
    if (readAnyway)
      return {
        message: `Falco reads \`${name}\`, but the schema of this release does not know it and complains.`,
      };
    if (near !== undefined)
      return {
        message: `Unknown key \`${name}\`. Did you mean \`${near}\`?`,
        fixes: [replaceBy(span, near)],
      };
    if (elsewhere.length > 0)
      return {
        message: `Unknown key \`${name}\` at this place. It belongs ${placeOf(elsewhere)}.`,
        fixes: rewriteFixes(rewrites),
      };
    return { message: `Unknown key \`${name}\`. Falco ignores it.` };
  },
});

function placeOf(elsewhere: readonly string[]): string {
  const [first = "", ...more] = elsewhere;
  return more.length === 0 && !first.includes(".") ? "at the top level" : `at ${wordList(elsewhere)}`;
}
