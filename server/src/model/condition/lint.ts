import {
  type Comparison,
  type Condition,
  type ConditionNode,
  type Logical,
  type Not,
  walk,
} from "../../syntax/condition/ast.ts";
import { plainValue } from "../../text/foreign-characters.ts";
import type { LintFinding } from "./finding.ts";
import type { JudgeContext } from "./judge.ts";
import { absentFields, contradictions, impossibleValues } from "./lint-values.ts";
import { lintFinding } from "./lint-finding.ts";
import { lintNegations } from "./lint-negation.ts";
import { lintOrder } from "./lint-order.ts";
import { constantsOf } from "./value.ts";

/**
 * What a condition that Falco takes may not mean as its author thinks. All of these are advice, for sound trees only:
 * none of them says that Falco does anything wrong. Those that look at the whole tree can be left out, by code.
 */
export function lintCondition(
  tree: Condition,
  text: string,
  context: JudgeContext,
  isWanted: (code: LintFinding["code"]) => boolean = ALL,
): readonly LintFinding[] {
  const nodes = walk(tree);
  const inner = innerAnds(nodes);
  const hasAsterisk = text.includes("*");
  const isAscii = !/[^\0-\x7f]/.test(text);
  const findings: LintFinding[] = [];
  for (const node of nodes) {
    if (node.kind === "comparison")
      findings.push(
        ...unmatchableEvents(node, context),
        ...foreignValues(node, context),
        ...impossibleValues(node),
        ...(hasAsterisk ? literalPatterns(node) : []),
        ...(isAscii ? [] : foreignCharacterValues(node)),
        ...literalBraces(node),
      );
    else if (node.kind === "or") findings.push(...mixedLogic(node), ...repeatedOperands(node, text));
    else if (node.kind === "and")
      findings.push(
        ...repeatedOperands(node, text),
        ...eventTypeContradictions(node),
        ...(!inner.has(node) ? [...contradictions(node, context), ...absentFields(node, context)] : []),
      );
    else if (node.kind === "not") findings.push(...doubleNegation(node));
  }
  if (isWanted("negated-absence")) findings.push(...lintNegations(nodes, text));
  if (isWanted("slow-order")) findings.push(...lintOrder(nodes));
  return findings.sort((a, b) => a.span.start - b.span.start);
}

const ALL = (): boolean => true;

/** Values that look like others. */
function foreignCharacterValues(node: Comparison): LintFinding[] {
  return constantsOf(node).flatMap(({ text: value, span }) => {
    const plain = plainValue(value);
    return plain === undefined
      ? []
      : [lintFinding({ code: "foreign-character-in-value", span, value, plain }, node)];
  });
}

/** `a or b and c`: right for Falco, and read wrongly by many. */
function mixedLogic(node: Logical): LintFinding[] {
  return node.operands.flatMap((operand): LintFinding[] =>
    operand.kind === "and" ? [lintFinding({ code: "mixed-logic", span: operand.span }, node)] : [],
  );
}

function repeatedOperands(node: Logical, text: string): LintFinding[] {
  const seen = new Map<string, Condition>();
  const findings: LintFinding[] = [];
  node.operands.forEach((operand, index) => {
    const written = text.slice(operand.span.start, operand.span.end);
    const first = seen.get(written);
    const keyword = node.keywords[index - 1];
    if (first && keyword) {
      const related = [{ ...first.span, message: "The first occurrence is here." }];
      findings.push(
        lintFinding(
          {
            code: "repeated-operand",
            span: operand.span,
            keyword,
            repeated: written,
            related,
          },
          node,
        ),
      );
    } else seen.set(written, operand);
  });
  return findings;
}

/** Two demands on the event type in one `and` that no event meets. */
function eventTypeContradictions(node: Logical): LintFinding[] {
  const checks = node.operands
    .map((operand) => (operand.kind === "group" ? operand.body : operand))
    .filter(isPositiveEventType);
  const [first, ...others] = checks;
  if (!first || others.length === 0) return [];
  const names = new Set(constantsOf(first).map(({ text }) => text));
  const clash = others.find((check) => !constantsOf(check).some(({ text }) => names.has(text)));
  if (!clash) return [];
  const related = [{ ...first.span, message: "The event type is restricted here already." }];
  return [lintFinding({ code: "contradicting-event-types", span: clash.span, related }, node)];
}

function isPositiveEventType(check: Condition): check is Comparison {
  if (check.kind !== "comparison") return false;
  const { left, operator, modifier } = check;
  if (left.kind !== "field" || left.name !== "evt.type" || operator.kind !== "operator" || modifier)
    return false;
  return operator.name === "=" || operator.name === "==" || operator.name === "in";
}

