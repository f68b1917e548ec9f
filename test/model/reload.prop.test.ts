import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { explainRules } from "../../server/src/model/explain/explain.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";
import { type Random, seeded } from "../hosts/random-documents.ts";
import { samples } from "../samples.ts";

const BASE = `- required_engine_version: 0.31.0

- list: shells
  items: [bash, zsh]

- list: tools
  items: [shells, nc, "two words"]

- list: two words
  items: [inner_one]

- macro: spawned
  condition: evt.type = execve

- macro: shell_spawned
  condition: spawned and proc.name in (shells)

- macro: never_used
  condition: proc.pid = 1
`;

const RULES = `- rule: Shell
  desc: d
  condition: shell_spawned and proc.tty != 0 and not allowed
  output: "%proc.name on %fd.name"
  priority: NOTICE
  tags: [a, b]
  exceptions:
    - name: by_name
      fields: [proc.name, proc.pname]
      comps: [in, =]
      values:
        - [[tools], cron]

- macro: allowed
  condition: (proc.pname in (tools) or two words)

- rule: Every
  desc: d
  condition: proc.name = x and late_macro
  output: o
  priority: INFO

- rule: Audit
  desc: d
  condition: ka.verb = create
  output: o
  priority: INFO
  source: k8s_audit
`;

const LOCAL = `- macro: late_macro
  condition: spawned or open_it

- macro: allowed
  condition: or proc.name startswith shell
  override:
    condition: append

- list: shells
  items: [fish]
  append: true

- rule: Shell
  condition: and proc.pid > 1
  exceptions:
    - name: by_name
      values:
        - [vim, sudo]
  append: true

- rule: Every
  enabled: false

- rule: Shell
  priority: WARNING
  tags: [c]
  override:
    priority: replace
    tags: append

- macro: open_it
  condition: evt.type in (open, openat) and fd.name contains shells

- rule: Missing
  condition: and proc.pid = 7 and not never_used
  override:
    condition: append
`;

/** What is typed over: words of all kinds, so that names come, go and change their meaning. */
const WORDS = [
  "shells",
  "tools",
  "spawned",
  "shell_spawned",
  "allowed",
  "late_macro",
  "open_it",
  "proc.name",
  "proc.nmae",
  "in",
  "and",
  "or",
  "not",
  "=",
  "append",
  "replace",
  "condition",
  "Shell",
  "Every",
  "k8s_audit",
  "syscall",
  "evt.type",
  "(",
  ")",
  "inner_one",
  "two words",
  "x",
];

/** A text with one word put in the place of another, or one character typed or taken away, or an item taken out, doubled or moved. */
function edited(text: string, random: Random): string {
  const items = text.split(/(?=^- )/m);
  const at = random(items.length);
  const item = items[at] ?? "";
  const kind = random(12);
  if (kind === 0) items.splice(at, 1);
  else if (kind === 1) items.splice(random(items.length), 0, item);
  else {
    const spots = [...item.matchAll(kind < 9 ? /[\w.]+|[()=]/g : /\w/g)];
    const spot = spots[random(spots.length)];
    if (!spot) return text;
    const word = kind < 9 ? (WORDS[random(WORDS.length)] ?? "") : kind === 9 ? "" : `${spot[0]}${spot[0]}`;
    items[at] = item.slice(0, spot.index) + word + item.slice(spot.index + spot[0].length);
  }
  return items.join("");
}

/** Everything that is reported of a snapshot. */
function told(snapshot: Snapshot): unknown {
  const plain = [...snapshot.documents.keys()].map((uri) => problemsOf(snapshot, uri));
  const rules = snapshot.rulesets.map((ruleset) =>
    explainRules(ruleset).map((rule) => ({
      ...rule,
      origins: rule.origins.map(({ mode, item }) => [mode, item.text]),
    })),
  );
  const names = snapshot.rulesets.map(({ rules: { compiled, collected } }) => [
    [...compiled.macros.keys()],
    [...collected.lists.keys()],
    [...collected.macros].map(([name, { index, visibility, file }]) => [name, index, visibility, file]),
    [...compiled.usedLists].sort(),
    [...compiled.usedMacros].sort(),
  ]);
  return { plain, rules, names };
}

const SETTINGS: readonly Settings[] = [
  DEFAULT_SETTINGS,
  { ...DEFAULT_SETTINGS, exactRuleset: ["file:///r/a.yaml", "file:///r/b.yaml", "file:///r/c.yaml"] },
];

test("loading again after any edit gives what loading from nothing gives", { timeout: 120_000 }, () => {
  const scratch = createWorkspace();
  let reloads = 0;
  let steps = 0;
  for (let seed = 0; seed < samples(9); seed++) {
    const random = seeded(seed);
    const settings = SETTINGS[seed % 2] ?? DEFAULT_SETTINGS;
    const workspace = createWorkspace();
    const texts = [BASE, RULES, LOCAL];
    const documents = new Map<string, Document>();
    let before: unknown;
    for (let step = 0; step < 25; step++) {
      const at = random(3);
      // What is typed is often taken back: from time to time all begins anew.
      if (step % 8 === 7) texts.splice(0, 3, BASE, RULES, LOCAL);
      else if (step > 0) texts[at] = edited(texts[at] ?? "", random);
      const read = (known: ReadonlyMap<string, Document>): Map<string, Document> =>
        new Map(
          texts.map((text, i) => {
            const uri = `file:///r/${"abc"[i]}.yaml`;
            return [uri, readDocument(uri, `/r/${"abc"[i]}.yaml`, text, known.get(uri), { as: "rules" })];
          }),
        );
      for (const [uri, document] of read(documents)) documents.set(uri, document);
      const snapshot = workspace.snapshot(documents, settings);
      scratch.snapshot(new Map(), settings);
      expect(told(snapshot), `seed ${seed}, step ${step}`).toEqual(
        told(scratch.snapshot(read(new Map()), settings)),
      );
      const kept = snapshot.rulesets[0]?.rules.foundIn;
      if (kept !== undefined && kept === before) reloads++;
      before = kept;
      steps++;
    }
  }
  // Otherwise nothing was proved.
  expect(reloads / steps).toBeGreaterThan(0.3);
});
