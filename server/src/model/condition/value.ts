import type { Catalog, FoundField } from "../../catalog/catalog.ts";
import { constantKind, MAX_VALUE_BYTES } from "../../catalog/language.ts";
import type { Comparison, Missing, NameValue, TextValue } from "../../syntax/condition/ast.ts";
import type { Span } from "../../text/span.ts";
import { nearest } from "./nearest.ts";
import { argumentFault } from "./field-argument.ts";
import { isAddress, isNetwork } from "./address.ts";
import type { FieldUse, ValueKind } from "./finding.ts";
import type { Judging, Operand } from "./operand.ts";
import { isPlainRegex, regexProblem } from "./posix-regex.ts";
import { isServiceName } from "./service-names.ts";

/** One constant of a comparison. */
export interface Constant {
  readonly text: string;
  readonly span: Span;
  readonly quote?: string | undefined;
}

/** The constants on the right of a comparison: none, one, or those of a list. */
export function constantsOf({ right }: Comparison): readonly Constant[] {
  if (!right) return NONE;
  if (right.kind === "text") return [right];
  if (right.kind === "name") return [named(right)];
  if (right.kind === "list") return right.items.every(isText) ? right.items : right.items.filter(isText);
  return NONE;
}

const NONE: readonly Constant[] = [];

function isText(item: TextValue | Missing): item is TextValue {
  return item.kind === "text";
}

/** Whether an operator asks for one of its values as a whole. */
export function isEqual(operator: string): boolean {
  return operator === "=" || operator === "==" || operator === "in";
}

function named({ name, span }: NameValue): Constant {
  return { text: name, span };
}

/** What a constant is compared with, and how. */
export interface Compared {
  readonly operator: string;
  readonly left: Operand;
  /** It is one of a list. */
  readonly isItem: boolean;
}

/** Checks a constant as Falco reads it for the left side's type, and returns the warnings Falco gives. */
export function judgeConstant(constant: Constant, compared: Compared, judging: Judging): void {
  const { operator, left } = compared;
  const { catalog, source, report } = judging;
  const { text: value, span } = constant;
  if (left.field?.name === "evt.type" && !catalog.events.isEventType(value)) {
    const near = nearest("event", value, catalog, source);
    // Plugins add asynchronous events, and of an unknown one nobody knows which.
    if (near === undefined && catalog.events.isOpen) return;
    return report({ code: "unknown-event-type", span, value, ...(near && { near }) });
  }
  const kind = neededKind(value, operator, left);
  if (kind) {
    const of = { type: left.type, isList: left.isList };
    const meant =
      kind !== "none" && value.includes(".") && !constant.quote
        ? fieldNamed(value, catalog, source)
        : undefined;
    return report({
      code: "bad-value",
      span,
      value,
      kind,
      left: left.name,
      of,
      ...(meant && { asField: useAsField(meant, compared, catalog) }),
    });
  }
  const group = constantKind(left.type);
  if (group === "text" || group === "bytes") {
    // A UTF-16 unit takes three bytes at most.
    const bytes = value.length * 3 > MAX_VALUE_BYTES ? byteLength(value) : 0;
    if (bytes > MAX_VALUE_BYTES) return report({ code: "value-too-long", span, bytes });
  }
  if (operator === "regex") {
    const problem = regexProblem(value);
    if (problem) {
      const construct = value.slice(problem.start, problem.end);
      const foldable = isFoldable(left, catalog)
        ? { start: judging.check.start, end: judging.check.start + left.name.length }
        : undefined;
      return report({
        code: "invalid-regex",
        span: within(constant, problem),
        pattern: value,
        fault: problem.fault,
        construct,
        ...(foldable && { foldable }),
      });
    }
  }
  warnOfConstant(constant, compared, judging);
}

/** What comes of a field's name as a value, written as a field. */
function useAsField(
  { field, type }: FoundField,
  { operator, left, isItem }: Compared,
  catalog: Catalog,
): FieldUse {
  if (isItem) return "item";
  const isSame = left.isComposed === true || (type === left.type && field.isList === left.isList);
  const isTaken =
    catalog.operators.get(operator)?.rightField === true &&
    left.field?.noRhs !== true &&
    left.type !== "IPNET" &&
    field.noRhs !== true;
  return isSame && isTaken ? "comparable" : "other-type";
}

