import { defineConfigCheck } from "../config-check.ts";

/** Both names of the list of rules files. See rules-files-twice.md. */
export const rulesFilesTwice = defineConfigCheck({
  code: "rules-files-twice",
  quiet: "error",
  render: () => ({
    message:
      "`rules_file` and `rules_files` cannot both be set. Falco exits. Move the entries to `rules_files`.",
  }),
});
