import { configKey } from "../../../catalog/config-keys.ts";
import { consequence, defineConfigCheck, replaceBy, wordList } from "../config-check.ts";
import { ownValue } from "../../../text/table.ts";

/** A word that the key does not know, or one deprecated. See unknown-config-value.md. */
export const unknownConfigValue = defineConfigCheck({
  code: "unknown-config-value",
  quiet: "warning",
  migration: "configuration",
  growsWithReleases: true,
  render({ path, text, values, near, deprecated, span, falco }) {
    const fixes = near === undefined ? [] : [replaceBy(span, near)];
    if (deprecated && falco === "log") {
      const { deprecatedIn, removedIn } = deprecated;
      const instead = near === undefined ? "" : ` Use \`${near}\`.`;
      return {
        message: `\`${path}: ${text}\` is deprecated since Falco ${deprecatedIn} and removed in ${removedIn}.${instead}`,
        fixes,
        ...valueDecision(path, text),
        deprecated: true,
      };
    }
    const gone = deprecated ? ` since Falco ${deprecated.removedIn}` : "";
    const known = near === undefined ? `Use ${wordList(values)}.` : `Did you mean \`${near}\`?`;
    return {
      message: `\`${text}\` is not a valid value of \`${path}\`${gone}. ${known}${consequence(falco)}`,
      fixes,
      ...(deprecated && { deprecated: true, ...valueDecision(path, text) }),
    };
  },
});

/** What the catalogue says of a value that went. */
function valueDecision(path: string, text: string): { readonly decide: string } {
  const { replaceWith, note = "" } = ownValue(configKey(path)?.deprecatedValues, text) ?? {};
  const instead = replaceWith
    ? `whether \`${replaceWith}\` works on the machines that run this`
    : "what to run instead";
  return { decide: `Decide ${instead}${note === "" ? "" : `: ${note}`}.` };
}
