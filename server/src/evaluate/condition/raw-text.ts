/**
 * `join` and `concat` read the memory of a value as text up to the first zero, whatever its type. For a number that is its
 * bytes, the lowest first.
 */
import type { ValueType } from "../../catalog/records.ts";
import { fromBytes, toBytes, untilZero } from "../values/bytes.ts";
import { integerType, type Value } from "../values/value.ts";

/** The text that a value of a type is to them. */
export function rawText(value: Value, type: ValueType): string {
  return typeof value === "string" ? untilZero(value) : fromBytes(untilZero(rawBytes(value, type)));
}

/** All bytes of a value, one character each. */
export function rawBytes(value: Value, type: ValueType): string {
  if (typeof value === "string") return type === "BYTEBUF" ? value : toBytes(value);
  if (typeof value === "boolean") return littleEndian(value ? 1n : 0n, 4);
  if (type === "DOUBLE") return doubleBytes(Number(value));
  const integer = integerType(type);
  if (integer) return littleEndian(BigInt.asUintN(integer.bits, BigInt(value)), integer.bits / 8);
  // Addresses are stored as they are written, the highest first.
  const bytes = littleEndian(BigInt(value), typeof value === "bigint" ? 16 : 4);
  return [...bytes].reverse().join("");
}

function littleEndian(value: bigint, size: number): string {
  let bytes = "";
  for (let i = 0; i < size; i++) bytes += String.fromCharCode(Number((value >> BigInt(8 * i)) & 0xffn));
  return bytes;
}

function doubleBytes(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, index) => String.fromCharCode(view.getUint8(index))).join("");
}
