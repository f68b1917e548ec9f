import { describe, expect, test } from "vitest";
import { defaultRulesData } from "../../server/src/catalog/data.ts";
import { type KnownFile, knownFile } from "../../server/src/catalog/default-rule-facts.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { outlineOf, standsFor } from "../../server/src/model/ruleset/outline.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";

const FILES: readonly (readonly [string, KnownFile])[] = defaultRulesData.files.flatMap(
  ({ file, versions }) =>
    versions.flatMap(({ version }) => {
      const known = knownFile(file, version);
      return known && known.rules.size > 0 ? [[`${file} ${version ?? ""}`, known] as const] : [];
    }),
);

/** An outline as a file that people wrote, loaded alone. */
function loaded(known: KnownFile, target?: Settings["target"]) {
  const uri = "file:///r.yaml";
  const { text } = outlineOf(known).items;
  const document = readDocument(uri, "/r.yaml", text, undefined, { as: "rules" });
  const settings = { ...DEFAULT_SETTINGS, exactRuleset: [uri], ...(target && { target }) };
  const [ruleset] = createWorkspace().snapshot(new Map([[uri, document]]), settings).rulesets;
  if (!ruleset) throw new Error("no ruleset was made");
  return ruleset.rules;
}

test("there are facts on every kind of published file", () => {
  expect(FILES.length).toBeGreaterThan(30);
});

describe.each(FILES)("the outline of %s", (_name, known) => {
  test("has the event types and names of the rules, and nothing that Falco rejects", () => {
    const { compiled } = loaded(known);
    for (const [name, { source, events, macros, lists }] of known.rules) {
      const rule = compiled.rules.get(name);
      expect(rule?.problems, name).toEqual([]);
      expect(rule?.unresolved, name).toEqual([]);
      expect(
        rule?.findings.filter(({ falco }) => falco?.startsWith("LOAD_ERR")),
        name,
      ).toEqual([]);
      expect(rule?.macros, name).toEqual(expect.arrayContaining([...macros]));
      expect(rule?.lists, name).toEqual(expect.arrayContaining([...lists]));
      if (source !== "syscall" || !events) continue;
      const ours = rule?.events?.names.filter((event) => event !== "asyncevent") ?? [];
      expect([...ours].sort(), name).toEqual([...events].sort());
    }
  });
});

test("outlines are sound for the oldest Falco too", () => {
  const oldest = FILES.find(([name]) => name.startsWith("falco_rules.yaml 0.1.0"))?.[1];
  const { compiled } = oldest ? loaded(oldest, "0.34.0") : { compiled: undefined };
  for (const { rule, findings } of compiled?.rules.values() ?? [])
    expect(
      findings.filter(({ falco }) => falco?.startsWith("LOAD_ERR")),
      rule.name,
    ).toEqual([]);
  expect(compiled?.rules.size).toBeGreaterThan(50);
});

test("an item of an outline leads to the facts, and no other item does", () => {
  const known = knownFile("falco_rules.yaml", "5.1.0");
  const [first] = known ? outlineOf(known).items.items : [];
  expect(standsFor(first?.item)?.file).toBe(known);
  const written = readDocument("file:///r.yaml", "/r.yaml", first?.item.text ?? "", undefined, {
    as: "rules",
  });
  expect(standsFor(written.regions[0]?.items?.items[0]?.item)).toBeUndefined();
});

describe("a published file is loaded for a macro that is used", () => {
  const filesFor = (condition: string): readonly (string | undefined)[] => {
    const uri = "file:///rules/falco_rules.yaml";
    const text = `- macro: mine\n  condition: ${condition}\n`;
    const document = readDocument(uri, "/rules/falco_rules.yaml", text);
    const [ruleset] = createWorkspace().snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS).rulesets;
    return ruleset?.input.files.flatMap(({ outline }) => outline?.file ?? []) ?? [];
  };

  test("by its name", () => expect(filesFor("evt.num > 0 and node")).toEqual(["k8s_audit_rules.yaml"]));
  test("and not for a value of the same name", () =>
    expect(filesFor("proc.name in (node, npm)")).toEqual([]));
});
