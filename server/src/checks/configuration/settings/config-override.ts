import { consequence, defineConfigCheck } from "../config-check.ts";

/** A `-o key=value` that Falco refuses or takes otherwise. See config-override.md. */
export const configOverride = defineConfigCheck({
  code: "config-override",
  quiet: "warning",
  render({ problem, text, falco }) {
    const what = {
      "no-value": `\`${text}\` has no \`=\`. Write \`key=value\`.`,
      "empty-name": `A name is missing in \`${text}\`. Write names joined by single dots.`,
      index: `\`${text}\` is no index. Write a number in the brackets, or nothing to append.`,
      "append-on-value": `\`${text}\` appends to something that is no list.`,
      escape: `\`${text}\` is no escape. Only \`.\`, \`[\`, \`]\` and \`\\\` can follow a backslash.`,
      blank: `Blanks around \`=\` belong to the key and the value, so \`${text}\` sets another key. Remove them.`,
      "list-text": `\`${text}\` is taken as one text, not as a list. Give \`-o key[]=item\` once for each item.`,
      yaml: `\`${text}\` is no valid YAML.`,
      "object-for-list": `\`${text}\` wants a list, and a map is ignored. Write \`[]\` behind the key to append the map.`,
      "no-append": "This release cannot append with `[]`.",
      "no-yaml": "This release takes `{…}` as a text, not as a map.",
    }[problem];
    return { message: what + consequence(falco) };
  },
});
