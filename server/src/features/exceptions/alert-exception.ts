/** Exceptions for an alert: values for the exceptions that a rule has, or a new one for chosen fields of the alert. */
import { accepts, typeGroup } from "../../catalog/language.ts";
import type { ValueType } from "../../catalog/records.ts";
import { fieldsOfAlert } from "../../evaluate/events/alert.ts";
import { readEventSource } from "../../evaluate/events/event-source.ts";
import { explainEvent } from "../../evaluate/rules/explain-event.ts";
import type { RulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import type { EventSource } from "../../evaluate/tests/test-file.ts";
import { whyNotThere } from "../../evaluate/tests/run-tests.ts";
import { yamlScalar } from "../../evaluate/tests/yaml-scalar.ts";
import { addressOf } from "../../evaluate/values/address.ts";
import type { EventValue } from "../../evaluate/values/value.ts";
import type { EffectiveException } from "../../model/ruleset/effective.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { publishedRules, type RuleChange } from "../rule-change.ts";
import { conditionValue, exceptionScalar } from "./condition-value.ts";
import { addedException, addedValues } from "./write-exception.ts";

export interface AlertField {
  readonly name: string;
  /** As a condition compares it. */
  readonly value: string;
  /** Whether most people would except the alert by it. */
  readonly suggested: boolean;
}

export interface AlertException {
  readonly rule: string;
  /** Fields of the alert that an exception can compare, in its order. */
  readonly fields: readonly AlertField[];
  /** Values for exceptions that the rule has. */
  readonly additions: readonly RuleChange[];
  /** A new exception that compares these fields of the alert; undefined where it cannot be written. */
  create(fields: readonly string[]): RuleChange | undefined;
}

/** What may be excepted of the rule that an alert comes from, or a sentence why there is nothing. */
export function alertException(
  snapshot: Snapshot,
  given: EventSource,
  rules: RulesEvaluator,
): AlertException | { readonly problem: string } {
  const alert = given.alert === undefined ? undefined : fieldsOfAlert(given.alert);
  if (alert && "problem" in alert) return alert;
  const { ruleset } = rules;
  const rule = alert?.rule ?? explainEvent(given, rules)[0]?.rule.name;
  if (rule === undefined) return { problem: "No rule matches the event." };
  const known = ruleset.rules.collected.rules.get(rule);
  const source = known?.source ?? publishedRules(ruleset.catalog)?.rules.get(rule)?.source;
  if (source === undefined) return { problem: whyNotThere(rule, rules) };
  const values = writtenValues(given, source, ruleset);
  const fields = [...values].map(([name, value]) => ({ name, value, suggested: false }));
  if (fields.length === 0)
    return { problem: `The alert of rule \`${rule}\` has no fields that an exception can compare.` };
  const place = { snapshot, ruleset, rule };
  const additions = (known?.exceptions ?? [])
    .filter(({ item, refused }) => !refused && !standsFor(item))
    .flatMap((exception) => {
      const row = rowFor(exception, values);
      return row === undefined ? [] : (addedValues(place, exception, row) ?? []);
    });
  const suggested = suggestedOf(fields);
  return {
    rule,
    fields: fields.map((field) => ({ ...field, suggested: suggested.has(field.name) })),
    additions,
    create(names) {
      const chosen = names.flatMap((name) => fields.find((field) => field.name === name) ?? []);
      if (chosen.length === 0 || chosen.length < names.length) return undefined;
      return addedException(place, {
        fields: chosen.map(({ name }) => yamlScalar(name)),
        comps: chosen.map(() => "="),
        row: `[${chosen.map(({ value }) => exceptionScalar(value)).join(", ")}]`,
        name: `allowed_${chosen.map(({ name }) => name.replaceAll(/\W+/g, "_").replace(/_$/, "")).join("_")}`,
      });
    },
  };
}

/** Fields that say when and where an event was, and its type, which rules have in their conditions. */
const CIRCUMSTANCES =
  /^evt\.(?:type|time|source|num|rawtime|hostname|cpu|datetime|latency|deltatime|reltime)(?:\.|$)/;

/** What an alert states, as far as `=` can compare it. */
function writtenValues(
  given: EventSource,
  source: string,
  { catalog, rules }: Ruleset,
): ReadonlyMap<string, string> {
  const equal = catalog.operators.get("=");
  const found = new Map<string, string>();
  for (const [name, value] of readEventSource([given], source, catalog, true).stated) {
    const looked = catalog.lookupField(name.replace(/\[[^]*/, ""), source);
    if (looked.kind !== "found" || !equal || CIRCUMSTANCES.test(name)) continue;
    const { field } = looked;
    if (
      field.hidden ||
      field.isList ||
      field.printOnly ||
      !isShownAsCompared(value, field.type) ||
      !accepts(equal, field.type, false)
    )
      continue;
    const written = conditionValue(value, rules.collected.lists.keys());
    if (written !== undefined) found.set(name, written);
  }
  return found;
}

/** Whether an alert shows the value of a type as it is compared. */
function isShownAsCompared(value: EventValue, type: ValueType): boolean {
  const group = typeGroup(type);
  if (group === "number") return typeof value === "number" || typeof value === "bigint";
  if (group === "address")
    return type !== "IPNET" && typeof value === "string" && addressOf(value) !== undefined;
  return group === "text" || group === "boolean";
}

/** What rules are usually excepted by, the most telling first. */
const USUAL: readonly string[] = [
  "proc.name",
  "container.image.repository",
  "proc.pname",
  "ka.user.name",
  "ka.target.name",
  "ct.user",
  "ct.name",
  "fd.name",
];

function suggestedOf(fields: readonly AlertField[]): ReadonlySet<string> {
  const usual = USUAL.filter((name) => fields.some((one) => one.name === name && one.value !== '""'));
  const [first] = fields;
  return new Set(usual.length > 0 ? usual.slice(0, 2) : first ? [first.name] : []);
}

/** One entry of `values` that makes an exception apply to the alert; undefined where it cannot. */
function rowFor(
  { list, fields, comps }: EffectiveException,
  stated: ReadonlyMap<string, string>,
): string | undefined {
  const parts = fields.map(({ text }, at): string | undefined => {
    const value = stated.get(text);
    const operator = comps[at]?.text.trim() ?? (list ? "=" : "in");
    if (value === undefined || !/^(?:==?|in)$/.test(operator)) return undefined;
    return list && operator === "in" ? `[${exceptionScalar(value)}]` : exceptionScalar(value);
  });
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return list ? `[${parts.join(", ")}]` : parts[0];
}
