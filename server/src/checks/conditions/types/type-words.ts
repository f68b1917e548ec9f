import { typeGroup } from "../../../catalog/language.ts";
import type { OperandType } from "../../../model/condition/finding.ts";

/** What a type is to people: "a number", "a list of strings". */
export function typeWords({ type, isList }: OperandType): string {
  const [one, many] = WORDS[group(type)];
  return isList ? `a list of ${many}` : one;
}

type Group = "number" | "boolean" | "text" | "bytes" | "address" | "network" | "other";

const WORDS: Readonly<Record<Group, readonly [one: string, many: string]>> = {
  number: ["a number", "numbers"],
  boolean: ["`true` or `false`", "`true` or `false`"],
  text: ["a string", "strings"],
  bytes: ["a byte buffer", "byte buffers"],
  address: ["an IP address", "IP addresses"],
  network: ["a network", "networks"],
  other: ["a value that supports only `exists`", "values that support only `exists`"],
};

function group(type: OperandType["type"]): Group {
  return type === "IPNET" ? "network" : (typeGroup(type) ?? "other");
}
