/** What a side of a comparison reads from an event: a field, with transformers around it. */
import type { Catalog } from "../../catalog/catalog.ts";
import type { ValueType } from "../../catalog/records.ts";
import type { Argument, ArgumentList, Call, FieldRef } from "../../syntax/condition/ast.ts";
import { byteLength, decodeBase64, fromBytes, lowerAscii, untilZero, upperAscii } from "../values/bytes.ts";
import type { EventScalar, EventValue, Value } from "../values/value.ts";
import { type EvaluationEvent, type Loaded, loadList, loadScalar, type Slots } from "./event.ts";
import { optionsOf } from "./getopt.ts";
import { rawBytes, rawText } from "./raw-text.ts";

/**
 * How a field with several values that is not a list is compared: any ancestor of a process will do; of the two ends of a
 * connection either for most operators, and both for `!=`.
 */
export type Spread = "one" | "any" | "ends";

export interface Operand {
  readonly type: ValueType;
  readonly isList: boolean;
  readonly spread: Spread;
  /** Its texts end in a zero that Falco compares as a part of them in some places. */
  readonly isEnded: boolean;
  /** The same for operands that always have the same value. */
  readonly key: string;
  /** The fields that it reads, with their arguments, which have no quotes. */
  readonly fields: readonly string[];
  /** Values are an array for lists and where they spread. */
  readonly read: (event: EvaluationEvent) => Loaded;
}

/** What operands are compiled by. */
export interface OperandContext {
  readonly catalog: Catalog;
  readonly source: string;
  readonly slots: Slots;
}

/** Without an index these read all ancestors of a process. Source: libsinsp, `sinsp_filter_check_thread`. */
const ANCESTORS: ReadonlySet<string> = new Set([
  "proc.aname",
  "proc.apid",
  "proc.aexe",
  "proc.aexepath",
  "proc.acmdline",
  "proc.aenv",
]);

/** These read both ends of a connection. Source: libsinsp, `sinsp_filter_check_fd`. */
const ENDS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ["fd.ip", [["fd.cip", "fd.sip"]]],
  ["fd.port", [["fd.cport", "fd.sport"]]],
  ["fd.proto", [["fd.cproto", "fd.sproto"]]],
  [
    "fd.net",
    [
      ["fd.cnet", "fd.snet"],
      ["fd.cip", "fd.sip"],
    ],
  ],
]);

/** A side of a comparison; undefined for one that Falco rejects. */
export function compileOperand(node: FieldRef | Call, context: OperandContext): Operand | undefined {
  return node.kind === "field" ? fieldOperand(node, context) : callOperand(node, context);
}

function fieldOperand(node: FieldRef, { catalog, source, slots }: OperandContext): Operand | undefined {
  const found = catalog.lookupField(node.name, source);
  if (found.kind !== "found") return undefined;
  const { type, field } = found;
  const name = node.arg ? `${node.name}[${node.arg.text}]` : node.name;
  const ends = node.arg ? undefined : ENDS.get(node.name);
  const spread = ends ? "ends" : ANCESTORS.has(node.name) && !node.arg ? "any" : "one";
  const isList = field.isList;
  const key = `${isList || spread !== "one" ? "list" : "one"} ${type} ${name}`;
  const load = (event: EvaluationEvent): Loaded => {
    if (ends) return loadList(event.values.get(name) ?? endsOf(ends, event), type);
    return isList || spread === "any"
      ? loadList(event.values.get(name), type)
      : loadScalar(event.values.get(name), type);
  };
  return { type, isList, spread, isEnded: false, key, fields: [name], read: slots.reader(key, load) };
}

function endsOf(
  pairs: readonly (readonly [string, string])[],
  { values }: EvaluationEvent,
): EventValue | undefined {
  for (const names of pairs) {
    const found = names.flatMap((name): readonly EventScalar[] => {
      const value = values.get(name);
      return value === undefined || typeof value === "object" ? (value ?? []) : [value];
    });
    if (found.length > 0) return found;
  }
  return undefined;
}

function callOperand(node: Call, context: OperandContext): Operand | undefined {
  const args = node.args.map((argument) => argumentOperand(argument, context));
  const [first] = args;
  if (!first || args.some((argument) => !argument)) return undefined;
  const operands = args.flatMap((argument) => argument ?? []);
  const suffix = node.arg ? `[${node.arg.text}]` : "";
  const key = `${node.name}(${operands.map((operand) => operand.key).join(", ")})${suffix}`;
  const fields = operands.flatMap((operand) => operand.fields);
  const made = (type: ValueType, isList: boolean, load: (event: EvaluationEvent) => Loaded): Operand => {
    const isEnded = CHANGES.has(node.name);
    return { type, isList, spread: "one", isEnded, key, fields, read: context.slots.reader(key, load) };
  };
  switch (node.name) {
    case "val":
      return first;
    case "len":
      return made("UINT64", false, (event) => lengthOf(first.read(event), first));
    case "join":
      return made("CHARBUF", false, (event) => joined(operands, event));
    case "concat":
      return made("CHARBUF", false, (event) => concatenated(operands, event));
    case "getopt": {
      const only = node.arg?.text;
      return made("CHARBUF", only === undefined, (event) => options(operands, only, event));
    }
    default: {
      const change = CHANGES.get(node.name);
      return (
        change &&
        made(first.type, first.isList, (event) =>
          changed(first.read(event), (value) => change(value, first.type)),
        )
      );
    }
  }
}