function doubleNegation({ operand, keyword, span }: Not): LintFinding[] {
  const inner = operand.kind === "group" ? operand.body : operand;
  if (inner.kind !== "not") return [];
  return [
    lintFinding(
      {
        code: "double-negation",
        span: { start: keyword.start, end: inner.keyword.end },
        operand: inner.operand.span,
      },
      { span },
    ),
  ];
}

/** Names that Falco takes for the event type though each event carries another one. */
function unmatchableEvents(node: Comparison, { catalog }: JudgeContext): LintFinding[] {
  const isEventType =
    node.left.kind === "field" && (node.left.name === "evt.type" || node.left.name === "syscall.type");
  if (!isEventType) return [];
  return constantsOf(node).flatMap(({ text, span }): LintFinding[] => {
    const carried = catalog.events.carriedName(text);
    return carried === undefined
      ? []
      : [lintFinding({ code: "unmatchable-event-type", span, name: text, carried }, node)];
  });
}

const EQUALITY: ReadonlySet<string> = new Set(["=", "==", "!=", "in", "intersects"]);

/** Values that a field with a closed set of texts never has. */
function foreignValues(node: Comparison, { catalog, source }: JudgeContext): LintFinding[] {
  const { left, operator } = node;
  if (left.kind !== "field" || operator.kind !== "operator" || !EQUALITY.has(operator.name)) return [];
  // A field with a closed set takes nothing after its name.
  const field = catalog.fieldFor(left.name, source);
  const values = field?.type === "CHARBUF" ? field.enumValues : undefined;
  if (!values) return [];
  return constantsOf(node).flatMap(({ text, span }): LintFinding[] =>
    values.includes(text) || text === "" || text === "<NA>"
      ? []
      : [lintFinding({ code: "value-outside-set", span, field: left.name, value: text, values }, node)],
  );
}

/** Operators that compare letter by letter, and what text they are for. */
const LITERAL: ReadonlySet<string> = new Set([
  "=",
  "==",
  "!=",
  "in",
  "intersects",
  "startswith",
  "endswith",
  "contains",
  "icontains",
]);
/** Names and paths, in which an asterisk hardly ever represents itself, as it does in command lines. */
const NAMES =
  /^(?:fd\.(?:name|filename|directory)|fs\.path\..+|proc\.(?:[ap]?name|exe|exepath|pexe|pexepath)|container\.(?:name|image.*)|k8s\..+|ka\.(?:user\.name|target\..+|uri)|user\.name)$/;

/** A path or a name with an asterisk, where no operator takes it for a pattern. */
function literalPatterns(node: Comparison): LintFinding[] {
  const { left, operator, right, modifier } = node;
  if (
    left.kind !== "field" ||
    operator.kind !== "operator" ||
    !LITERAL.has(operator.name) ||
    !NAMES.test(left.name)
  )
    return [];
  const constants = constantsOf(node);
  const isOne =
    constants.length === 1 &&
    !modifier &&
    operator.name !== "!=" &&
    operator.name !== "intersects" &&
    right !== undefined;
  const whole = isOne ? { whole: { start: operator.span.start, end: right.span.end } } : {};
  return constants.flatMap(({ text, span }): LintFinding[] =>
    text.length > 1 && text.includes("*")
      ? [
          lintFinding(
            { code: "literal-pattern", sign: "*", span, operator: operator.name, value: text, ...whole },
            node,
          ),
        ]
      : [],
  );
}

/** The `and`s that are parts of larger ones, in which their checks are looked at together. */
function innerAnds(nodes: readonly ConditionNode[]): ReadonlySet<ConditionNode> {
  return new Set(
    nodes.flatMap((node) =>
      node.kind === "and"
        ? node.operands.flatMap((operand) => {
            const inner = operand.kind === "group" ? operand.body : operand;
            return inner.kind === "and" ? [inner] : [];
          })
        : [],
    ),
  );
}

/** Alternatives in braces, which shells know and Falco's patterns do not. */
function literalBraces(node: Comparison): LintFinding[] {
  const { operator } = node;
  if (operator.kind !== "operator" || !/^i?glob$/.test(operator.name)) return [];
  return constantsOf(node).flatMap(({ text, span }): LintFinding[] =>
    /\{[^{},]*,[^{}]*\}/.test(text)
      ? [
          lintFinding(
            { code: "literal-pattern", sign: "{}", span, operator: operator.name, value: text },
            node,
          ),
        ]
      : [],
  );
}
