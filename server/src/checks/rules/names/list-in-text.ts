import { defineItemCheck } from "../item-check.ts";

/** A list's name between quotes, which Falco replaces there too. See list-in-text.md. */
export const listInText = defineItemCheck({
  code: "list-in-text",
  severity: "warning",
  falco: null,
  render: (finding) => ({
    message: `\`${finding.detail ?? ""}\` is the name of a list. Falco replaces it even inside quotes. Rename the list, or change the string.`,
  }),
});