/** A text in, a text out; null where there is no value. */
const CHANGES: ReadonlyMap<string, (text: string, type: ValueType) => string | null> = new Map<
  string,
  (text: string, type: ValueType) => string | null
>([
  ["tolower", lowerAscii],
  ["toupper", upperAscii],
  ["basename", (text) => text.slice(text.lastIndexOf("/") + 1)],
  ["b64", decoded],
]);

function decoded(text: string, type: ValueType): string | null {
  const bytes = decodeBase64(text);
  if (bytes === undefined) return null;
  return type === "BYTEBUF" ? (bytes.endsWith("\0") ? bytes : `${bytes}\0`) : fromBytes(untilZero(bytes));
}

/** Of a list, one value that cannot be changed leaves none. */
function changed(loaded: Loaded, change: (text: string) => string | null): Loaded {
  if (loaded === null) return null;
  if (typeof loaded !== "object") return change(String(loaded));
  const values = loaded.map((value) => change(String(value)));
  return values.every((value) => value !== null) ? values : null;
}

/** How many values a list has, or bytes a text. */
function lengthOf(loaded: Loaded, { type }: Operand): Loaded {
  if (loaded === null) return null;
  if (typeof loaded === "object") return loaded.length;
  return type === "BYTEBUF" ? String(loaded).length : byteLength(String(loaded));
}

function joined([separator, list]: readonly Operand[], event: EvaluationEvent): Loaded {
  const between = separator?.read(event) ?? null;
  const values = list && textsOf(list, event);
  if (!separator || between === null || typeof between === "object" || !values) return null;
  const text = fromBytes(rawBytes(between, separator.type)) + (separator.isEnded ? "\0" : "");
  return untilZero(values.join(text));
}

function concatenated(operands: readonly Operand[], event: EvaluationEvent): Loaded {
  let text = "";
  for (const operand of operands) {
    const [value] = textsOf(operand, event) ?? [];
    if (value === undefined) return null;
    text += value;
  }
  return text;
}

function options(
  [args, letters]: readonly Operand[],
  only: string | undefined,
  event: EvaluationEvent,
): Loaded {
  const list = args && textsOf(args, event);
  const [text] = (letters && textsOf(letters, event)) ?? [];
  if (!list || text === undefined) return null;
  const found = optionsOf(list, text, only);
  return only === undefined ? found : (found.at(-1) ?? null);
}

/** The values of an operand as texts; undefined where it has none. */
function textsOf({ read, type }: Operand, event: EvaluationEvent): readonly string[] | undefined {
  const loaded = read(event);
  if (loaded === null) return undefined;
  return typeof loaded === "object" ? loaded.map((value) => rawText(value, type)) : [rawText(loaded, type)];
}

function argumentOperand(argument: Argument, context: OperandContext): Operand | undefined {
  switch (argument.kind) {
    case "field":
    case "call":
      return compileOperand(argument, context);
    case "text":
      return constantOperand(argument.text);
    case "arguments":
      return listOperand(argument, context);
    case "missing":
      return undefined;
  }
}

function constantOperand(text: string): Operand {
  const value = untilZero(text);
  return {
    type: "CHARBUF",
    isList: false,
    spread: "one",
    isEnded: false,
    key: JSON.stringify(text),
    fields: [],
    read: () => value,
  };
}

/** The values of its items, one after the other; none where one of them has none. */
function listOperand({ items }: ArgumentList, context: OperandContext): Operand | undefined {
  const operands = items.map((item) => argumentOperand(item, context));
  if (operands.some((operand) => !operand)) return undefined;
  const known = operands.flatMap((operand) => operand ?? []);
  const read = (event: EvaluationEvent): Loaded => {
    const values: Value[] = [];
    for (const operand of known) {
      const texts = textsOf(operand, event);
      if (!texts) return null;
      values.push(...texts);
    }
    return values;
  };
  const key = `(${known.map((operand) => operand.key).join(", ")})`;
  const fields = known.flatMap((operand) => operand.fields);
  return { type: "CHARBUF", isList: true, spread: "one", isEnded: false, key, fields, read };
}
