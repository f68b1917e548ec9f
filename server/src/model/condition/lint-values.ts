/** Checks that Falco accepts and that no event can meet. Each follows from what a field can hold, so none is a guess. */
import { type Comparison, type Condition, type Logical, walk } from "../../syntax/condition/ast.ts";
import { isAbsentField, knownEvents } from "./event-fields.ts";
import type { LintFinding } from "./finding.ts";
import type { JudgeContext } from "./judge.ts";
import { lintFinding } from "./lint-finding.ts";
import { constantsOf } from "./value.ts";

const EQUALITY: ReadonlySet<string> = new Set(["=", "==", "!=", "in", "intersects"]);

/** Values of a form that a field never has. */
export function impossibleValues(node: Comparison): LintFinding[] {
  const { left, operator, modifier } = node;
  if (left.kind !== "field" || operator.kind !== "operator" || modifier) return [];
  const shape = SHAPES.find(({ fields }) => fields.test(left.name));
  if (!shape || !(EQUALITY.has(operator.name) || shape.operators.includes(operator.name))) return [];
  const constants = constantsOf(node);
  // One path among many names does no harm but to itself.
  if (shape.why === "name" && constants.some(({ text }) => !shape.never.test(text))) return [];
  return constants.flatMap(({ text, span }): LintFinding[] => {
    if (!shape.never.test(text)) return [];
    const field = constants.length === 1 ? shape.field?.(left.name) : undefined;
    const value = shape.value?.(text);
    const instead = field === undefined ? {} : { instead: { field, span: left.nameSpan } };
    return [
      lintFinding(
        {
          code: "impossible-value",
          why: shape.why,
          span,
          field: left.name,
          value: text,
          ...(value !== undefined && { right: value }),
          ...instead,
        },
        node,
      ),
    ];
  });
}

interface ValueShape {
  readonly fields: RegExp;
  readonly why: "result" | "folder" | "name";
  /** What no value of the fields looks like. */
  readonly never: RegExp;
  /** Further operators that ask for the whole value, or for its beginning. */
  readonly operators: readonly string[];
  readonly value?: (text: string) => string | undefined;
  /** The field that holds such values. */
  readonly field?: (name: string) => string | undefined;
}

/** Source: libs 0.25.4, sinsp_filtercheck_event.cpp (`evt.res`), sinsp_filtercheck_fd.cpp (`fd.directory`), threadinfo (`comm`). */
const SHAPES: readonly ValueShape[] = [
  {
    fields: /^evt\.res$/,
    why: "result",
    never: /^(?:[Ss]uccess|[Oo][Kk]|[Ff]ail(?:ed|ure)?|[Ee]rrors?|true|false|0)$/,
    operators: [],
    value: (text) => (/^(?:success|ok|true|0)$/i.test(text) ? "SUCCESS" : undefined),
  },
  {
    fields: /^fd\.directory$/,
    why: "folder",
    never: /^\/.*[^/]\/$/,
    operators: ["endswith"],
    value: (text) => text.replace(/(?<!\/)\/+$/, ""),
  },
  {
    fields: /^proc\.p?name$/,
    why: "name",
    never: /^\/[^/*]+\/[^*]*$/,
    operators: ["startswith"],
    field: (name) => (name === "proc.name" ? "proc.exepath" : "proc.pexepath"),
  },
  {
    fields: /^fd\.filename$/,
    why: "name",
    never: /\//,
    operators: ["startswith", "endswith", "contains"],
    field: () => "fd.name",
  },
];

/** Two demands on one field in one `and` that no event meets at once. */
export function contradictions(node: Logical, { catalog, source }: JudgeContext): LintFinding[] {
  const wanted = new Map<string, { readonly check: Comparison; readonly values: ReadonlySet<string> }>();
  const excluded = new Map<string, { readonly check: Comparison; readonly values: ReadonlySet<string> }>();
  const findings: LintFinding[] = [];
  for (const { check, isNegated } of demandsOf(node)) {
    const { left, operator, modifier, right } = check;
    if (left.kind !== "field" || operator.kind !== "operator" || modifier || !right) continue;
    const isUnequal = operator.name === "!=";
    if (!isUnequal && !/^(?:==?|in)$/.test(operator.name)) continue;
    if (SEVERAL_VALUES.test(left.name) || left.name === "evt.type") continue;
    const field = catalog.fieldFor(left.name, source);
    if (field?.type !== "CHARBUF" || field.isList) continue;
    const constants = constantsOf(check);
    const isWhole = right.kind === "list" ? constants.length === right.items.length : right.kind === "text";
    // A word may be the name of a list, of which nothing is known here.
    if (!isWhole || constants.length === 0) continue;
    const name = left.arg ? `${left.name}[${left.arg.text}]` : left.name;
    const values = new Set(constants.map(({ text }) => text));
    const isExcluding = isUnequal !== isNegated;
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
    }
    (isExcluding ? excluded : wanted).set(name, { check, values });
  }
  return findings.slice(0, 1);
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

interface Demand {
  readonly check: Comparison;
  readonly isNegated: boolean;
}

/** The checks that all have to hold for an `and`, through parentheses, further `and`s and single negations. */
function demandsOf(node: Condition): readonly Demand[] {
  switch (node.kind) {
    case "and":
      return node.operands.flatMap(demandsOf);
    case "group":
      return demandsOf(node.body);
    case "comparison":
      return [{ check: node, isNegated: false }];
    case "not": {
      const inner = node.operand.kind === "group" ? node.operand.body : node.operand;
      return inner.kind === "comparison" ? [{ check: inner, isNegated: true }] : [];
    }
    default:
      return [];
  }
}

/** Checks of what the events of the same `and` never carry: their arguments, and the sockets of those that open files. */
export function absentFields(node: Logical, context: JudgeContext): LintFinding[] {
  const types = demandsOf(node).flatMap(({ check, isNegated }) => (isNegated ? [] : eventTypes(check)));
  const events = types.length === 1 && types[0] ? knownEvents(types[0], context) : undefined;
  if (!events) return [];
  return walk(node).flatMap((check): LintFinding[] => {
    if (check.kind !== "comparison" || check.left.kind !== "field") return [];
    const { name, arg, span } = check.left;
    return isAbsentField(name, arg?.text, events, context.catalog)
      ? [lintFinding({ code: "absent-field", span, field: name, events }, check)]
      : [];
  });
}

/** The events that a check of `evt.type` lets through; empty where it is another check. */
function eventTypes(check: Comparison): readonly (readonly string[])[] {
  const { left, operator, modifier, right } = check;
  if (left.kind !== "field" || left.name !== "evt.type" || operator.kind !== "operator" || modifier)
    return [];
  if (!/^(?:==?|in)$/.test(operator.name)) return [];
  const names = constantsOf(check).map(({ text }) => text);
  const isWhole = right?.kind === "list" ? right.items.length === names.length : right?.kind === "text";
  return [isWhole ? names : [""]];
}
