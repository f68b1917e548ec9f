/** What operators say of single values. Values are read for the type of the left side; see `values/value.ts`. */
import { constantKind } from "../../catalog/language.ts";
import type { ValueType } from "../../catalog/records.ts";
import { globMatcher } from "../matching/glob.ts";
import { pathPrefixMatcher } from "../matching/path-prefix.ts";
import { regexMatcher } from "../matching/regex.ts";
import { isInNetwork, type Network } from "../values/address.ts";
import { compareBytes, lowerAscii } from "../values/bytes.ts";
import type { Constant, Value } from "../values/value.ts";

export type Predicate = (value: Value) => boolean;

const NEVER: Predicate = () => false;

/** A test against one constant; one that equals nothing is undefined. */
export function constantTest(operator: string, type: ValueType, constant: Constant | undefined): Predicate {
  if (constantKind(type) === "network") return networkTest(operator, constant);
  if (constant === undefined || typeof constant === "object") return operator === "!=" ? () => true : NEVER;
  switch (operator) {
    case "=":
    case "==":
    case "in":
    case "intersects":
      return (value) => value === constant;
    case "!=":
      return (value) => value !== constant;
    case "glob":
    case "iglob":
      return overText(globMatcher(String(constant), operator === "iglob"));
    case "regex":
      return overText(regexMatcher(String(constant)));
    case "pmatch":
      return overText(pathPrefixMatcher([String(constant)]));
    case "icontains": {
      const part = lowerAscii(String(constant));
      return (value) => lowerAscii(value as string).includes(part);
    }
    default: {
      const test = PAIRS.get(operator);
      return test ? (value) => test(value, constant) : NEVER;
    }
  }
}

function overText(matches: (text: string) => boolean): Predicate {
  return (value) => matches(value as string);
}

function networkTest(operator: string, constant: Constant | undefined): Predicate {
  const network = typeof constant === "object" ? constant : undefined;
  if (operator === "!=") return (value) => !network || !isInNetwork(value, network);
  return network ? (value) => isInNetwork(value, network) : NEVER;
}

/** A test against a list of constants, for the operators that have one. */
export function constantsTest(
  operator: string,
  type: ValueType,
  constants: readonly (Constant | undefined)[],
): Predicate {
  if (operator === "pmatch") return overText(pathPrefixMatcher(constants.map(String)));
  if (constantKind(type) === "network") {
    const networks = constants.filter((constant): constant is Network => typeof constant === "object");
    return (value) => networks.some((network) => isInNetwork(value, network));
  }
  const [only, ...others] = constants;
  if (only !== undefined && others.length === 0) return (value) => value === only;
  const members = new Set(constants);
  return (value) => members.has(value);
}

/** Tests of two values of one type that need no preparation. */
const PAIRS: ReadonlyMap<string, (left: Value, right: Value) => boolean> = new Map<
  string,
  (left: Value, right: Value) => boolean
>([
  ["=", (left, right) => left === right],
  ["==", (left, right) => left === right],
  ["in", (left, right) => left === right],
  ["intersects", (left, right) => left === right],
  ["!=", (left, right) => left !== right],
  ["<", (left, right) => order(left, right) < 0],
  ["<=", (left, right) => order(left, right) <= 0],
  [">", (left, right) => order(left, right) > 0],
  [">=", (left, right) => order(left, right) >= 0],
  ["contains", (left, right) => String(left).includes(String(right))],
  ["bcontains", (left, right) => String(left).includes(String(right))],
  ["startswith", (left, right) => String(left).startsWith(String(right))],
  ["bstartswith", (left, right) => String(left).startsWith(String(right))],
  ["endswith", (left, right) => String(left).endsWith(String(right))],
  ["icontains", (left, right) => lowerAscii(String(left)).includes(lowerAscii(String(right)))],
]);

function order(left: Value, right: Value): number {
  if (typeof left === "string") return compareBytes(left, String(right));
  // Without a value in between, as for a number that is not one, no order holds.
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : Number.NaN;
}

/** A test of a value against that of a field on the right. */
export function pairTest(operator: string): (left: Value, right: Value) => boolean {
  if (operator !== "glob" && operator !== "iglob") return PAIRS.get(operator) ?? (() => false);
  let pattern: Value | undefined;
  let matches: (text: string) => boolean = () => false;
  return (left, right) => {
    if (right !== pattern) {
      pattern = right;
      matches = globMatcher(String(right), operator === "iglob");
    }
    return matches(String(left));
  };
}
