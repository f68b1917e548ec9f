/** Values of fields: as an event states them, and as the engine compares them. */
import { constantKind } from "../../catalog/language.ts";
import type { ValueType } from "../../catalog/records.ts";
import { addressOf, type Network, networkOf } from "./address.ts";
import { toBytes, untilZero } from "./bytes.ts";
import { portOf } from "./ports.ts";

/** A single value of an event. Integers that a number cannot hold exactly are `bigint`. */
export type EventScalar = string | number | bigint | boolean;

/** What an event says of one field. An empty list is the same as nothing. */
export type EventValue = EventScalar | readonly EventScalar[];

/** Whether something read from JSON or YAML can be what an event says of a field. */
export function isEventValue(value: unknown): value is EventValue {
  return Array.isArray(value) ? value.every(isEventScalar) : isEventScalar(value);
}

function isEventScalar(value: unknown): value is EventScalar {
  return (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "bigint" ||
    typeof value === "boolean"
  );
}

/**
 * A value as it is compared. Equal values are identical: an integer is a number where that is exact, else a `bigint`;
 * an IPv4 address is a number and an IPv6 address a `bigint`.
 */
export type Value = string | number | bigint | boolean;

export interface IntegerType {
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
}

/** Width and sign of the types that are integers to the engine. Source: libsinsp `filter_compare.cpp`. */
const INTEGERS: ReadonlyMap<ValueType, IntegerType> = new Map<ValueType, IntegerType>([
  ["INT8", { bits: 8, signed: true }],
  ["INT16", { bits: 16, signed: true }],
  ["INT32", { bits: 32, signed: true }],
  ["INT64", { bits: 64, signed: true }],
  ["FD", { bits: 64, signed: true }],
  ["PID", { bits: 64, signed: true }],
  ["ERRNO", { bits: 64, signed: true }],
  ["UINT8", { bits: 8, signed: false }],
  ["FLAGS8", { bits: 8, signed: false }],
  ["ENUMFLAGS8", { bits: 8, signed: false }],
  ["SIGTYPE", { bits: 8, signed: false }],
  ["UINT16", { bits: 16, signed: false }],
  ["FLAGS16", { bits: 16, signed: false }],
  ["ENUMFLAGS16", { bits: 16, signed: false }],
  ["PORT", { bits: 16, signed: false }],
  ["SYSCALLID", { bits: 16, signed: false }],
  ["UINT32", { bits: 32, signed: false }],
  ["FLAGS32", { bits: 32, signed: false }],
  ["ENUMFLAGS32", { bits: 32, signed: false }],
  ["MODE", { bits: 32, signed: false }],
  ["UINT64", { bits: 64, signed: false }],
  ["RELTIME", { bits: 64, signed: false }],
  ["ABSTIME", { bits: 64, signed: false }],
]);

/** Width and sign of an integer type; undefined for every other. */
export function integerType(type: ValueType): IntegerType | undefined {
  return INTEGERS.get(type);
}

/** Reads a value of an event as a field of this type has it; undefined where it cannot be one. */
export function readValue(value: EventScalar, type: ValueType): Value | undefined {
  const integer = INTEGERS.get(type);
  if (integer) return readInteger(value, integer);
  switch (constantKind(type)) {
    case "integer":
      return readDouble(value);
    case "boolean":
      return readBoolean(value);
    case "address":
    case "network":
      return typeof value === "string" ? addressOf(value) : undefined;
    case "bytes":
      return toBytes(String(value));
    default:
      return untilZero(String(value));
  }
}

function readInteger(value: EventScalar, type: IntegerType): Value | undefined {
  if (typeof value === "number") {
    if (Number.isSafeInteger(value) && isWithin(value, type)) return value === 0 ? 0 : value;
    return Number.isFinite(value) ? wrapped(BigInt(Math.trunc(value)), type) : undefined;
  }
  if (typeof value === "bigint") return wrapped(value, type);
  if (typeof value === "boolean") return value ? 1 : 0;
  return INTEGER.test(value) ? wrapped(BigInt(value.replace("+", "")), type) : undefined;
}

const INTEGER = /^[+-]?[0-9]{1,40}$/;

function isWithin(value: number, { bits, signed }: IntegerType): boolean {
  if (bits === 64) return signed || value >= 0;
  const limit = 2 ** (signed ? bits - 1 : bits);
  return value < limit && value >= (signed ? -limit : 0);
}

function wrapped(value: bigint, { bits, signed }: IntegerType): Value {
  const cut = signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  return cut >= -SAFE && cut <= SAFE ? Number(cut) : cut;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function readDouble(value: EventScalar): number | undefined {
  const number = typeof value === "boolean" || value === "" ? Number.NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function readBoolean(value: EventScalar): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  return typeof value === "string" ? undefined : value !== 0 && value !== 0n;
}

/** A constant of a condition, read for the type of its left side. Networks are constants only. */
export type Constant = Value | Network;

/**
 * Reads a constant that Falco accepts for the type; undefined where nothing can equal it, such as a service name that
 * is not known here.
 */
export function readConstant(text: string, type: ValueType, operator: string): Constant | undefined {
  switch (constantKind(type)) {
    case "integer":
      return constantNumber(text, type);
    case "boolean":
      return text === "true";
    case "port":
      return portOf(text);
    case "address":
      return addressOf(text);
    case "network":
      return networkOf(text);
    case "bytes":
      return operator === "bcontains" || operator === "bstartswith" ? fromHex(text) : toBytes(text);
    default:
      return untilZero(text);
  }
}

/**
 * A number as `sscanf` reads it: too large for 64 bits gives the largest, and what is too wide for the type is cut.
 * A negative one of an unsigned type counts from the end.
 */
function constantNumber(text: string, type: ValueType): Value | undefined {
  const [, sign, digits] = /^\s*([+-]?)([0-9]+)/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const size = BigInt(digits);
  const value = sign === "-" ? -size : size;
  const integer = INTEGERS.get(type);
  if (!integer) return Number(BigInt.asIntN(32, value));
  if (integer.signed)
    return wrapped(value > MAX_INT64 ? MAX_INT64 : value < -MAX_INT64 ? -MAX_INT64 - 1n : value, integer);
  return wrapped(size > MAX_UINT64 ? MAX_UINT64 : value, integer);
}

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** Bytes from pairs of hex digits. */
function fromHex(text: string): string {
  let bytes = "";
  for (let i = 0; i + 1 < text.length; i += 2)
    bytes += String.fromCharCode(Number.parseInt(text.slice(i, i + 2), 16));
  return bytes;
}
