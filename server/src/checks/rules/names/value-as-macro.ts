import { valueChain } from "../../../syntax/condition/value-chain.ts";
import type { ConditionCheck } from "../../conditions/condition-check.ts";
import { chainAdvice } from "../../conditions/value-chain-advice.ts";

/** A macro that is defined nowhere, after a comparison and `or`, where a value may be meant. See undefined-macro.md. */
export const valueAsMacro: ConditionCheck = {
  code: "undefined-macro",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render({ span }, text) {
    const name = text.slice(span.start, span.end);
    const chain = valueChain(text, span);
    const advice = chain && chainAdvice(chain, text);
    const meant = advice
      ? ` For several values, write \`${advice.written}\`.`
      : " Define it in this file or one loaded before.";
    return { message: `Macro \`${name}\` is not defined.${meant}`, fixes: advice?.fixes ?? [] };
  },
};
