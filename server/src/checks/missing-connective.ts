import { defineConditionCheck, inserting } from "./condition-check.ts";

/** Two checks side by side. See missing-connective.md. */
export const missingConnective = defineConditionCheck({
  code: "missing-connective",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ word, afterValue, span }, text) {
    if (/^xor$/i.test(word)) return { message: `Falco knows no \`${word}\`. Write it with \`and\`, \`or\` and \`not\`.` };
    const before = /\s|\(/.test(text.charAt(span.start - 1)) ? "" : " ";
    const isWord = /^[a-zA-Z][a-zA-Z0-9_]*$/.test(word);
    const fixes = word === "(" && afterValue ? [] : [inserting("Join them with `and`", "unsafe", span.start, `${before}and `)];
    if (isWord && afterValue)
      return {
        message: `\`${word}\` stands behind a value. Quote both if they are one value, or join them with \`and\` or \`or\`.`,
        fixes,
      };
    return { message: "Two checks stand side by side. Join them with `and` or `or`.", fixes };
  },
});
