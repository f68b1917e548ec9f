/**
 * Which events a condition admits, by the rules of Falco 0.44.1 (libs 0.25.4, `filter/ppm_codes.cpp`): only `=`, `==`,
 * `!=` and `in` on a bare `evt.type` or `syscall.type` narrow the set; everything else admits all events.
 */
import type { EventTable } from "../../catalog/events.ts";
import type { Argument, Comparison, Condition } from "../../syntax/condition/ast.ts";
import { canonicalText } from "../../syntax/condition/canonical.ts";
import { keptBy } from "../../text/kept.ts";

export interface InferredEvents {
  /** Codes of the event table. */
  readonly codes: ReadonlySet<number>;
  /** The system calls that Falco captures for the rule. */
  readonly syscalls: ReadonlySet<string>;
  /** Names as Falco lists them for a rule; unordered. */
  readonly names: readonly string[];
  /** Why all events get through, in a sentence; undefined when something restricts them. */
  readonly reason?: string;
}

/** Falco lists asynchronous events with every rule: nothing restricts them. */
export const UNRESTRICTED = "asyncevent";

/** Infers the events of a tree whose macros are written out. A macro that is left admits everything. */
export function inferEvents(tree: Condition, table: EventTable): InferredEvents {
  const key = restrictionOf(tree);
  const known = key === undefined ? undefined : inferred(table).get(key);
  const events = known ?? computed(tree, table);
  if (key !== undefined && !known) remember(inferred(table), key, events);
  return events.codes.size === table.codeCount ? { ...events, reason: reasonOf(tree, table) } : events;
}

/** Most conditions restrict the events like many others: the answers for one table, by how they do. */
const inferred = keptBy((_table: EventTable) => new Map<string, InferredEvents>());

/** How many answers are remembered for a table. */
const MOST_KNOWN = 2000;

function remember(known: Map<string, InferredEvents>, key: string, events: InferredEvents): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, events);
}

function computed(tree: Condition, table: EventTable): InferredEvents {
  const codes = evaluate(tree, table.codeCount, (name) => table.codesOf(name));
  const calls = evaluate(tree, table.syscallNames.length, (name) =>
    table.syscallsOf(name).flatMap((call) => table.syscallIndex(call) ?? []),
  );
  const admitted = new Set(members(codes));
  const syscalls = new Set(members(calls).flatMap((i) => table.syscallNames[i] ?? []));
  const names = new Set([UNRESTRICTED]);
  for (const code of admitted) {
    const name = table.nameOfCode(code);
    if (name !== undefined) names.add(name);
  }
  for (const call of syscalls) names.add(table.nameOfSyscall(call));
  return { codes: admitted, syscalls, names: [...names] };
}

/** How a tree restricts the events, in the letters of no event's name; undefined where that is too long to compare. */
function restrictionOf(tree: Condition): string | undefined {
  let left = MOST_WRITTEN;
  const written = (node: Condition, negated: boolean): string => {
    if (--left < 0) return ALL;
    switch (node.kind) {
      case "and":
      case "or": {
        const isUnion = (node.kind === "or") !== negated;
        const neutral = isUnion ? NONE : ALL;
        const telling: string[] = [];
        for (const operand of node.operands) {
          const part = written(operand, negated);
          if (part !== neutral && !telling.includes(part)) telling.push(part);
        }
        const [first = neutral] = telling;
        return telling.length < 2 ? first : `(${telling.join(isUnion ? "|" : "&")})`;
      }
      case "not":
        return written(node.operand, !negated);
      case "group":
        return written(node.body, negated);
      case "comparison": {
        const named = eventNames(node);
        if (!named) return negated && clearsWhenNegated(node) ? NONE : ALL;
        return `${negated === named.unequal ? "+" : "-"}${JSON.stringify(named.names)}`;
      }
      default:
        return ALL;
    }
  };
  const restriction = written(tree, false);
  return left < 0 ? undefined : restriction;
}

const [ALL, NONE] = ["*", "0"];

/** Longest tree whose restriction is written down, in nodes. */
const MOST_WRITTEN = 500;

type Bits = Uint8Array;

