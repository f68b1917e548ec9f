import { expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { judgeStatedEngine } from "../../server/src/model/ruleset/items/stated-engine.ts";
import { judgeStatedPlugins } from "../../server/src/model/ruleset/items/stated-plugins.ts";
import { itemReader } from "../../server/src/model/ruleset/load.ts";
import type { CompiledRule } from "../../server/src/model/ruleset/compile.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import type { Item } from "../../server/src/syntax/item.ts";
import { type ItemList, readItems } from "../../server/src/syntax/items.ts";

const rule = (name: number, pid: number): string =>
  `- rule: r${name}\n  desc: d\n  condition: evt.type = open and proc.pid = ${pid}\n  output: o\n  priority: INFO\n`;
const RULES = Array.from({ length: 1000 }, (_, i) => rule(i, i));
const TYPED = RULES.with(500, rule(500, 5000));

test("which versions a long text needs is asked after a key of the neighbours alone", () => {
  const catalog = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });
  const readItem = itemReader();
  const asked = ({ groups }: ItemList): number => {
    let count = 0;
    const viewOf = (item: Item) => {
      count++;
      return readItem(item).view;
    };
    expect(judgeStatedEngine(groups, viewOf, catalog)?.finding.code).toBe("missing-engine-version");
    expect(judgeStatedPlugins(groups, viewOf, catalog)).toEqual([]);
    return count;
  };
  const before = readItems(RULES.join(""));
  expect(asked(before)).toBe(2 * 1000);
  expect(asked(readItems(TYPED.join(""), before))).toBeLessThan(2 * 32);
});

test("a key in a rule of a long text makes that rule anew and takes over all others", () => {
  const workspace = createWorkspace();
  const uri = "file:///r/a.yaml";
  const snapshotOf = (rules: readonly string[], before?: Snapshot): Snapshot => {
    const document = readDocument(uri, "/r/a.yaml", rules.join(""), before?.documents.get(uri), {
      as: "rules",
    });
    return workspace.snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS);
  };
  const compiled = ({ rulesets: [ruleset] }: Snapshot): readonly CompiledRule[] => [
    ...(ruleset?.rules.compiled.rules.values() ?? []),
  ];
  const before = snapshotOf(RULES);
  const old = new Set(compiled(before));
  const now = compiled(snapshotOf(TYPED, before));
  expect(now.map((one) => one.rule.name)).toEqual([...old].map((one) => one.rule.name));
  expect(now.filter((one) => !old.has(one)).map((one) => one.rule.name)).toEqual(["r500"]);
});
