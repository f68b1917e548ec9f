/** Checks of one `and` that no event can meet together. Each follows from what events carry, so none is a guess. */
import { allConditions, type Comparison, type Condition, type Logical } from "../../syntax/condition/ast.ts";
import { isAbsentField, knownEvents, mayBeAbsent } from "./event-fields.ts";
import type { LintFinding } from "./finding.ts";
import type { JudgeContext } from "./judge.ts";
import { lintFinding } from "./lint-finding.ts";
import { type Constant, constantsOf, isEqual } from "./value.ts";

/** Two demands on one field, then checks of what the events never carry. */
export function lintDemands(node: Logical, context: JudgeContext, findings: LintFinding[]): void {
  const demands: Demand[] = [];
  collectDemands(node, demands);
  contradiction(node, demands, context, findings);
  absentFields(node, demands, context, findings);
}

interface Demand {
  readonly check: Comparison;
  readonly isNegated: boolean;
}

/** The checks that all have to hold for an `and`, through parentheses, further `and`s and single negations. */
function collectDemands(node: Condition, demands: Demand[]): void {
  switch (node.kind) {
    case "and":
      for (const operand of node.operands) collectDemands(operand, demands);
      break;
    case "group":
      collectDemands(node.body, demands);
      break;
    case "comparison":
      demands.push({ check: node, isNegated: false });
      break;
    case "not": {
      const inner = node.operand.kind === "group" ? node.operand.body : node.operand;
      if (inner.kind === "comparison") demands.push({ check: inner, isNegated: true });
      break;
    }
  }
}

/** What a demand says of the values of a field. */
interface Told {
  readonly check: Comparison;
  readonly isExcluding: boolean;
  /** The field, with its argument. */
  readonly name: string;
  readonly constants: readonly Constant[];
}

/** The first of two demands on one field in one `and` that no event meets at once. */
function contradiction(
  node: Logical,
  demands: readonly Demand[],
  context: JudgeContext,
  findings: LintFinding[],
): void {
  const told: Told[] = [];
  for (const demand of demands) {
    const one = toldOf(demand, context);
    if (one) told.push(one);
  }
  if (told.length < 2) return;
  const wanted = new Map<string, Values>();
  const excluded = new Map<string, Values>();
  for (const { check, isExcluding, name, constants } of told) {
    const values = new Set(constants.map(({ text }) => text));
    const before = wanted.get(name);
    const against = isExcluding ? before : (excluded.get(name) ?? before);
    const clashes =
      against !== undefined &&
      (isExcluding
        ? isSubset(against.values, values)
        : against === before
          ? isDisjoint(against.values, values)
          : isSubset(values, against.values));
    if (against && clashes) {
      const related = [{ ...against.check.span, message: "The other check is here." }];
      findings.push(
        lintFinding({ code: "contradicting-checks", span: check.span, field: name, related }, node),
      );
      return;
    }
    (isExcluding ? excluded : wanted).set(name, { check, values });
  }
}

interface Values {
  readonly check: Comparison;
  readonly values: ReadonlySet<string>;
}

/** Nothing of what is not certain: of fields of several values, and of a word that may be the name of a list. */
function toldOf({ check, isNegated }: Demand, { catalog, source }: JudgeContext): Told | undefined {
  const { left, operator, modifier, right } = check;
  if (left.kind !== "field" || operator.kind !== "operator" || modifier || !right) return undefined;
  const isUnequal = operator.name === "!=";
  if ((!isUnequal && !isEqual(operator.name)) || left.name === "evt.type") return undefined;
  const field = catalog.fieldFor(left.name, source);
  if (field?.type !== "CHARBUF" || field.isList || SEVERAL_VALUES.test(left.name)) return undefined;
  const constants = constantsOf(check);
  if (!isWhole(check, constants) || constants.length === 0) return undefined;
  const name = left.arg ? `${left.name}[${left.arg.text}]` : left.name;
  return { check, isExcluding: isUnequal !== isNegated, name, constants };
}

/** Whether the values of a check are all that it compares with. */
function isWhole({ right }: Comparison, constants: readonly Constant[]): boolean {
  return right?.kind === "list" ? constants.length === right.items.length : right?.kind === "text";
}

/** Fields that represent several values of an event, any of which may be meant: both ends of a connection, all ancestors. */
const SEVERAL_VALUES =
  /^(?:fd\.(?:ip|net|port|proto|ip\.name)$|proc\.a[a-z]*(?:$|\[)|evt\.arg|evt\.rawarg|thread\.|ka\.|json\.|jevt\.)/;

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((value) => outer.has(value));
}

function isDisjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((value) => !other.has(value));
}

/** Checks of what the events of the same `and` never carry: their arguments, and the sockets of those that open files. */
function absentFields(
  node: Logical,
  demands: readonly Demand[],
  context: JudgeContext,
  findings: LintFinding[],
): void {
  const type = onlyEventType(demands);
  if (!type) return;
  let events: readonly string[] | undefined;
  for (const check of allConditions(node)) {
    if (check.kind !== "comparison" || check.left.kind !== "field") continue;
    const { name, arg, span } = check.left;
    if (!mayBeAbsent(name)) continue;
    events ??= knownEvents(eventNames(type), context);
    if (!events) return;
    if (isAbsentField(name, arg?.text, events, context.catalog))
      findings.push(lintFinding({ code: "absent-field", span, field: name, events }, check));
  }
}

/** The check of `evt.type` among the demands, if there is one alone. */
function onlyEventType(demands: readonly Demand[]): Comparison | undefined {
  let only: Comparison | undefined;
  for (const { check, isNegated } of demands) {
    if (isNegated || !isEventType(check)) continue;
    if (only) return undefined;
    only = check;
  }
  return only;
}

function isEventType({ left, operator, modifier }: Comparison): boolean {
  if (left.kind !== "field" || left.name !== "evt.type" || operator.kind !== "operator") return false;
  return !modifier && isEqual(operator.name);
}

/** The events that a check of `evt.type` lets through; none where a word may be a list. */
function eventNames(check: Comparison): readonly string[] {
  const constants = constantsOf(check);
  return isWhole(check, constants) ? constants.map(({ text }) => text) : [];
}