function isFoldable({ field, isCall, isList, type }: Operand, catalog: Catalog): boolean {
  return (
    !isCall && !isList && type === "CHARBUF" && !field?.noTransformer && catalog.transformers.has("tolower")
  );
}

/** Whether Falco reads constants for the left side: not for types such as UID, nor for bytes of an event's parameter (`evt.rawarg.data`). */
export function takesConstants({ type, field }: Operand): boolean {
  const kind = constantKind(type);
  return (
    kind !== undefined && kind !== "refused" && !(kind === "bytes" && field?.arg?.dotted === "parameter")
  );
}

/** What should be there instead; undefined when the value is fine. */
function neededKind(value: string, operator: string, left: Operand): ValueKind | undefined {
  if (!takesConstants(left)) return "none";
  switch (constantKind(left.type)) {
    case "integer":
      return INTEGER.test(value) ? undefined : "integer";
    case "boolean":
      return value === "true" || value === "false" ? undefined : "boolean";
    case "port":
      return value === "" || isPortNumber(value) || isServiceName(value) ? undefined : "port";
    case "address":
      return isAddress(value) ? undefined : "address";
    case "network":
      return isNetwork(value) ? undefined : "network";
    case "bytes":
      return (operator === "bcontains" || operator === "bstartswith") && !HEX.test(value) ? "hex" : undefined;
    default:
      return undefined;
  }
}

/** Larger numbers wrap, up to those that fit no C++ int: Falco ends at these. Source: facts on conditions, section 4, and libs. */
function isPortNumber(value: string): boolean {
  return /^[0-9]+$/.test(value) && Number(value) <= 2_147_483_647;
}

/** As sscanf reads it: spaces before it do not matter, whatever follows it does. */
const INTEGER = /^[ \t\n\v\f\r]*[+-]?[0-9]+$/;
const HEX = /^(?:[0-9a-fA-F]{2})*$/;

const FIELD_LIKE = /^([a-zA-Z][a-zA-Z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)+)(?:\[([^\]]*)\])?$/;
const CALL_LIKE = /^(?:val|tolower|toupper|b64|basename|len|join|concat|getopt)\(.*\)$/;

function warnOfConstant(
  { text, span }: Constant,
  compared: Compared,
  { catalog, source, report }: Judging,
): void {
  const value = text.includes(" ") ? text.replaceAll(" ", "") : text;
  // Most values are neither; the two signs tell so at once.
  const meant = value.includes(".") ? fieldNamed(value, catalog, source) : undefined;
  if (meant) report({ code: "field-as-value", span, value, asField: useAsField(meant, compared, catalog) });
  else if (value.endsWith(")") && CALL_LIKE.test(value)) report({ code: "field-as-value", span, value });
  if (compared.operator === "regex" && !meant && isPlainRegex(text))
    report({ code: "plain-regex", span, pattern: text });
}

function fieldNamed(value: string, catalog: Catalog, source: string): FoundField | undefined {
  const [, name, arg] = FIELD_LIKE.exec(value) ?? [];
  if (name === undefined) return undefined;
  const found = catalog.lookupField(name, source);
  if (found.kind !== "found") return undefined;
  const nowhere = { start: 0, end: 0 };
  const argument = arg === undefined ? {} : { arg: { text: arg, span: nowhere, open: nowhere } };
  return argumentFault({ kind: "field", name, nameSpan: nowhere, span: nowhere, ...argument }, found, catalog)
    ? undefined
    : found;
}

/** A stretch of a constant's text where it is; the whole constant where escapes shift it. */
function within({ text, span, quote }: Constant, inner: Span): Span {
  const offset = quote ? 1 : 0;
  const isVerbatim = span.end - span.start === text.length + 2 * offset;
  return isVerbatim
    ? { start: span.start + offset + inner.start, end: span.start + offset + inner.end }
    : span;
}

/** Length in UTF-8. The core runs where there is no encoder to ask. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
