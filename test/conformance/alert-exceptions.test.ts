import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalField } from "../../server/src/evaluate/events/field-name.ts";
import { firstEvent } from "../../server/src/evaluate/events/read-events.ts";
import { type RulesEvaluator, rulesEvaluator } from "../../server/src/evaluate/rules/rules-evaluator.ts";
import type { EventValue } from "../../server/src/evaluate/values/value.ts";
import { alertException } from "../../server/src/features/exceptions/alert-exception.ts";
import type { RuleChange } from "../../server/src/features/rule-change.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { ruleOf } from "./every-fix.ts";
import { hasShared, sharedLines } from "./load.ts";
import { randomFrom } from "./random.ts";
import { randomEvent, valuesByField } from "./same-answers.ts";

/*
 * Alerts are made of events that rules of the corpus match. After an exception for one is added the rule does not match it any
 * more, and of other events it only does not match those with the same values. Comments stay.
 */

const URI = "file:///rules.yaml";
const EVENTS = 50;
/** `CONDITIONS=1600` tries all. */
const CONDITIONS = Number(process.env.CONDITIONS ?? 120);

const workspace = createWorkspace();
const random = randomFrom(19);
const bad: string[] = [];
const tally = { rules: 0, matched: 0, written: 0, excepted: 0 };

beforeAll(() => {
  const all = [...sharedLines<string>("corpus/conditions/rule-conditions.txt")];
  for (let at = 0; at < CONDITIONS && all.length > 0; at++) {
    const [condition = ""] = all.splice(random(all.length), 1);
    tryRule(`# before\n${ruleOf(condition).text}# after\n`);
  }
});

test.runIf(hasShared)("an exception for an alert excepts it, and nothing else", () => {
  expect(tally.written).toBeGreaterThan(10);
  expect(bad).toEqual([]);
});

afterAll(() => console.log(JSON.stringify(tally)));

function tryRule(text: string): void {
  const snapshot = snapshotOf(text);
  const rules = rulesIn(snapshot);
  const rule = rules?.rule("r");
  const tree = rule?.compiled.expanded;
  if (!rules || !rule || !tree) return;
  tally.rules++;
  const values = valuesByField([tree], rules.ruleset.catalog);
  values.set("evt.num", [1]);
  const events = Array.from({ length: EVENTS }, () => randomEvent(values, random));
  const matched = events.find((event) => isMatched(rules, event));
  if (!matched) return;
  tally.matched++;
  const alert = { rule: "r", source: rule.source, output: "o", output_fields: Object.fromEntries(matched) };
  const given = firstEvent(JSON.stringify(alert));
  const found = given && alertException(snapshot, given, rules);
  if (!found || "problem" in found) return;
  const fields = found.fields.slice(0, 2).map(({ name }) => name);
  const after = made(text, found.create(fields));
  const own = after === undefined ? undefined : rulesIn(snapshotOf(after));
  tally.written++;
  if (
    after === undefined ||
    !own?.rule("r") ||
    isMatched(own, matched) ||
    !/# before\n[^]*# after\n$/.test(after)
  ) {
    bad.push(`${JSON.stringify([...matched])}\n${after ?? text}`);
    return;
  }
  for (const event of events) {
    const isSame = fields.every((name) => valueOf(event, name) === valueOf(matched, name));
    tally.excepted += Number(isSame);
    if (isMatched(own, event) !== (isMatched(rules, event) && !isSame))
      bad.push(`${JSON.stringify([...event])}\n${after}`);
  }
}

function valueOf(event: ReadonlyMap<string, EventValue>, name: string): EventValue | undefined {
  return [...event].find(([field]) => canonicalField(field) === name)?.[1];
}

function isMatched({ evaluator, rule }: RulesEvaluator, event: ReadonlyMap<string, EventValue>): boolean {
  return rule("r")?.condition.matches(evaluator.event(event)) === true;
}

function made(text: string, change: RuleChange | undefined): string | undefined {
  if (!change || change.edit.uri !== URI) return undefined;
  const { start, end, newText } = change.edit;
  return applyEdits(text, [{ span: { start, end }, newText }]);
}

function rulesIn({ rulesets: [ruleset] }: Snapshot): RulesEvaluator | undefined {
  return ruleset && rulesEvaluator(ruleset);
}

function snapshotOf(text: string): Snapshot {
  const documents = new Map([[URI, readDocument(URI, "rules.yaml", text, undefined, { as: "rules" })]]);
  return workspace.snapshot(documents, {
    target: "0.44.1",
    plugins: "all",
    rulesFiles: [],
    exactRuleset: [URI],
  });
}
