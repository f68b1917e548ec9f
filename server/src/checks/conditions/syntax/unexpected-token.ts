import type { Span } from "../../../text/span.ts";
import { valueChain } from "../../../syntax/condition/value-chain.ts";
import type { FixDraft } from "../../check.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";
import { bareField, bareFieldAdvice } from "../bare-field.ts";
import { chainAdvice } from "../value-chain-advice.ts";

/** Text that fits nowhere. See unexpected-token.md. */
export const unexpectedToken = defineConditionCheck({
  code: "unexpected-token",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ text, span }, condition) {
    if (text === ",")
      return {
        message: "A comma can only be used in parentheses. Write the list as `in (a, b)`.",
        fixes: listed(condition, span),
      };
    const [, brace, field] = /^%(\{?)([a-zA-Z]\w*(?:\.\w+)+)\}?$/.exec(text) ?? [];
    if (field !== undefined)
      return {
        message: `\`%\` marks a field in outputs only. Write \`${field}\` in a condition.`,
        fixes: [
          replacing(
            brace === "" ? "Remove `%`" : `Replace with \`${field}\``,
            "unsafe",
            { start: span.start, end: span.start + text.length },
            field,
          ),
        ],
      };
    const bare = /^[=!<>~]+$/.test(text) ? bareField(condition.slice(0, span.start)) : undefined;
    if (bare) return bareFieldAdvice(bare);
    const chain = valueChain(condition, span);
    const advice = chain && chainAdvice(chain, condition);
    if (advice)
      return {
        message: `\`${text}\` is a value without a field. For several values, write \`${advice.written}\`.`,
        fixes: advice.fixes,
      };
    if (/^=+$/.test(text)) return { message: `Unexpected \`${text}\`. Quote a value that contains \`=\`.` };
    return { message: `Unexpected \`${text}\`. Quote it if it belongs to a value, or remove it.` };
  },
});

/** `= a, b` and `in a, b` as `in (a, b)`. Only for plain words on one line. */
function listed(condition: string, comma: Span): readonly FixDraft[] {
  // As much of the text before it as an operator and a word may take.
  const head = /(?<![ \t])[ \t]*(?:(?<!!)==?[ \t]*|(?<=[\w\]][ \t])in[ \t]+)([\w./:*-]+)[ \t]*$/.exec(
    condition.slice(Math.max(0, comma.start - 300), comma.start),
  );
  const tail = /^(?:[ \t]*,[ \t]*(?!(?:and|or|not)\b)[\w./:*-]+)+(?![^\s)])/.exec(
    condition.slice(comma.start),
  );
  if (!head || !tail) return [];
  const list = ` in (${head[1] ?? ""}${tail[0]})`;
  return [
    replacing(
      `Replace with \`${list.trim()}\``,
      "unsafe",
      { start: head.index, end: comma.start + tail[0].length },
      list,
    ),
  ];
}
