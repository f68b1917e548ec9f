import { expect, test } from "vitest";
import { effectiveNamed } from "../../server/src/features/effective/effective.ts";
import { environmentOf } from "../../server/src/features/overview/environment.ts";
import { definedRules, rulesetOverview } from "../../server/src/features/overview/rule-overview.ts";
import { firstEvent } from "../../server/src/evaluate/events/read-events.ts";
import { fixture, nameOf } from "./fixture.ts";

const rule = (name: string, condition: string, more = ""): string =>
  `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: NOTICE\n${more}`;

const FILES = `#- falco.yaml
# Falco 0.43.0
rules_files: [base.yaml, own.yaml]
priority: warning
load_plugins: [json]
plugins:
  - name: json
    library_path: libjson.so
#- base.yaml
${rule("Wide", "evt.type = open", "  tags: [a, b]\n").replace("NOTICE", "ERROR")}${rule("Narrow", "evt.type = open and proc.name = a").replace("NOTICE", "ERROR")}${rule("Quiet", "evt.type = dup")}${rule("Off", "evt.type = close", "  enabled: false\n").replace("NOTICE", "ERROR")}${rule("Other", "ka.verb = get", "  source: nowhere\n")}
#- own.yaml
- rule: Wide
  priority: CRITICAL
  override:
    priority: replace
`;

const { snapshot } = fixture(FILES);
const overview = snapshot.rulesets.map((ruleset) => rulesetOverview(ruleset, snapshot, { shadowed: true }));

test("a ruleset has its files in load order and each rule with its states and places", () => {
  expect(overview.map(({ files }) => files.map(({ uri }) => nameOf(uri)))).toEqual([
    ["base.yaml", "own.yaml"],
  ]);
  expect(
    overview[0]?.rules.map(({ name, priority, tags, states, shadowedBy }) => ({
      name,
      priority,
      tags,
      states,
      shadowedBy,
    })),
  ).toEqual([
    {
      name: "Wide",
      priority: "Critical",
      tags: ["a", "b"],
      states: ["enabled", "overridden"],
      shadowedBy: undefined,
    },
    { name: "Narrow", priority: "Error", tags: [], states: ["enabled", "shadowed"], shadowedBy: "Wide" },
    { name: "Quiet", priority: "Notice", tags: [], states: ["below-priority"], shadowedBy: undefined },
    { name: "Off", priority: "Error", tags: [], states: ["disabled"], shadowedBy: undefined },
    { name: "Other", priority: "Notice", tags: [], states: ["skipped"], shadowedBy: undefined },
  ]);
  expect(overview[0]?.rules[0]?.places.map(({ uri }) => nameOf(uri))).toEqual(["base.yaml", "own.yaml"]);
});

test("a rule is defined where it was written first", () => {
  const at = definedRules(snapshot).get("Wide");
  expect(at && [nameOf(at.uri), snapshot.documents.get(at.uri)?.text.slice(at.start, at.end)]).toEqual([
    "base.yaml",
    "Wide",
  ]);
});

test("the place of each plugin is the configuration that loads it", () => {
  const { plugins } = environmentOf(snapshot, "file:///work/base.yaml");
  const json = plugins.find(({ name }) => name === "json");
  const text = snapshot.documents.get(json?.at?.uri ?? "")?.text;
  expect([json?.origin, text?.slice(json?.at?.start, json?.at?.end)]).toEqual([
    "loaded by the configuration",
    "json",
  ]);
});

test("the release leads to the file that states it", () => {
  const compose = fixture("#- compose.yaml\nservices:\n  falco:\n    image: falcosecurity/falco:0.40.0\n");
  const { target } = environmentOf(compose.snapshot, compose.uri);
  expect([
    target.version,
    target.origin,
    compose.text(compose.uri).slice(target.at?.start, target.at?.end),
  ]).toEqual(["0.40.0", "set in this file", "0.40.0"]);
  const nothing = fixture("- list: l\n  items: [a]\n");
  expect(environmentOf(nothing.snapshot, nothing.uri).target.origin).toBe("the newest known release");
});

const MACROS = `#- falco.yaml
rules_files: [macros.yaml, rules.yaml]
#- macros.yaml
- macro: spawned
  condition: evt.type = execve and not proc.name in (a, b)
#- rules.yaml
${rule("Shell", "spawned and user.name = root")}`;

test("the parts of a rule lead to where they are written, and another file is named", () => {
  const { snapshot: macros, uri } = fixture(MACROS);
  const page = effectiveNamed(macros, uri, "Shell")?.markdown ?? "";
  expect(page.slice(page.indexOf("## Parts")).trimEnd().split("\n").slice(4)).toEqual([
    "- and — [work/rules.yaml:3](file:///work/rules.yaml#L3)",
    "  - macro [`spawned`](file:///work/rules.yaml#L3)",
    "    - and — [work/macros.yaml:2](file:///work/macros.yaml#L2)",
    "      - [`evt.type = execve`](file:///work/macros.yaml#L2)",
    "      - not",
    "        - [`proc.name in (a, b)`](file:///work/macros.yaml#L2)",
    "  - [`user.name = root`](file:///work/rules.yaml#L3)",
  ]);
});

test("on an event each part has its truth, and of an alert some are not known", () => {
  const { snapshot: macros, uri } = fixture(MACROS);
  const on = (text: string): string => {
    const event = firstEvent(text);
    if (!event) throw new Error("no event");
    return effectiveNamed(macros, uri, "Shell", { sources: [event] })?.markdown ?? "";
  };
  const fields = on('{"evt.type": "execve", "user.name": "root"}');
  expect(fields).toContain("the condition matches");
  expect(fields).toContain(
    "✗ [`proc.name in (a, b)`](file:///work/macros.yaml#L2) — no value for `proc.name`",
  );
  const alert = on('{"output_fields": {"user.name": "root"}}');
  expect(alert).toContain("depends on `evt.type`, `proc.name`");
  expect(alert).toContain('✓ [`user.name = root`](file:///work/rules.yaml#L3) — `"root"`');
});
