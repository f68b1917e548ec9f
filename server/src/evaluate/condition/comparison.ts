/** A comparison of a condition as a test of events. */
import { integerType, readConstant, type Value } from "../values/value.ts";
import type { Comparison, Value as ValueNode } from "../../syntax/condition/ast.ts";
import type { EvaluationEvent, Loaded } from "./event.ts";
import { compileOperand, type Operand, type OperandContext } from "./operand.ts";
import { constantsTest, constantTest, pairTest, type Predicate } from "./operators.ts";
import { rawText } from "./raw-text.ts";

export interface CompiledComparison {
  /** The same for comparisons that always have the same answer. */
  readonly key: string;
  readonly left: Operand;
  /** A field or transformer on the right. */
  readonly right: Operand | undefined;
  readonly test: (event: EvaluationEvent) => boolean;
}

/** A comparison that the grammar accepts; undefined where Falco rejects a part of it. */
export function compileComparison(node: Comparison, context: OperandContext): CompiledComparison | undefined {
  const left = compileOperand(node.left, context);
  if (!left || node.operator.kind === "missing") return undefined;
  const { name } = node.operator;
  const right =
    node.right?.kind === "call" || node.right?.kind === "field"
      ? compileOperand(node.right, context)
      : undefined;
  const meaning = [
    left.key,
    name === "==" ? "=" : name,
    node.modifier?.name,
    right?.key ?? textsIn(node.right),
  ];
  const key = JSON.stringify(meaning);
  if (name === "exists") return { key, left, right, test: (event) => left.read(event) !== null };
  if (node.right?.kind === "call" || node.right?.kind === "field") {
    return right && { key, left, right, test: fieldTest(name, left, right) };
  }
  const constants = textsIn(node.right).map((text) => readConstant(text, left.type, name));
  const isOfMany =
    node.modifier !== undefined ||
    node.right?.kind === "list" ||
    name === "in" ||
    name === "intersects" ||
    name === "pmatch";
  // Where a field spreads, Falco looks at the first constant only, whatever the modifier.
  const predicate =
    node.modifier && left.spread !== "one"
      ? constants.length === 0
        ? NEVER
        : constantTest(name, left.type, constants[0])
      : node.modifier
        ? counted(
            node.modifier.name,
            constants.map((constant) => constantTest(name, left.type, constant)),
          )
        : isOfMany
          ? constantsTest(name, left.type, constants)
          : constantTest(name, left.type, constants[0]);
  return { key, left, right, test: spreadTest(name, left, predicate) };
}

const NEVER: Predicate = () => false;

function textsIn(right: ValueNode | Comparison["right"]): readonly string[] {
  if (right?.kind === "text") return [right.text];
  if (right?.kind === "name") return [right.name];
  if (right?.kind === "list") return right.items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
  return [];
}

/** `oneof`, `anyof` and `allof` count the constants that fit. None fits an empty list. */
function counted(modifier: string, tests: readonly Predicate[]): Predicate {
  if (tests.length === 0) return NEVER;
  if (modifier === "allof") return (value) => tests.every((test) => test(value));
  if (modifier === "anyof") return (value) => tests.some((test) => test(value));
  return (value) => tests.filter((test) => test(value)).length === 1;
}

/** A test of one value, made one of all values that the left side has. */
function spreadTest(
  operator: string,
  { read, isList, spread, isEnded }: Operand,
  predicate: Predicate,
): (event: EvaluationEvent) => boolean {
  if (!isList && spread === "one") {
    return (event) => {
      const value = read(event);
      return value !== null && predicate(value as Value);
    };
  }
  // No constant ends in a zero, so none equals a value of a list that does.
  if (isList && isEnded) {
    return (event) => {
      const values = read(event);
      return operator === "in" && typeof values === "object" && values?.length === 0;
    };
  }
  const needsAll = isList ? operator === "in" : spread === "ends" && operator === "!=";
  return (event) => {
    const values = read(event) as readonly Value[] | null;
    if (values === null) return false;
    return needsAll ? values.every(predicate) : values.some(predicate);
  };
}

function fieldTest(operator: string, left: Operand, right: Operand): (event: EvaluationEvent) => boolean {
  const isMembership = operator === "in" || operator === "intersects";
  // Of a single value on the left the zero at its end is taken off; on the right it counts.
  const isAlike = right.isEnded === (left.isList && left.isEnded);
  const matches = isMembership && !isAlike ? () => false : pairTest(operator);
  const isOtherType =
    left.type !== right.type &&
    (integerType(left.type) ?? left.type) !== (integerType(right.type) ?? right.type);
  const read = (event: EvaluationEvent): Loaded => {
    const value = right.read(event);
    // Only a text that transformers make is compared with a field of another type, whose memory it is compared with.
    return isOtherType && value !== null && typeof value !== "object" ? rawText(value, right.type) : value;
  };
  return (event) => {
    const value = left.read(event);
    const other = value === null ? null : read(event);
    if (value === null || other === null) return false;
    if (typeof value === "object" || typeof other === "object") {
      const members = new Set(typeof other === "object" ? other : [other]);
      const values = typeof value === "object" ? value : [value];
      if (!isAlike) return operator === "in" && values.length === 0;
      return operator === "in"
        ? values.every((one) => members.has(one))
        : values.some((one) => members.has(one));
    }
    return matches(value, other);
  };
}
