import { describe, expect, test } from "vitest";
import { fieldData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { stageAt } from "../../server/src/catalog/version.ts";
import { hostsFor } from "../samples.ts";
import { migrated } from "./files.ts";
import { FIELD_ROWS, type FieldOutcome } from "./records-fields.ts";
import { RULES_HOSTS } from "./rules-hosts.ts";

/* What becomes of each field that the newest release or its plugins call deprecated or removed, in conditions and outputs. */

const rule = (condition: string, output: string, source: string): string =>
  `- rule: r\n  desc: d\n  condition: ${condition}\n  output: "${output}"\n  priority: INFO\n  source: ${source}\n`;

test("every field deprecated or gone has its row", () => {
  const isAged = (field: (typeof fieldData.fields)[number]): boolean =>
    ["deprecated", "removed"].includes(stageAt(field, NEWEST_FALCO)) ||
    field.deprecatedInPlugin !== undefined ||
    field.removedInPlugin !== undefined;
  expect(FIELD_ROWS.map(({ name }) => name).sort()).toEqual(
    fieldData.fields
      .filter(isAged)
      .map(({ name }) => name)
      .sort(),
  );
});

/** What migrating comes to for rules that may hold the field and for the same with what replaces it. */
function expectOutcome(outcome: FieldOutcome, name: string, rules: string, count = 1): void {
  for (const { path, text } of hostsFor(RULES_HOSTS, name)) {
    const result = migrated({ [path]: text(rules) }, NEWEST_FALCO);
    const said = result.needsPerson.map(({ message, why }) => [message, why]);
    if ("becomes" in outcome)
      expect([path, result.text(path), said]).toEqual([
        path,
        text(rules.replaceAll(name, outcome.becomes)),
        [],
      ]);
    else
      expect([path, result.text(path), said.slice(0, 1), said.length]).toEqual([
        path,
        text(rules),
        [outcome.says],
        count,
      ]);
  }
}

describe.each(FIELD_ROWS)(
  "$name",
  ({ name, argument = "", check = "exists", source = "syscall", condition, output }) => {
    const before = source === "syscall" ? "evt.type = open and " : "";
    test("in a condition", () =>
      expectOutcome(condition, name, rule(`${before}${name}${argument} ${check}`, "o", source)));
    // The longer names of latencies hold the short one, and are reported too.
    test("in an output", () =>
      expectOutcome(
        output,
        name,
        rule(source === "syscall" ? "evt.type = open" : "evt.num > 0", `a %${name}${argument} b`, source),
        /^evt\.latency\.(?:s|ns|human)$/.test(name) ? 2 : 1,
      ));
  },
);

test("a field takes its argument along where another takes over", () => {
  const { text } = migrated(
    { "rules.yaml": rule("evt.type = open", "a=%k8s.ns.label[team] b", "syscall") },
    NEWEST_FALCO,
    { unsafe: true, severities: { "missing-plugin-version": "off" } },
  );
  expect(text("rules.yaml")).toBe(rule("evt.type = open", "a=%k8smeta.ns.label[team] b", "syscall"));
});
