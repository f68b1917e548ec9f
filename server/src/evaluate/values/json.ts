/** Integers that a number cannot hold exactly, outside of texts. */
const LONG = /"(?:[^"\\]|\\.)*"?|(?<![0-9])-?[0-9]{16,}(?![0-9.eE])/g;

/** What a long integer becomes for a moment. No JSON text contains it by chance: it begins with an escaped zero. */
const MARK = "\0integer:";

/** Reads JSON without losing a digit of long integers, which come as `bigint`. Undefined for text that is not JSON. */
export function readJson(text: string): unknown {
  try {
    if (!/[0-9]{16}/.test(text)) return JSON.parse(text);
    const marked = text.replace(LONG, (token) =>
      token.startsWith('"') ? token : `"\\u0000integer:${token}"`,
    );
    return JSON.parse(marked, (_, value: unknown) => {
      return typeof value === "string" && value.startsWith(MARK) ? exact(value.slice(MARK.length)) : value;
    });
  } catch {
    return undefined;
  }
}

function exact(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
