import { defineConditionCheck } from "../condition-check.ts";
import { typeWords } from "./type-words.ts";

/** A transformer around something it does not take. See transformer-type.md. */
export const transformerType = defineConditionCheck({
  code: "transformer-type",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ transformer, of }) => ({
    message: `\`${transformer}\` does not support ${typeWords(of)}. Remove the transformer.`,
  }),
});
