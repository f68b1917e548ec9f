import { defineConditionCheck } from "../condition-check.ts";

/** A field that takes no transformer. See no-transformer.md. */
export const noTransformer = defineConditionCheck({
  code: "no-transformer",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ field }) => ({ message: `\`${field}\` takes no transformer. Compare it as it is.` }),
});
