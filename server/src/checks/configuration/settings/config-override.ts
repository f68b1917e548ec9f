import { consequence, defineConfigCheck } from "../config-check.ts";

/** A `-o key=value` that Falco rejects or takes otherwise. See config-override.md. */
export const configOverride = defineConfigCheck({
  code: "config-override",
  quiet: "warning",
  render({ problem, text, falco }) {
    const what = {
      "no-value": `\`${text}\` has no \`=\`. Write \`key=value\`.`,
      "empty-name": `A name is missing in \`${text}\`. Write names separated by single dots.`,
      index: `\`${text}\` is not an index. Write a number in the brackets, or leave them empty to append.`,
      "append-on-value": `\`${text}\` appends to a value that is not a list. Set the value without \`[]\`.`,
      escape: `\`${text}\` is not a valid escape. Only \`.\`, \`[\`, \`]\` and \`\\\` can come after a backslash.`,
      blank: `Spaces around \`=\` become part of the key and the value, so \`${text}\` sets another key. Remove the spaces.`,
      "list-text": `Falco reads \`${text}\` as a string, not as a list. Use \`-o key[]=item\` once for each item.`,
      yaml: `\`${text}\` is not valid YAML. Correct the value.`,
      "object-for-list": `\`${text}\` needs a list. Falco ignores a map here. To append the map, write \`[]\` after the key.`,
      "no-append":
        "This release of Falco does not support appending with `[]`. Set the value in the configuration.",
      "no-yaml":
        "This release of Falco reads `{…}` as a string, not as a map. Set the value in the configuration.",
    }[problem];
    return { message: what + consequence(falco) };
  },
});
