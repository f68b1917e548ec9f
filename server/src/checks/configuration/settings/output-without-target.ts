import { consequence, defineConfigCheck } from "../config-check.ts";

/** An output, or an engine, that is on and does not know where to. See output-without-target.md. */
export const outputWithoutTarget = defineConfigCheck({
  code: "output-without-target",
  quiet: "error",
  render: ({ output, target, falco }) => ({
    message: `\`${output}\` is enabled, but \`${target}\` is empty. Set it, or disable \`${output}\`.${consequence(falco)}`,
  }),
});
