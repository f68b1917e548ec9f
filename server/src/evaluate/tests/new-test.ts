/** A test written from an event that people have, such as an alert. */
import type { Document } from "../../hosts/document.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { valueOf } from "../../syntax/yaml-node.ts";
import type { FileRange, Span } from "../../text/span.ts";
import { type Alert, fieldsOfAlert } from "../events/alert.ts";
import { explainEvent } from "../rules/explain-event.ts";
import type { RulesEvaluator } from "../rules/rules-evaluator.ts";
import { rangeOf } from "../rules/truth-marks.ts";
import type { EventValue } from "../values/value.ts";
import { testsIn } from "./test-documents.ts";
import type { EventSource } from "./test-file.ts";
import { yamlScalar } from "./yaml-scalar.ts";
import { SYSCALL } from "../../catalog/records.ts";

export interface NewTest extends FileRange {
  /** For a file of its own, which is made with the text. */
  readonly creates: boolean;
  readonly newText: string;
  /** The test's name in the new text. */
  readonly select: Span;
}

/**
 * The edit that adds a test of an event: to `uri` where that is a test file, else to the one beside the file of the rule
 * that fires. Undefined where there is no file to write it beside, or a list in brackets to write it into.
 */
export function newTest(
  snapshot: Snapshot,
  given: EventSource,
  rules: RulesEvaluator,
  uri?: string,
): NewTest | undefined {
  const alert = given.alert === undefined ? undefined : fieldsOfAlert(given.alert);
  const read = alert && "values" in alert ? alert : undefined;
  const [first] = explainEvent(given, rules);
  const rule = read?.rule ?? first?.rule.name;
  const lines = linesOf(given, read, rule, rules, first?.missing ?? []);
  const place = placeFor(snapshot, rules, rule, uri);
  if (!place) return undefined;
  const { document } = place;
  if (!document) {
    const head = "tests:\n  - name: ";
    const newText = `tests:\n${indented(lines, 2)}`;
    const select = { start: head.length, end: head.length + nameOf(rule).length };
    return { uri: place.uri, start: 0, end: 0, creates: true, newText, select };
  }
  const end = endOfTests(document);
  if (!end) return undefined;
  const before = end.offset > 0 && document.text[end.offset - 1] !== "\n" ? "\n" : "";
  const newText = `${before}${end.isEmpty ? "" : "\n"}${indented(lines, end.column)}`;
  const start = newText.indexOf("name: ") + "name: ".length;
  const select = { start, end: start + nameOf(rule).length };
  return { uri: document.uri, start: end.offset, end: end.offset, creates: false, newText, select };
}

function nameOf(rule: string | undefined): string {
  return yamlScalar(rule === undefined ? "no rule fires" : `${rule} fires`);
}

/** Fields that say when and where an event was, and nothing of what it was. */
const CIRCUMSTANCES =
  /^evt\.(?:time|source|num|rawtime|hostname|cpu|datetime|latency|deltatime|reltime)(?:\.|$)/;

function linesOf(
  { fields, raw }: EventSource,
  alert: Alert | undefined,
  rule: string | undefined,
  rules: RulesEvaluator,
  missing: readonly string[],
): readonly string[] {
  const lines = [`- name: ${nameOf(rule)}`];
  if (alert && alert.source !== SYSCALL) lines.push(`  source: ${yamlScalar(alert.source)}`);
  if (raw !== undefined) {
    const text = typeof raw === "string" ? raw : JSON.stringify(raw, exact, 2);
    lines.push("  raw: |", ...text.split("\n").map((line) => `    ${line}`));
  } else {
    const values = alert?.values ?? fields;
    const shown = [...values].filter(([name]) => !CIRCUMSTANCES.test(name));
    lines.push("  event:", ...shown.map(([name, value]) => `    ${yamlScalar(name)}: ${valueText(value)}`));
    if (shown.length === 0) lines[lines.length - 1] = "  event: {}";
  }
  if (missing.length > 0)
    lines.push(
      "    # The condition needs these fields too, which the alert does not have:",
      ...missing.map((field) => `    # ${field}:`),
    );
  if (rule === undefined) return [...lines, "  fires: []"];
  const output = alert && outputOf(alert, rule, rules);
  if (output === undefined) return [...lines, "  fires:", `    - ${yamlScalar(rule)}`];
  return [...lines, "  fires:", `    - rule: ${yamlScalar(rule)}`, `      output: ${yamlScalar(output)}`];
}

/** The output without time and priority, where the rule writes what the alert has. */
function outputOf({ output = "", values }: Alert, name: string, rules: RulesEvaluator): string | undefined {
  const own = rules.rule(name)?.output(rules.evaluator.event(values));
  return own !== undefined && own !== "" && output.endsWith(own) ? own : undefined;
}

function valueText(value: EventValue | null): string {
  if (value === null) return "null";
  if (typeof value === "object") return `[${value.map(valueText).join(", ")}]`;
  return typeof value === "string" ? yamlScalar(value) : String(value);
}

function exact(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function indented(lines: readonly string[], column: number): string {
  return lines.map((line) => `${" ".repeat(column)}${line}\n`).join("");
}

/** The file that a test is written to. */
function placeFor(
  { documents, placeOf, settings }: Snapshot,
  rules: RulesEvaluator,
  rule: string | undefined,
  uri: string | undefined,
): { readonly uri: string; readonly document: Document | undefined } | undefined {
  const active = uri === undefined ? undefined : documents.get(uri);
  if (active && testsIn(active)) return { uri: active.uri, document: active };
  const [view] = (rule === undefined ? undefined : rules.rule(rule))?.compiled.rule.views ?? [];
  const home = view && rangeOf({ item: view.item, span: view.nameNode.span }, placeOf)?.uri;
  const own = [home, uri, ...rules.ruleset.order.map((ref) => ref.uri)].find(
    (one) => one !== undefined && documents.has(one) && !settings.defaultRules?.includes(one),
  );
  if (own === undefined) return undefined;
  const beside = own.replace(/(?:\.ya?ml)?$/, ".falco-test.yaml");
  return { uri: beside, document: documents.get(beside) };
}

/** After the last test of a list of lines; undefined where the list is in brackets. */
function endOfTests({
  text,
  regions,
}: Document): { readonly offset: number; readonly column: number; readonly isEmpty: boolean } | undefined {
  const root = regions.find(({ kind }) => kind === "tests")?.yaml?.documents[0]?.root;
  const tests = root?.kind === "map" ? valueOf(root, "tests") : undefined;
  if (tests?.kind !== "seq" || text[tests.span.start] === "[") return undefined;
  const [first] = tests.items;
  const lineStart = text.lastIndexOf("\n", (first?.span.start ?? 0) - 1) + 1;
  const column = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  const last = text.slice(0, tests.span.end).trimEnd().length;
  const lineEnd = text.indexOf("\n", last);
  return { offset: lineEnd < 0 ? text.length : lineEnd + 1, column, isEmpty: tests.items.length === 0 };
}
