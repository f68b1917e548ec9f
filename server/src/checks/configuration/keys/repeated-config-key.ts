import { defineConfigCheck } from "../config-check.ts";

/** A key that is twice in one block: the first wins. See repeated-config-key.md. */
export const repeatedConfigKey = defineConfigCheck({
  code: "repeated-config-key",
  quiet: "warning",
  render: ({ name, removal }) => ({
    message: `Duplicate key \`${name}\`. Falco uses the first one. Remove one of them.`,
    fixes: [{ title: `Remove this \`${name}\``, safety: "unsafe", edits: [removal] }],
  }),
});
