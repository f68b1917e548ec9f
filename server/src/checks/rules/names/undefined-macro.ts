import type { ItemFinding } from "../../../model/ruleset/items/items.ts";
import type { MacroInText } from "../../../model/ruleset/judge.ts";
import { valueChain } from "../../../syntax/condition/value-chain.ts";
import { type Check, defineCheck, type Rendered } from "../../check.ts";
import { chainAdvice } from "../../conditions/value-chain-advice.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { didYouMean } from "../items/item-words.ts";

/** A macro that is defined nowhere. See undefined-macro.md. */
export const undefinedMacro: Check<ItemFinding<"undefined-macro"> | MacroInText> = defineCheck({
  code: "undefined-macro",
  severity: "error",
  quiet: "hint",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding, text) => ("place" in finding ? inItem(finding, text) : inText(finding, text)),
});

function inItem(finding: ItemFinding, text: string): Rendered {
  const name = finding.detail ?? "";
  const near = finding.options ?? [];
  const stands = text.slice(finding.span.start, finding.span.end) === name;
  const advice =
    near.length > 0 ? didYouMean(near[0], name) : " Define it in this file or in one that is loaded before.";
  const fixes = stands
    ? near
        .slice(0, 3)
        .flatMap((other) =>
          fixOf(`Replace with \`${other}\``, "unsafe", replaceScalar(text, finding.span, other)),
        )
    : [];
  return { message: `Macro \`${name}\` is not defined.${advice}`, fixes };
}

/** After a comparison and `or`, where a value may be meant. */
function inText({ span }: MacroInText, text: string): Rendered {
  const name = text.slice(span.start, span.end);
  const chain = valueChain(text, span);
  const advice = chain && chainAdvice(chain, text);
  const meant = advice
    ? ` For several values, write \`${advice.written}\`.`
    : " Define it in this file or one loaded before.";
  return { message: `Macro \`${name}\` is not defined.${meant}`, fixes: advice?.fixes ?? [] };
}
