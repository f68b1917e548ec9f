import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace.ts";
import { macro, snapshotOf } from "./ruleset.ts";

const RULES = macro("m", "proc.pid = 1");
const orders = (files: Readonly<Record<string, string>>, rulesFiles: readonly string[] = []) =>
  snapshotOf(files, { ...DEFAULT_SETTINGS, rulesFiles }).rulesets.map(({ order }) => order.map(({ uri }) => uri.slice("file://".length)));

test("the files of a folder load by name, default and local rules first", () => {
  const files = { "/r/a.yaml": RULES, "/r/falco_rules.local.yaml": RULES, "/r/falco_rules.yaml": RULES };
  expect(orders(files)).toEqual([["/r/falco_rules.yaml", "/r/falco_rules.local.yaml", "/r/a.yaml"]]);
});

test("a configuration's files load in its order", () => {
  const files = { "/r/falco.yaml": "rules_files: [z.yaml, a.yaml]\n", "/r/a.yaml": RULES, "/r/z.yaml": RULES };
  expect(orders(files)).toEqual([["/r/z.yaml", "/r/a.yaml"]]);
});

test("a folder in a configuration means its files by name", () => {
  const files = { "/r/falco.yaml": "rules_files: [rules.d]\n", "/r/rules.d/b.yaml": RULES, "/r/rules.d/a.yaml": RULES };
  expect(orders(files)).toEqual([["/r/rules.d/a.yaml", "/r/rules.d/b.yaml"]]);
});

test("an absolute path is found by its ending", () => {
  const files = { "/repo/falco.yaml": "rules_files: [/etc/falco/mine.yaml]\n", "/repo/mine.yaml": RULES };
  expect(orders(files)).toEqual([["/repo/mine.yaml"]]);
});

test("folders without a configuration stay apart", () => {
  expect(orders({ "/r/one/a.yaml": RULES, "/r/two/a.yaml": RULES })).toHaveLength(2);
});

test("the setting comes before what the folder tells", () => {
  expect(orders({ "/r/a.yaml": RULES, "/r/b.yaml": RULES }, ["/r/b.yaml", "/r/a.yaml"])).toEqual([["/r/b.yaml", "/r/a.yaml"]]);
});
