import { consequence, defineConfigCheck } from "../config-check.ts";

/** A list that an included file wants to add to a single value. See list-onto-value.md. */
export const listOntoValue = defineConfigCheck({
  code: "list-onto-value",
  quiet: "error",
  render: ({ name, falco }) => ({
    message: `A file that is read earlier sets \`${name}\` to a single value. A list cannot be added to it. Write a single value, or use \`strategy: override\`.${consequence(falco)}`,
  }),
});
