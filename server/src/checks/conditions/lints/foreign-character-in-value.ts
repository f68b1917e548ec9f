import { foreignCharacters } from "../../../text/foreign-characters.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A value that looks like another one. See foreign-character-in-value.md. */
export const foreignCharacterInValue = defineConditionCheck({
  code: "foreign-character-in-value",
  severity: "hint",
  falco: null,
  render({ value, plain, span }) {
    const written = /^[\w./:@%+-]+$/.test(plain) ? plain : `"${plain.replace(/["\\]/g, "\\$&")}"`;
    return {
      message: foreignValueMessage(value),
      fixes: [replacing(`Replace with \`${written}\``, "unsafe", span, written)],
    };
  },
});

/** What is wrong with a value that has such a character. */
export function foreignValueMessage(value: string): string {
  const name = foreignCharacters(value)[0]?.name ?? "a character";
  const look = /quote/.test(name) ? "Falco compares it as part of the value" : "which cannot be seen";
  return /quote/.test(name)
    ? `The value contains ${name}. ${look}. Use plain quotes.`
    : `The value contains ${name}, ${look}. Falco compares it too. Remove it.`;
}
