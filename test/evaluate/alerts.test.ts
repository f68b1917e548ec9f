import { expect, test } from "vitest";
import { fieldsOfAlert } from "../../server/src/evaluate/events/alert.ts";
import { readEventSource } from "../../server/src/evaluate/events/event-source.ts";
import { rulesOfEvent } from "../../server/src/evaluate/rules/rules-of-event.ts";
import { readTestFile } from "../../server/src/evaluate/tests/test-file.ts";
import { runTests } from "../../server/src/evaluate/tests/run-tests.ts";
import type { RulesEvaluator } from "../../server/src/evaluate/rules/rules-evaluator.ts";
import { rulesOf } from "./rules.ts";
import { readFileSync } from "node:fs";
import { outputTokens } from "../../server/src/syntax/output/template.ts";

const sample = (name: string): string =>
  readFileSync(new URL(`../../examples/tested/${name}`, import.meta.url), "utf8");

/** What is said of an alert: the rules it may come from, and the fields on which that depends. */
function explained(alert: object, rules: RulesEvaluator): readonly (readonly [string, readonly string[]])[] {
  const source = { fields: new Map(), fieldSpans: new Map(), alert };
  const read = readEventSource([source], undefined, rules.ruleset.catalog, true);
  const signs = fieldsOfAlert(alert);
  if ("problem" in signs) throw new Error(signs.problem);
  return rulesOfEvent(rules, rules.evaluator.event(read.values), read.source, signs).map(
    ({ rule, missing }) => [rule.name, missing],
  );
}

test("two hundred alerts made from the outputs of rules name their rule, or the fields that are missing", () => {
  const rules = rulesOf(sample("watch-rules.yaml"));
  const runs = runTests(readTestFile(sample("watch.falco-test.yaml")), rules).filter(
    ({ fired }) => fired.length > 0,
  );
  let count = 0;
  for (let i = 0; count < 200; i++) {
    const run = runs[i % runs.length];
    const [fired] = run?.fired ?? [];
    if (!run || !fired) throw new Error("no rule fires");
    const { rule, output } = fired;
    const fields = outputTokens(rule.compiled.output.text).map(({ text }) => text);
    // The first round holds the fields of the output; each further one more of the event's own.
    const extra = [...run.stated.keys()].slice(0, Math.floor(i / runs.length));
    const stated = Object.fromEntries(
      [...fields, ...extra].map((field) => [field, run.stated.get(field) ?? null]),
    );
    const isNamed = i % 2 === 0;
    const found = explained(
      {
        output: `12:00:00.000000000: ${rule.priority} ${output}`,
        priority: rule.priority,
        ...(isNamed && { rule: rule.name }),
        source: "syscall",
        time: "2026-01-01T12:00:00.000000000Z",
        tags: rule.tags,
        output_fields: { "evt.time": 1767268800000000000n, ...stated },
      },
      rules,
    );
    expect(found.map(([name]) => name)).toContain(rule.name);
    const [, missing = []] = found.find(([name]) => name === rule.name) ?? [];
    for (const field of missing) expect(stated[field] ?? null).toBeNull();
    count++;
  }
});

test("an alert with all fields of the condition is sure of its rule", () => {
  const rules = rulesOf(sample("watch-rules.yaml"));
  const alert = {
    output: "x",
    source: "syscall",
    output_fields: {
      "evt.type": "connect",
      "container.id": "c",
      "fd.sip": "169.254.169.254",
      "proc.name": "curl",
    },
  };
  expect(explained(alert, rules)).toEqual([["Connection to the metadata service", []]]);
});

test("a field that decides is enough, whatever others are missing", () => {
  const rules = rulesOf(`
- rule: A
  desc: d
  condition: evt.type = open and (proc.name = a or fd.name = b)
  output: o
  priority: INFO
`);
  const alert = (fields: object): object => ({ output: "", output_fields: fields });
  expect(explained(alert({ "evt.type": "open", "proc.name": "a" }), rules)).toEqual([["A", []]]);
  expect(explained(alert({ "evt.type": "open", "proc.name": "b" }), rules)).toEqual([["A", ["fd.name"]]]);
  expect(explained(alert({ "evt.type": "close" }), rules)).toEqual([]);
});

test("what is not an alert is said to be none", () => {
  expect(fieldsOfAlert("{")).toEqual({ problem: "An alert must be a JSON object." });
  expect(fieldsOfAlert({ rule: "x" })).toMatchObject({ problem: expect.stringContaining("`output_fields`") });
});
