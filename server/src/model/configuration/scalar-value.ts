import { MASK } from "../../hosts/embedding/template.ts";
import { booleanOf, type YamlNode } from "../../syntax/yaml-node.ts";

/** A value that depends on the environment of the Falco that reads it, and so is not known here. */
export const UNKNOWN = Symbol("depends on the environment");
export type Known<T> = T | typeof UNKNOWN;

/** Whether Falco, or the template that the file comes of, puts something else instead of this text before Falco looks at it. */
export function hasReference(text: string): boolean {
  return text.includes(MASK) || hasClosedBraces(text.replaceAll(/\$\$\{/g, ""));
}

/** Whether `${` is in a text with a `}` after it. A pattern would look for the end from each beginning. */
export function hasClosedBraces(text: string): boolean {
  const start = text.indexOf("${");
  return start >= 0 && text.includes("}", start);
}

/** A text as Falco's code reads it: `null` is the word, a map or list gives the fallback. */
export function readText(node: YamlNode | undefined, fallback: string): Known<string> {
  if (node?.kind !== "scalar") return fallback;
  if (node.isNull) return "null";
  return hasReference(node.text) ? UNKNOWN : node.text;
}

export function readBoolean(node: YamlNode | undefined, fallback: boolean): Known<boolean> {
  if (node?.kind !== "scalar" || node.isNull) return fallback;
  if (hasReference(node.text)) return UNKNOWN;
  return booleanOf(node.text) ?? fallback;
}

/** A whole number of `bits`; hexadecimal and octal are read too. What does not fit gives the fallback. */
export function readInteger(
  node: YamlNode | undefined,
  fallback: number,
  bits: 8 | 16 | 32 | 64,
  signed: boolean,
): Known<number> {
  if (node?.kind !== "scalar" || node.isNull) return fallback;
  if (hasReference(node.text)) return UNKNOWN;
  const value = integerOf(node.text);
  if (value === undefined || (!signed && node.text.trim().startsWith("-"))) return fallback;
  const [least, most] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return value < least || value > most ? fallback : value;
}

export function readNumber(node: YamlNode | undefined, fallback: number): Known<number> {
  if (node?.kind !== "scalar" || node.isNull) return fallback;
  if (hasReference(node.text)) return UNKNOWN;
  const text = node.text.trim();
  if (/^[+-]?(?:\.inf|\.Inf|\.INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : fallback;
}

/** A whole number as yaml-cpp converts it. */
export function integerOf(text: string): number | undefined {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)\s*$/.exec(text);
  if (!match?.[2]) return undefined;
  const digits = match[2];
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return match[1] === "-" ? -value : value;
}
