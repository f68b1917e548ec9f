import type { Comparison, Condition } from "../../syntax/condition/ast.ts";

/** A comparison, or that it is not true. */
export interface Literal {
  readonly node: Comparison;
  readonly negated: boolean;
}

/** Comparisons that are all true at once. */
export type Clause = readonly Literal[];

/** Most clauses that are looked at; of a condition with more nothing is said. */
const MOST_CLAUSES = 400;

/**
 * The clauses of which at least one is true exactly when the condition is, or with `negated` when it is not. Undefined for
 * a condition with too many, or with a macro that is not written out. `isPossible` leaves out clauses that cannot be true.
 */
export function clausesOf(
  tree: Condition,
  negated: boolean,
  isPossible: (clause: Clause) => boolean,
): readonly Clause[] | undefined {
  switch (tree.kind) {
    case "group":
      return clausesOf(tree.body, negated, isPossible);
    case "not":
      return clausesOf(tree.operand, !negated, isPossible);
    case "comparison":
      return [[{ node: tree, negated }]].filter(isPossible);
    case "and":
    case "or": {
      const isAny = (tree.kind === "or") !== negated;
      let clauses: readonly Clause[] = isAny ? [] : [[]];
      for (const operand of tree.operands) {
        const next = clausesOf(operand, negated, isPossible);
        const joined = next && (isAny ? [...clauses, ...next] : product(clauses, next, isPossible));
        if (!joined || joined.length > MOST_CLAUSES) return undefined;
        clauses = joined;
      }
      return clauses;
    }
    default:
      return undefined;
  }
}

/** Every clause of the one with every clause of the other; undefined for too many. */
export function product(
  some: readonly Clause[],
  others: readonly Clause[],
  isPossible: (clause: Clause) => boolean,
): readonly Clause[] | undefined {
  if (some.length * others.length > MOST_CLAUSES * 20) return undefined;
  return some.flatMap((one) => others.map((other) => [...one, ...other])).filter(isPossible);
}
