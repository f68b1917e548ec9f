import { consequence, defineConfigCheck, replaceBy, wordList } from "./config-check.ts";

/** A word that the key does not know, or one on its way out. See unknown-config-value.md. */
export const unknownConfigValue = defineConfigCheck({
  code: "unknown-config-value",
  quiet: "warning",
  render({ path, text, values, near, deprecated, span, falco }) {
    const fixes = near === undefined ? [] : [replaceBy(span, near)];
    if (deprecated && falco === "log") {
      const { deprecatedIn, removedIn } = deprecated;
      const instead = near === undefined ? "" : ` Use \`${near}\`.`;
      return {
        message: `\`${path}: ${text}\` is deprecated since Falco ${deprecatedIn} and gone in ${removedIn}.${instead}`,
        fixes,
        deprecated: true,
      };
    }
    const gone = deprecated ? ` since Falco ${deprecated.removedIn}` : "";
    const known = near === undefined ? `It can be ${wordList(values)}.` : `Did you mean \`${near}\`?`;
    return {
      message: `\`${text}\` is not a value of \`${path}\`${gone}. ${known}${consequence(falco)}`,
      fixes,
      ...(deprecated && { deprecated: true }),
    };
  },
});
