import type { OperandType } from "../../../model/condition/finding.ts";
import { defineConditionCheck } from "../condition-check.ts";
import { typeWords } from "./type-words.ts";

/** Two fields of different types compared. See incompatible-fields.md. */
export const incompatibleFields = defineConditionCheck({
  code: "incompatible-fields",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ left, of, right, rightOf }) => ({
    message: `\`${left}\` is ${exact(of)}, but \`${right}\` is ${exact(rightOf)}. Compare fields of the same type.`,
  }),
});

/** Falco converts nothing, so its own names of the types tell more than ours. */
function exact(of: OperandType): string {
  return `${typeWords(of)} (${of.type})`;
}
