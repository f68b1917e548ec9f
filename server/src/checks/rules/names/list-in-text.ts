import { defineItemCheck } from "../item-check.ts";

/** A list's name between quotes, which Falco replaces there too. See list-in-text.md. */
export const listInText = defineItemCheck({
  code: "list-in-text",
  severity: "warning",
  falco: null,
  render: (finding) => ({
    message: `\`${finding.detail ?? ""}\` is the name of a list, and Falco replaces it between quotes, too. Rename the list, or write the text without that word.`,
  }),
});
