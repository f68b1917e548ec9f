import { spacesFix } from "../../yaml-fixes.ts";
import { defineConfigCheck } from "../config-check.ts";

/** YAML that Falco's reader rejects. See config-syntax.md. */
export const configSyntax = defineConfigCheck({
  code: "config-syntax",
  quiet: "error",
  render: ({ message, spaces }) => ({
    message: `${message} Falco cannot read this file.`,
    fixes: spaces ? [spacesFix(spaces)] : [],
  }),
});