function evaluate(tree: Condition, size: number, numbersOf: (name: string) => readonly number[]): Bits {
  const all = new Uint8Array(size).fill(1);
  const none = new Uint8Array(size);
  const known = new Map<Condition, { plain?: Bits; negated?: Bits }>();
  const combine = (parts: readonly Bits[], union: boolean): Bits => {
    const neutral = union ? none : all;
    const [first = neutral, ...others] = parts.filter((part) => part !== neutral);
    if (others.length === 0) return first;
    const result = new Uint8Array(first);
    for (const part of others)
      for (let i = 0; i < size; i++)
        result[i] = union ? (result[i] ?? 0) | (part[i] ?? 0) : (result[i] ?? 0) & (part[i] ?? 0);
    return result;
  };
  const leaf = (node: Comparison, negated: boolean): Bits => {
    const named = eventNames(node);
    if (named) {
      const bits = new Uint8Array(size);
      for (const name of named.names) for (const i of numbersOf(name)) bits[i] = 1;
      return negated === named.unequal ? bits : bits.map((bit) => 1 - bit);
    }
    return negated && clearsWhenNegated(node) ? none : all;
  };
  const visit = (node: Condition, negated: boolean): Bits => {
    const memo = known.get(node) ?? {};
    const before = negated ? memo.negated : memo.plain;
    if (before) return before;
    const made = compute(node, negated);
    known.set(node, { ...memo, ...(negated ? { negated: made } : { plain: made }) });
    return made;
  };
  const compute = (node: Condition, negated: boolean): Bits => {
    switch (node.kind) {
      case "and":
      case "or":
        return combine(
          node.operands.map((operand) => visit(operand, negated)),
          (node.kind === "or") !== negated,
        );
      case "not":
        return visit(node.operand, !negated);
      case "group":
        return visit(node.body, negated);
      case "comparison":
        return leaf(node, negated);
      default:
        return all;
    }
  };
  return visit(tree, false);
}

function members(bits: Bits): number[] {
  const found: number[] = [];
  bits.forEach((bit, i) => {
    if (bit === 1) found.push(i);
  });
  return found;
}

const NARROWING = new Set(["=", "==", "!=", "in"]);

/** The names that a comparison restricts the events to, or from. */
function eventNames(
  node: Comparison,
): { readonly names: readonly string[]; readonly unequal: boolean } | undefined {
  const { left, operator, right, modifier } = node;
  if (
    !isEventType(left) ||
    operator.kind !== "operator" ||
    modifier ||
    !NARROWING.has(operator.name) ||
    !right
  )
    return undefined;
  const unequal = operator.name === "!=";
  if (right.kind === "text") return { names: [right.text], unequal };
  if (right.kind === "name") return { names: [right.name], unequal };
  if (right.kind === "list")
    return { names: right.items.flatMap((item) => (item.kind === "text" ? [item.text] : [])), unequal };
  return undefined;
}

function isEventType(left: Comparison["left"]): boolean {
  return (
    left.kind === "field" &&
    (left.name === "evt.type" || left.name === "syscall.type") &&
    left.arg === undefined
  );
}

/** `not evt.type exists` admits nothing; nor does a negated check whose transformer ends in a literal, by an oddity of Falco's. */
function clearsWhenNegated({ left, operator, modifier }: Comparison): boolean {
  if (operator.kind !== "operator" || modifier) return false;
  if (operator.name === "exists") return isEventType(left);
  return left.kind === "call" && NARROWING.has(operator.name) && endsInLiteral(left);
}

function endsInLiteral(argument: Argument): boolean {
  if (argument.kind === "text") return true;
  const last =
    argument.kind === "call"
      ? argument.args.at(-1)
      : argument.kind === "arguments"
        ? argument.items.at(-1)
        : undefined;
  return last !== undefined && endsInLiteral(last);
}

/** The branch that lets every event through, when its neighbours do not. */
function reasonOf(tree: Condition, table: EventTable): string {
  const admitsAll = (node: Condition): boolean =>
    evaluate(node, table.codeCount, (name) => table.codesOf(name)).every((bit) => bit === 1);
  let node = tree;
  for (let depth = 0; depth < 50; depth++) {
    if (node.kind === "group") node = node.body;
    else if (node.kind === "or") {
      const open = node.operands.find(admitsAll);
      if (!open) break;
      if (node.operands.some((operand) => !admitsAll(operand)))
        return `Other branches restrict it, but \`${shortened(canonicalText(open))}\` allows every event.`;
      node = open;
    } else break;
  }
  return "Nothing in the condition restricts `evt.type`.";
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
