import type { Catalog } from "../../catalog/catalog.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { type OutputToken, outputTokens, shorterTexts } from "../../syntax/output/template.ts";
import type { Evaluator } from "../condition/evaluator.ts";
import type { EvaluationEvent, Loaded } from "../condition/event.ts";
import type { Operand } from "../condition/operand.ts";
import { fromBytes } from "../values/bytes.ts";

/**
 * Returns an output as Falco would write it for an event, without what Falco itself adds. A field without a value is `<NA>`,
 * values of a list are in parentheses.
 */
export function outputReader(
  output: string,
  source: string,
  catalog: Catalog,
  evaluator: Evaluator,
): (event: EvaluationEvent) => string {
  const text = output.replaceAll("%container.info", "").trim();
  const parts: (string | Operand)[] = [];
  let at = 0;
  for (const token of outputTokens(text)) {
    const read = readToken(token, source, catalog, evaluator);
    if (!read || token.span.start < at) continue;
    parts.push(text.slice(at, token.span.start), read.operand);
    at = token.textSpan.start + read.length;
  }
  parts.push(text.slice(at));
  return (event) => parts.map((part) => (typeof part === "string" ? part : shown(part, event))).join("");
}

/** The longest text after a percent sign that is a field or a transformer. */
function readToken(
  token: OutputToken,
  source: string,
  catalog: Catalog,
  evaluator: Evaluator,
): { readonly operand: Operand; readonly length: number } | undefined {
  for (const name of [token.text, ...shorterTexts(token)]) {
    const { tree, problems } = parseCondition(`${name} exists`);
    if (name === "" || problems.length > 0 || tree.kind !== "comparison") continue;
    const left = tree.left.kind === "field" ? catalog.lookupField(tree.left.name, source) : undefined;
    if (left && left.kind !== "found") continue;
    const operand = evaluator.compile(tree, source).comparison(tree)?.left;
    if (operand) return { operand, length: name.length };
  }
  return undefined;
}

function shown(operand: Operand, event: EvaluationEvent): string {
  const loaded = operand.read(event);
  if (loaded === null) return "<NA>";
  if (typeof loaded !== "object") return textOf(loaded, operand, event);
  if (operand.spread !== "one") return String(loaded[0]);
  return `(${loaded.map((value) => textOf(value, operand, event)).join(",")})`;
}

function textOf(
  value: Exclude<Loaded, null>,
  { type, fields }: Operand,
  { values }: EvaluationEvent,
): string {
  if (type === "BYTEBUF") return fromBytes(String(value));
  if (type === "DOUBLE") return Number(value).toFixed(1);
  // An address is held as a number; people read what the event says.
  const [field] = fields;
  const given = field === undefined ? undefined : values.get(field);
  if ((type === "IPADDR" || type === "IPNET") && typeof given === "string") return given;
  return String(value);
}
