import { defineConfigCheck } from "../config-check.ts";

/** A file that is empty, a list or a text. See config-not-a-map.md. */
export const configNotAMap = defineConfigCheck({
  code: "config-not-a-map",
  quiet: "warning",
  render: ({ found }) => ({
    message:
      found === "nothing"
        ? "The file is empty, so Falco uses its built-in values. Add keys, or remove the file."
        : `A configuration must be a map of keys, not a ${found}. Write \`key: value\` lines.`,
  }),
});
