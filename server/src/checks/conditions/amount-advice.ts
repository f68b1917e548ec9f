import { isInNanoseconds } from "../../catalog/fields/field-units.ts";
import type { Span } from "../../text/span.ts";
import type { FixDraft } from "../check.ts";
import { replacing } from "./condition-check.ts";

const AMOUNT = /^([+-]?[0-9]+(?:\.[0-9]+)?)(ns|us|ms|[smhd]|[kKMGT]i?[bB]?|[bB])$/;

/** Nanoseconds in each unit of time. */
const TIMES: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
  ["d", 86400e9],
]);

/** Returns what to write for a value with a unit, such as `10s`; undefined for any other value. */
export function amountAdvice(
  value: string,
  field: string,
  span: Span,
): { readonly advice: string; readonly fixes: readonly FixDraft[] } | undefined {
  const [, number = "", unit = ""] = AMOUNT.exec(value) ?? [];
  if (number === "") return undefined;
  const factor = TIMES.get(unit);
  const nanoseconds = factor === undefined ? undefined : Math.round(Number(number) * factor);
  if (!isInNanoseconds(field) || nanoseconds === undefined || !Number.isSafeInteger(nanoseconds))
    return { advice: `Convert \`${value}\` to the unit of the field.`, fixes: [] };
  const written = String(nanoseconds);
  return {
    advice: `\`${field}\` is in nanoseconds: write \`${written}\`.`,
    fixes: [replacing(`Replace with \`${written}\``, "unsafe", span, written)],
  };
}
