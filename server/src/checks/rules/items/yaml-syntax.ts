import { yamlFixes } from "../../yaml-fixes.ts";
import { defineItemCheck } from "../item-check.ts";

/** YAML that Falco's reader rejects. See yaml-syntax.md. */
export const yamlSyntax = defineItemCheck({
  code: "yaml-syntax",
  severity: "error",
  falco: "LOAD_ERR_YAML_PARSE",
  render: ({ detail, repair, spaces }) => ({
    message: detail || "Falco cannot read this YAML.",
    fixes: yamlFixes(repair, spaces),
  }),
});
