import { expect, test } from "vitest";
import { markdownMigration } from "../../server/src/migrate/markdown-report.ts";
import { breaking } from "../../server/src/migrate/breakage.ts";
import { defaultChanges } from "../../server/src/migrate/default-changes.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { toEnd } from "../../server/src/text/to-end.ts";
import { macro, rule, snapshotOf } from "../model/ruleset.ts";

const SETTINGS = { ...DEFAULT_SETTINGS, target: "0.35.1" } as const;
const change = (name: string): string => `- rule: ${name}\n  enabled: false\n`;

function changes(text: string) {
  return defaultChanges(snapshotOf({ "/r/a.yaml": text }, SETTINGS), "0.44.1").map(
    ({ name, what, message }) => [name, what, message],
  );
}

test("a rule that moved to another file is named with that file", () => {
  expect(changes(change("Change thread namespace"))).toEqual([
    ["Change thread namespace", "moved", expect.stringContaining("to `falco-incubating_rules.yaml`")],
  ]);
});

test("a rule that is removed is named, and one that is the same is not", () => {
  expect(changes(change("Delete Bash History") + change("Terminal shell in container"))).toEqual([
    ["Delete Bash History", "removed", expect.stringContaining("not in the default rules of Falco 0.44.1")],
  ]);
});

test("a rule that was renamed is reported with its new name", () => {
  expect(changes(change("The docker client is executed in a container"))).toEqual([
    [
      "The docker client is executed in a container",
      "removed",
      expect.stringContaining("It may be `Kubernetes Client Tool Launched in Container` now."),
    ],
  ]);
});

test("what else a rule does differently is said", () => {
  expect(changes(change("Run shell untrusted"))).toEqual([
    [
      "Run shell untrusted",
      "changed",
      "Rule `Run shell untrusted` changed in `falco_rules.yaml` 5.1.0: priority Notice.",
    ],
  ]);
});

test("a macro that is used counts, unless the workspace defines it", () => {
  const text = rule("r", "evt.type = open and not package_mgmt_procs and container_started");
  const names = (more: string) => changes(text + more).map(([name]) => name);
  expect(names("")).toContain("container_started");
  expect(names(macro("container_started", "evt.type = container"))).not.toContain("container_started");
});

test("What Would Break and a migration list them", () => {
  const today = snapshotOf({ "/r/a.yaml": change("Change thread namespace") }, SETTINGS);
  const then = snapshotOf(
    { "/r/a.yaml": change("Change thread namespace") },
    { ...DEFAULT_SETTINGS, target: "0.44.1" },
  );
  expect(toEnd(breaking(then, {}, today)).defaults).toHaveLength(1);
  const migration = migrate(today.documents, SETTINGS, "0.44.1");
  const files = [...today.documents.values()].map((document) => ({ path: "a.yaml", document }));
  expect(markdownMigration(migration, files)).toContain(
    "## Default rules\n\n- `a.yaml`: Rule `Change thread namespace` moved",
  );
});
