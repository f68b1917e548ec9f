import { TRANSFORMERS } from "../../../catalog/language.ts";
import { defineConditionCheck, inserting, replacing } from "../condition-check.ts";

/** The blanks between a transformer and what follows. */
const APART = new RegExp(`(?<=(?<![a-zA-Z0-9_.])(${[...TRANSFORMERS.keys()].join("|")}))\\s+$`);
/** Farther back none is looked for. */
const FAR = 40;

/** Two checks side by side. See missing-connective.md. */
export const missingConnective = defineConditionCheck({
  code: "missing-connective",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ word, afterValue, span }, text) {
    if (/^xor$/i.test(word))
      return { message: `Falco knows no \`${word}\`. Write it with \`and\`, \`or\` and \`not\`.` };
    const apart = word === "(" && APART.exec(text.slice(Math.max(0, span.start - FAR), span.start));
    if (apart) {
      const [blank, name] = apart;
      const fixes = [
        replacing("Take the blank out", "unsafe", { start: span.start - blank.length, end: span.start }, ""),
      ];
      return { message: `The bracket of \`${name}\` has to follow it without a blank.`, fixes };
    }
    const before = /\s|\(/.test(text.charAt(span.start - 1)) ? "" : " ";
    const isWord = /^[a-zA-Z][a-zA-Z0-9_]*$/.test(word);
    const fixes =
      word === "(" && afterValue
        ? []
        : [inserting("Join them with `and`", "unsafe", span.start, `${before}and `)];
    if (isWord && afterValue)
      return {
        message: `\`${word}\` stands behind a value. Quote both if they are one value, or join them with \`and\` or \`or\`.`,
        fixes,
      };
    return { message: "Two checks stand side by side. Join them with `and` or `or`.", fixes };
  },
});
