import { typeGroup } from "../../../catalog/language.ts";
import type { OperandType } from "../../../model/condition/finding.ts";

/** What a type is to people: "a number", "a list of texts". */
export function typeWords({ type, isList }: OperandType): string {
  const [one, many] = WORDS[group(type)];
  return isList ? `a list of ${many}` : one;
}

type Group = "number" | "boolean" | "text" | "bytes" | "address" | "network" | "other";

const WORDS: Readonly<Record<Group, readonly [one: string, many: string]>> = {
  number: ["a number", "numbers"],
  boolean: ["`true` or `false`", "`true` or `false`"],
  text: ["a text", "texts"],
  bytes: ["a run of bytes", "runs of bytes"],
  address: ["an IP address", "IP addresses"],
  network: ["a network", "networks"],
  other: ["a value that only `exists` can test", "values that only `exists` can test"],
};

function group(type: OperandType["type"]): Group {
  return type === "IPNET" ? "network" : (typeGroup(type) ?? "other");
}
