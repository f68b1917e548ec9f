import { defineConditionCheck } from "../condition-check.ts";

/** A field that takes no transformer. See no-transformer.md. */
export const noTransformer = defineConditionCheck({
  code: "no-transformer",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ field }) => ({ message: `\`${field}\` does not accept a transformer. Remove the transformer.` }),
});
