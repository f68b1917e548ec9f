/** Whether comparisons can all be true at once. */
import type { Comparison } from "../../syntax/condition/ast.ts";
import type { CompiledComparison } from "../condition/comparison.ts";
import type { CompiledCondition } from "../condition/evaluator.ts";
import type { EventValue } from "../values/value.ts";
import type { Clause, Literal } from "./clauses.ts";

interface Atom {
  readonly compiled: CompiledComparison;
  /** The values that its field may have where it is true; undefined where they are not listed. */
  readonly values: readonly string[] | undefined;
  readonly isExistence: boolean;
  readonly isWanted: boolean;
}

/**
 * Tests of clauses for a condition. A clause is impossible where a comparison and its negation are in it, where a field
 * that has to have a value has none, and where none of the few values that a field may have fits all that is said of it. Only contradictions in which
 * one of the wanted comparisons has a part count.
 */
export function possibleClauses(
  condition: CompiledCondition,
  isWanted: (node: Comparison) => boolean = () => true,
): (clause: Clause) => boolean {
  const atoms = new Map<Comparison, Atom | undefined>();
  const atomOf = ({ node }: Literal): Atom | undefined => {
    if (!atoms.has(node)) atoms.set(node, readAtom(node, condition, isWanted(node)));
    return atoms.get(node);
  };
  return (clause) => isPossible(clause, atomOf);
}

function readAtom(node: Comparison, condition: CompiledCondition, isWanted: boolean): Atom | undefined {
  const compiled = condition.comparison(node);
  const operator = node.operator.kind === "operator" ? node.operator.name : "";
  return (
    compiled && {
      compiled,
      values: listedValues(node, operator, compiled),
      isExistence: operator === "exists",
      isWanted,
    }
  );
}

/** Constants of `=` and `in` on a field with one value and nothing around it. */
function listedValues(
  node: Comparison,
  operator: string,
  { left, right }: CompiledComparison,
): readonly string[] | undefined {
  const isSimple =
    node.left.kind === "field" && !left.isList && left.spread === "one" && !node.modifier && !right;
  // A network is not the one address that it is written with.
  if (!isSimple || left.type === "IPNET" || !["=", "==", "in"].includes(operator)) return undefined;
  if (node.right?.kind === "text") return [node.right.text];
  if (node.right?.kind === "name") return [node.right.name];
  return node.right?.kind === "list"
    ? node.right.items.flatMap((item) => (item.kind === "text" ? [item.text] : []))
    : undefined;
}

function isPossible(clause: Clause, atomOf: (literal: Literal) => Atom | undefined): boolean {
  const truths = new Map<string, { readonly truth: boolean; readonly isWanted: boolean }>();
  const byField = new Map<string, { readonly atom: Atom; readonly negated: boolean }[]>();
  for (const literal of clause) {
    const atom = atomOf(literal);
    if (!atom) continue;
    const { key, left, right } = atom.compiled;
    const known = truths.get(key);
    if (known && known.truth === literal.negated && (known.isWanted || atom.isWanted)) return false;
    truths.set(key, { truth: !literal.negated, isWanted: atom.isWanted || known?.isWanted === true });
    const [field] = left.fields;
    const isOfOneField = left.fields.length === 1 && left.spread === "one" && !right;
    if (field === undefined || !isOfOneField) continue;
    const said = byField.get(field) ?? [];
    said.push({ atom, negated: literal.negated });
    byField.set(field, said);
  }
  return [...byField].every(([field, said]) => hasValue(field, said));
}

/** Whether some value of a field fits all that is said of it. True where that cannot be found out. */
function hasValue(
  field: string,
  said: readonly { readonly atom: Atom; readonly negated: boolean }[],
): boolean {
  if (!said.some(({ atom }) => atom.isWanted)) return true;
  const isAbsent = said.some(({ atom, negated }) => negated && atom.isExistence);
  if (isAbsent) return said.every(({ negated }) => negated);
  const listed = said.flatMap(({ atom, negated }) =>
    negated || !atom.values ? [] : [{ atom, values: atom.values }],
  );
  const [first] = [...listed].sort((a, b) => a.values.length - b.values.length);
  if (!first) return true;
  return first.values.some((value) => {
    const event = eventOf(field, value);
    // A constant that events do not write as it is, such as the name of a service, may be any value.
    if (!first.atom.compiled.test(event)) return true;
    return said.every(({ atom, negated }) => atom.compiled.test(event) !== negated);
  });
}

/** An event of one field, to be asked outside of any evaluator's own. */
function eventOf(field: string, value: EventValue): Parameters<CompiledComparison["test"]>[0] {
  return { values: new Map([[field, value]]), slots: [], truths: new Uint8Array(0) };
}
