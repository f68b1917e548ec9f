import { consequence, defineConfigCheck } from "../config-check.ts";

/** A block without any key. See empty-config-block.md. */
export const emptyConfigBlock = defineConfigCheck({
  code: "empty-config-block",
  quiet: "warning",
  render: ({ path, falco }) => ({
    message: `\`${path}\` is empty. Add a key to it or remove it.${consequence(falco)}`,
  }),
});
