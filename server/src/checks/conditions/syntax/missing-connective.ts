import { TRANSFORMERS } from "../../../catalog/language.ts";
import { bareField, bareFieldAdvice } from "../bare-field.ts";
import { fieldBefore } from "../field-before.ts";
import { defineConditionCheck, inserting, replacing } from "../condition-check.ts";

/** The spaces between a transformer and what follows. */
const APART = new RegExp(`(?<=(?<![a-zA-Z0-9_.])(${[...TRANSFORMERS.keys()].join("|")}))\\s+$`);
/** Farther back none is looked for. */
const FAR = 40;

/** An operator that reads as a macro, since no field is before it. */
const OPERATOR_BEFORE =
  /(?<![\w.])(i?contains|startswith|endswith|i?glob|in|intersects|pmatch|regex)[ \t\n]+$/;

/** The same, where the word before it is a name of a field without its class. */
const OPERATOR = /^(?:i?contains|startswith|endswith|i?glob|in|intersects|pmatch|regex)$/;

/** Two checks side by side. See missing-connective.md. */
export const missingConnective = defineConditionCheck({
  code: "missing-connective",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ word, afterValue, span }, text) {
    if (/^xor$/i.test(word))
      return { message: `Falco does not support \`${word}\`. Use \`and\`, \`or\` and \`not\`.` };
    const apart = word === "(" && APART.exec(text.slice(Math.max(0, span.start - FAR), span.start));
    if (apart) {
      const [blank, name] = apart;
      const fixes = [
        replacing("Remove the space", "unsafe", { start: span.start - blank.length, end: span.start }, ""),
      ];
      return {
        message: `There must be no space between \`${name}\` and its opening bracket or parenthesis. Remove the space.`,
        fixes,
      };
    }
    const bare = OPERATOR.test(word) ? bareField(text.slice(0, span.start)) : undefined;
    if (bare) return bareFieldAdvice(bare);
    const operator = OPERATOR_BEFORE.exec(text.slice(Math.max(0, span.start - FAR), span.start));
    const field = operator ? fieldBefore(text.slice(0, span.start - operator[0].length)) : undefined;
    if (operator && field !== undefined) {
      const at = span.start - operator[0].length;
      return {
        message: `A field is missing before \`${operator[1] ?? ""}\`. Did you mean \`${field}\`?`,
        fixes: [inserting(`Add \`${field}\``, "unsafe", at, `${field} `)],
      };
    }
    const before = /\s|\(/.test(text.charAt(span.start - 1)) ? "" : " ";
    const isWord = /^[a-zA-Z][a-zA-Z0-9_]*$/.test(word);
    const fixes =
      word === "(" && afterValue
        ? []
        : [inserting("Add `and` between them", "unsafe", span.start, `${before}and `)];
    if (isWord && afterValue)
      return {
        message: `\`${word}\` comes directly after a value. Quote both if they are one value, or add \`and\` or \`or\` between them.`,
        fixes,
      };
    return { message: "Missing `and` or `or` between two checks. Add one.", fixes };
  },
});
