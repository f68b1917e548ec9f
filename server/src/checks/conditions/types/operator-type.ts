import { accepts, OPERATORS } from "../../../catalog/language.ts";
import { defineConditionCheck } from "../condition-check.ts";
import { oneOf } from "../../rules/items/item-words.ts";
import { typeWords } from "./type-words.ts";

/** An operator that does not work on its left side. See operator-type.md. */
export const operatorType = defineConditionCheck({
  code: "operator-type",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, left, of, modifier, isExistsOnly }) {
    if (modifier)
      return {
        message: `\`${operator} ${modifier}\` does not support \`${left}\`, which is ${typeWords(of)}. Use another operator.`,
      };
    const fitting = [...OPERATORS.values()]
      .filter((each) => (isExistsOnly ? each.name === "exists" : accepts(each, of.type, of.isList)))
      .map((each) => each.name);
    const isListOf = of.isList && (operator === "=" || operator === "==");
    const advice = fitting.length > 0 && fitting.length < 12 ? ` Use ${oneOf(fitting)}.` : "";
    const why = isListOf ? `\`${left}\` has several values` : `\`${left}\` is ${typeWords(of)}`;
    return { message: `\`${operator}\` is not supported here: ${why}.${advice}` };
  },
});
