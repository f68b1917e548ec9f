import type { Safety } from "../../check.ts";
import type { ValueKind } from "../../../model/condition/finding.ts";
import { didYouMean } from "../../rules/items/item-words.ts";
import { amountAdvice } from "../amount-advice.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";
import { fieldAdvice } from "../fields/field-advice.ts";
import { typeWords } from "./type-words.ts";

/** A value that is none of its field's type. See bad-value.md. */
export const badValue = defineConditionCheck({
  code: "bad-value",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ value, kind, left, of, span, check, asField, list }, text) {
    const fix = likelyValue(value, kind) ?? nextWhole(value, kind, text.slice(check.start, span.start));
    const fixes = fix ? [replacing(`Replace with \`${fix.text}\``, fix.safety, span, fix.text)] : [];
    if (kind === "none")
      return {
        message: `\`${left}\` has a type that Falco cannot compare. Use \`exists\`.`,
      };
    if (asField) {
      const meant = fieldAdvice(value, asField, { span, check }, text);
      return {
        message: `\`${value}\` is a string here, but \`${left}\` is ${typeWords(of)}. ${meant.advice}`,
        fixes: meant.fixes,
      };
    }
    if (kind === "address" && value.includes("/")) {
      const field = left.replace(/ip$/, "net");
      const name = { start: check.start, end: check.start + left.length };
      const isOnly = text.slice(name.start, name.end) === left && span.end === check.end;
      return {
        message: `\`${left}\` is an address, but \`${value}\` is a network. Use \`${field}\`.`,
        fixes: isOnly ? [replacing(`Replace with \`${field}\``, "unsafe", name, field)] : [],
      };
    }
    const amount = kind === "integer" ? amountAdvice(value, left, span) : undefined;
    if (amount)
      return { message: `\`${left}\` is a number without a unit. ${amount.advice}`, fixes: amount.fixes };
    const advice = NEEDED[kind];
    if (/^[a-zA-Z]\w*$/.test(value) && value.includes("_"))
      return {
        message: `\`${left}\` is ${typeWords(of)}, but \`${value}\` is ${advice}, and no list has this name.${didYouMean(list)}`,
        fixes: list === undefined ? [] : [replacing(`Replace with \`${list}\``, "unsafe", span, list)],
      };
    return {
      message: `\`${left}\` is ${typeWords(of)}, but \`${value}\` is ${advice}. Correct the value.`,
      fixes,
    };
  },
});

const NEEDED: Readonly<Record<Exclude<ValueKind, "none">, string>> = {
  integer: "not a whole decimal number",
  boolean: "neither `true` nor `false`",
  port: "not a port number or a service name",
  address: "not an IP address",
  network: "not a network such as `10.0.0.0/8`",
  hex: "not a sequence of pairs of hex digits such as `0a1b`",
};

function likelyValue(
  value: string,
  kind: ValueKind,
): { readonly text: string; readonly safety: Safety } | undefined {
  if ((kind === "integer" || kind === "port") && /^0[xX][0-9a-fA-F]+$/.test(value))
    return { text: BigInt(value).toString(), safety: "safe" };
  if (kind === "boolean" && /^(?:yes|1|on|True|TRUE|y)$/.test(value))
    return { text: "true", safety: "unsafe" };
  if (kind === "boolean" && /^(?:no|0|off|False|FALSE|n)$/.test(value))
    return { text: "false", safety: "unsafe" };
  if (kind === "network" && /^[0-9.]+$/.test(value)) return { text: `${value}/32`, safety: "unsafe" };
  return undefined;
}

/** What a whole number must be for the same bound: more than 1.5 is more than 1, and at least 1.5 is at least 2. */
function nextWhole(
  value: string,
  kind: ValueKind,
  before: string,
): { readonly text: string; readonly safety: Safety } | undefined {
  const operator = /[<>]=?(?=\s*$)/.exec(before)?.[0];
  if (kind !== "integer" || !operator || !/^-?\d{1,15}\.\d+$/.test(value)) return undefined;
  const round = operator === ">" || operator === "<=" ? Math.floor : Math.ceil;
  return { text: String(round(Number(value)) + 0), safety: "unsafe" };
}
