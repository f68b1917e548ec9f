/** Why a condition matches an event or not: the truth of every part of it. */
import type { Comparison, Condition } from "../../syntax/condition/ast.ts";
import type { CompiledCondition } from "../condition/evaluator.ts";
import type { EvaluationEvent, Loaded } from "../condition/event.ts";
import type { LoadedText, SpotWithOrigin } from "../../model/ruleset/loaded-text.ts";
import { spotOf } from "../../model/ruleset/loaded-text.ts";
import type { Span } from "../../text/span.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import type { EventValue } from "../values/value.ts";
import type { RuleEvaluator } from "./rules-evaluator.ts";

/** Whether a part is true; `unknown` only where fields that are missing may have any value. */
export type TruthValue = boolean | "unknown";

export interface Truth {
  readonly kind: "and" | "or" | "not" | "macro" | "comparison";
  readonly truth: TruthValue;
  /** As written, for comparisons; the macro's name. */
  readonly text: string;
  /** Where it is written; absent for a condition that is alone. */
  readonly spot?: SpotWithOrigin;
  /** Of a comparison: its fields without a value. */
  readonly missing: readonly string[];
  /** Of a comparison: what its left side is. Absent without a value. */
  readonly value?: EventValue;
  readonly parts: readonly Truth[];
}

export interface TruthOptions {
  /** A field that the event does not state may have any value, as in an alert, which holds some fields only. */
  readonly missing: "absent" | "unknown";
}

/** The truth of a condition without macros. */
export function truthOfCondition(
  tree: Condition,
  text: string,
  condition: CompiledCondition,
  event: EvaluationEvent,
  options: TruthOptions,
): Truth {
  return truthOf(tree, { loaded: undefined, text, condition, event, options, macro: () => undefined });
}

/** The truth of a rule's condition, macros written out. Gives undefined for a rule that is too large to be looked at. */
export function truthOfRule(
  { compiled, condition }: RuleEvaluator,
  { rules }: Ruleset,
  event: EvaluationEvent,
  options: TruthOptions,
): Truth {
  const macro = (name: string): Source | undefined => {
    const found = rules.compiled.macros.get(name);
    return found && { tree: found.tree, loaded: found.loaded };
  };
  const { tree, loaded } = compiled;
  return truthOf(tree, { loaded, text: loaded.text, condition, event, options, macro });
}

interface Source {
  readonly tree: Condition;
  readonly loaded: LoadedText;
}

interface Context {
  readonly loaded: LoadedText | undefined;
  readonly text: string;
  readonly condition: CompiledCondition;
  readonly event: EvaluationEvent;
  readonly options: TruthOptions;
  readonly macro: (name: string) => Source | undefined;
}

function truthOf(node: Condition, context: Context): Truth {
  switch (node.kind) {
    case "group":
      return truthOf(node.body, context);
    case "not": {
      const part = truthOf(node.operand, context);
      const truth = part.truth === "unknown" ? "unknown" : !part.truth;
      return { ...placed(node, context), kind: "not", truth, missing: [], parts: [part] };
    }
    case "and":
    case "or": {
      const parts = node.operands.map((operand) => truthOf(operand, context));
      const truths = parts.map(({ truth }) => truth);
      // One that decides is enough, whatever the others are.
      const decides = node.kind === "or";
      const truth = truths.includes(decides) ? decides : truths.includes("unknown") ? "unknown" : !decides;
      return { ...placed(node, context), kind: node.kind, truth, missing: [], parts };
    }
    case "comparison":
      return comparisonTruth(node, context);
    case "macro": {
      const source = context.macro(node.name);
      const part =
        source && truthOf(source.tree, { ...context, loaded: source.loaded, text: source.loaded.text });
      const parts = part ? [part] : [];
      return {
        ...placed(node, context),
        kind: "macro",
        text: node.name,
        truth: part?.truth ?? false,
        missing: [],
        parts,
      };
    }
    default:
      return { ...placed(node, context), kind: "comparison", truth: false, missing: [], parts: [] };
  }
}

function placed(
  node: Condition,
  { loaded, text }: Context,
): Pick<Truth, "text"> & { readonly spot?: SpotWithOrigin } {
  const spot = loaded && wholeSpot(loaded, node.span);
  return { text: text.slice(node.span.start, node.span.end), ...(spot && { spot }) };
}

/** All of what is written, where a list's name or an appended part would end it too soon. */
function wholeSpot(loaded: LoadedText, { start, end }: Span): SpotWithOrigin | undefined {
  const first = spotOf(loaded, { start, end });
  const last = spotOf(loaded, { start: Math.max(start, end - 1), end });
  return first && last && first.item === last.item && last.span.end > first.span.end
    ? { ...first, span: { start: first.span.start, end: last.span.end } }
    : first;
}

function comparisonTruth(node: Comparison, context: Context): Truth {
  const { condition, event, options } = context;
  const compiled = condition.comparison(node);
  const operands = compiled ? [compiled.left, ...(compiled.right ? [compiled.right] : [])] : [];
  const isMissing = operands.some(({ read }) => read(event) === null);
  const fields = operands.flatMap((operand) => (operand.read(event) === null ? operand.fields : []));
  const missing = fields.filter((field) => !event.values.has(field));
  const isUnknown = isMissing && missing.length > 0 && options.missing === "unknown";
  const loaded = compiled?.left.read(event) ?? null;
  const left = compiled?.left.fields[0];
  const stated = left === undefined ? undefined : event.values.get(left);
  const value = shown(loaded, compiled?.left.key.startsWith("one ") ? stated : undefined);
  return {
    ...placed(node, context),
    kind: "comparison",
    truth: isUnknown ? "unknown" : (compiled?.test(event) ?? false),
    missing,
    ...(value !== undefined && { value }),
    parts: [],
  };
}

/** The value as the event states it, where no transformer is around it. */
function shown(loaded: Loaded, stated: EventValue | undefined): EventValue | undefined {
  if (loaded === null) return undefined;
  return stated ?? loaded;
}

/** The fields whose values would settle a truth that is unknown, each once, in the order of the text. */
export function missingFields(truth: Truth): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Truth): void => {
    if (part.truth !== "unknown") return;
    for (const field of part.missing) found.add(field);
    part.parts.forEach(visit);
  };
  visit(truth);
  return [...found];
}
