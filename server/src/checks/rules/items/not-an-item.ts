import { defineItemCheck } from "../item-check.ts";

/** A list entry that is not a map. See not-an-item.md. */
export const notAnItem = defineItemCheck({
  code: "not-an-item",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render: () => ({
    message:
      "This entry is not an item. Write keys and values, such as `- macro: name` with a `condition` below it.",
  }),
});
