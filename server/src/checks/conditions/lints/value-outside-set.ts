import { nearestName } from "../../../text/names.ts";
import { didYouMean } from "../../rules/items/item-words.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A value that its field never has. See value-outside-set.md. */
export const valueOutsideSet = defineConditionCheck({
  code: "value-outside-set",
  severity: "hint",
  falco: null,
  render: ({ field, value, values }) => ({
    message: `\`${field}\` is never \`${value}\`.${
      didYouMean(nearestName(value, values)) ||
      ` Use one of ${values
        .slice(0, 8)
        .map((each) => `\`${each}\``)
        .join(", ")}${values.length > 8 ? ", …" : ""}.`
    }`,
  }),
});
