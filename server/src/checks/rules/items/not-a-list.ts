import { yamlFixes } from "../../yaml-fixes.ts";
import { defineItemCheck } from "../item-check.ts";

/** A rules file whose top level is not a list. See not-a-list.md. */
export const notAList = defineItemCheck({
  code: "not-a-list",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render: ({ detail, repair, spaces }) => ({
    message:
      detail ||
      "A rules file must be a list of items. Start each rule, macro and list with `- ` at the start of a line.",
    fixes: yamlFixes(repair, spaces),
  }),
});
