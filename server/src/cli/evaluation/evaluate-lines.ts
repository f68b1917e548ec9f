import type { Catalog } from "../../catalog/catalog.ts";
import { createCatalogs } from "../../catalog/load.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { createEvaluator } from "../../evaluate/condition/evaluator.ts";
import { sourceOfCondition } from "../../evaluate/condition/source.ts";
import { readJson } from "../../evaluate/values/json.ts";
import { type EventValue, isEventValue } from "../../evaluate/values/value.ts";
import { walk } from "../../syntax/condition/ast.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import type { Span } from "../../text/span.ts";
import { answerTo, type ConditionDiagnostic } from "../condition-answer.ts";
import { type Line, linesOf } from "../lines.ts";
import type { CommandIo } from "../output.ts";
import { givenRegistry } from "../plugin-files.ts";
import { UsageError } from "../usage-error.ts";
import type { EvaluateOptions } from "./evaluate-options.ts";

/** Answers a condition with events, one JSON object a line each, in order. Gives the exit code. */
export async function evaluateLines(options: EvaluateOptions, io: CommandIo): Promise<number> {
  const catalog = createCatalogs()({
    target: options.target ?? NEWEST_FALCO,
    ...givenRegistry(options.plugins),
  });
  const context: EvaluationContext = { catalog, source: options.source };
  let isClean = true;
  for await (const lines of linesOf(io.stdin)) {
    let pending = "";
    try {
      for (const line of lines) {
        const answer = answerEvents(requestIn(line), context);
        isClean = isClean && answer.ok;
        pending += `${JSON.stringify(answer)}\n`;
      }
    } finally {
      // What was answered before a bad line is not lost.
      if (pending !== "") await io.write(pending);
    }
  }
  return isClean ? 0 : 1;
}

export interface EvaluationContext {
  readonly catalog: Catalog;
  /** Absent: each condition is for the source that has its fields. */
  readonly source: string | undefined;
}

export interface EventsRequest {
  readonly condition: string;
  readonly events: readonly ReadonlyMap<string, EventValue>[];
}

/** `diagnostics` beside `matches` are what keeps Falco from loading a condition that can be compared all the same. */
export type EventsAnswer =
  | {
      readonly ok: true;
      readonly matches: readonly boolean[];
      readonly diagnostics?: readonly ConditionDiagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly ConditionDiagnostic[] };

/** Falco rejects these when it loads a rule. What it compares with is clear nevertheless. */
const COMPARABLE: ReadonlySet<string> = new Set([
  "event-type-expression",
  "unknown-event-type",
  "bad-field-argument",
]);

/** Compares events with a condition that uses no macros. */
export function answerEvents(
  { condition, events }: EventsRequest,
  { catalog, source: given }: EvaluationContext,
): EventsAnswer {
  const { tree } = parseCondition(condition);
  const source = given ?? sourceOfCondition(tree, catalog);
  const judged = answerTo(condition, { catalog, source, severities: {} }).diagnostics;
  const macros = walk(tree).flatMap((node) =>
    node.kind === "macro" ? [undefinedMacro(node.name, node.span)] : [],
  );
  const errors = [...judged.filter(({ severity }) => severity === "error"), ...macros];
  const isComparable = ({ code, start, end }: ConditionDiagnostic): boolean =>
    COMPARABLE.has(code) ||
    (code === "unknown-field" && hasArgumentAfterDot(condition.slice(start, end), source, catalog));
  if (!errors.every(isComparable)) return { ok: false, diagnostics: errors };
  const evaluator = createEvaluator(catalog);
  const compiled = evaluator.compile(tree, source);
  const matches = events.map((values) => compiled.matches(evaluator.event(values)));
  return { ok: true, matches, ...(errors.length > 0 && { diagnostics: errors }) };
}

/** `k8s.pod.label.app` for `k8s.pod.label[app]`: the field is there, and has no value without its argument. */
function hasArgumentAfterDot(name: string, source: string, catalog: Catalog): boolean {
  const field = catalog.lookupField(name.slice(0, name.lastIndexOf(".")), source);
  return field.kind === "found" && field.field.arg?.mode === "required";
}

function undefinedMacro(name: string, { start, end }: Span): ConditionDiagnostic {
  const message = `Undefined macro \`${name}\`. A condition that is evaluated alone cannot use macros.`;
  return {
    code: "undefined-macro",
    stage: "compile",
    severity: "error",
    message,
    start,
    end,
    check: null,
    related: [],
  };
}

function requestIn({ number, text }: Line): EventsRequest {
  const value = readJson(text);
  const { condition, events } = isObject(value) ? value : {};
  if (typeof condition !== "string" || !Array.isArray(events))
    throw new UsageError(`Line ${number} is not a JSON object with \`condition\` and \`events\`.`);
  return {
    condition,
    events: events.map((event, index) => eventIn(event, `Event ${index + 1} of line ${number}`)),
  };
}

/** @throws UsageError where it is not an event; `name` says which one it is. */
export function eventIn(event: unknown, name: string): ReadonlyMap<string, EventValue> {
  if (!isObject(event)) throw new UsageError(`${name} is not a JSON object.`);
  const values = new Map<string, EventValue>();
  for (const [field, value] of Object.entries(event)) {
    if (value === null) continue;
    if (!isEventValue(value))
      throw new UsageError(`${name} has a value that no field can have: \`${field}\`.`);
    values.set(field, value);
  }
  return values;
}

// biome-ignore lint/plugin: read by our own names
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
