import { describe, expect, test } from "vitest";
import { fieldData, helmData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { stageAt } from "../../server/src/catalog/version.ts";
import { type Migrated, migrated } from "./files.ts";

/*
 * Whatever the catalogue calls deprecated or removed is rewritten, or left to a person with a reason. The tables are the
 * catalogue itself, so that a new record without a rewrite and without a reason fails here.
 */

const TARGET = NEWEST_FALCO;

/** Fails unless a file changed or a person is told what to decide, for one of these codes. */
function expectAnswer(result: Migrated, codes: RegExp): void {
  const changed = result.changed.filter(({ code }) => codes.test(code)).map(({ title }) => title);
  const open = result.needsPerson.filter(({ code }) => codes.test(code)).map(({ why }) => why);
  expect([...changed, ...open], JSON.stringify(result.left)).not.toEqual([]);
  for (const why of open) expect(why.length).toBeGreaterThan(30);
  expect(result.complete).toBe(true);
}

const aged = (life: Parameters<typeof stageAt>[0]): boolean => ["deprecated", "removed"].includes(stageAt(life, TARGET));

describe("fields", () => {
  const fields = fieldData.fields.filter((field) => aged(field) || field.deprecatedInPlugin !== undefined || field.removedInPlugin !== undefined);
  // Upstream keeps these names as aliases.
  const rows = fields.map((field) => [field.name, field] as const);

  test("there are some", () => expect(rows.length).toBeGreaterThan(90));

  test.each(rows)("%s in a condition", (_name, { name, arg, type, sources, filterOnly: _f, printOnly }) => {
    const source = sources[0] === "*" ? "syscall" : (sources[0] ?? "syscall");
    const argument = arg?.mode === "required" ? (arg.bracket?.includes("key") ? "[a]" : arg.bracket ? "[1]" : ".a") : "";
    const check = type === "BOOL" ? `${name}${argument} = true` : `${name}${argument} exists`;
    const before = source === "syscall" ? "evt.type = open and " : "";
    const text = `- rule: r\n  desc: d\n  condition: ${before}${check}\n  output: o\n  priority: INFO\n  source: ${source}\n`;
    if (!printOnly) expectAnswer(migrated({ "rules.yaml": text }, TARGET), /field/);
  });

  test.each(rows.filter(([, field]) => stageAt(field, TARGET) === "removed" || field.loaderWarnsSince || field.removedInPlugin))("%s in an output", (_name, { name, arg, sources }) => {
    const source = sources[0] === "*" ? "syscall" : (sources[0] ?? "syscall");
    const argument = arg?.mode === "required" ? (arg.bracket?.includes("key") ? "[a]" : arg.bracket ? "[1]" : ".a") : "";
    const event = source === "syscall" ? "evt.type = open" : "evt.num > 0";
    const text = `- rule: r\n  desc: d\n  condition: ${event}\n  output: "a %${name}${argument} b"\n  priority: INFO\n  source: ${source}\n`;
    expectAnswer(migrated({ "rules.yaml": text }, TARGET), /field/);
  });
});

describe("kinds of driver", () => {
  test.each(helmData.valueChanges.filter(({ status }) => status !== "active").map((change) => [change.value, change] as const))("driver.kind: %s", (value) => {
    expectAnswer(migrated({ "values.yaml": `driver:\n  kind: ${value}\nfalco:\n  json_output: true\n` }, TARGET), /driver-kind/);
  });
});
