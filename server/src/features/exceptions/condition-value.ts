/** Values of events as they are written into conditions and exceptions. */
import { toBytes } from "../../evaluate/values/bytes.ts";
import type { EventValue } from "../../evaluate/values/value.ts";

/** Longest text that Falco compares, in bytes. Source: sinsp_filtercheck.h, `s_max_filter_value_buf_size`. */
const MAX_VALUE_BYTES = 255;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\b", "\\b"],
  ["\f", "\\f"],
]);

/**
 * A value as a condition compares it, quoted where it is no word; undefined for what cannot be written. `lists` are names that
 * Falco replaces in the text. Source: facts on the condition language, sections 3 and 6.
 */
export function conditionValue(value: EventValue, lists: Iterable<string>): string | undefined {
  if (typeof value === "object") return undefined;
  const text = String(value);
  if (toBytes(text).length > MAX_VALUE_BYTES) return undefined;
  const names = [...lists];
  if (/^[\w./-]+$/.test(text) && !names.includes(text)) return text;
  // Falco looks for the closing quote without counting backslashes.
  if (text.endsWith("\\")) return undefined;
  const quoted = `"${text.replaceAll(/[\\"\n\t\r\b\f]/g, (one) => ESCAPES.get(one) ?? one)}"`;
  const words = quoted.split(/[\s(),=]/).slice(1, -1);
  const isReplaced = words.some((word) => names.includes(word));
  return isReplaced || /\p{Cc}/u.test(quoted) ? undefined : quoted;
}

/** A value of an exception in YAML, so that Falco puts the value as it is into the condition. */
export function exceptionScalar(value: string): string {
  if (/^[A-Za-z0-9_./][\w./-]*$/.test(value) && !/^(?:null|~)$/i.test(value)) return value;
  return `'${value.replaceAll("'", "''")}'`;
}
