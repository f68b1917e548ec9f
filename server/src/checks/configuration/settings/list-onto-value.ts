import { consequence, defineConfigCheck } from "../config-check.ts";

/** A list that an included file wants to add to a single value. See list-onto-value.md. */
export const listOntoValue = defineConfigCheck({
  code: "list-onto-value",
  quiet: "error",
  render: ({ name, falco }) => ({
    message: `A file that is read before this one gives \`${name}\` a single value, to which no list can be added. Write a single value, or include this file with \`strategy: override\`.${consequence(falco)}`,
  }),
});
