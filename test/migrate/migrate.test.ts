import { expect, test } from "vitest";
import { breakage } from "../../server/src/migrate/breakage.ts";
import { migrating } from "../../server/src/migrate/migrate.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { documentsOf, migrated } from "./files.ts";

const FILES = {
  "falco.yaml":
    "rules_files:\n  - rules/a.yaml # ours\nsyscall_event_drops:\n  threshold: .1\nlog_level: info\n",
  "rules/a.yaml": "- list: shells\n  items: [bash]\n- list: shells\n  items: [zsh]\n  append: true\n",
  "falco.service": "[Service]\nExecStart=/usr/bin/falco -A -pc\n",
};

test("all files move in one go, and the rest of them stays as it is", () => {
  const result = migrated(FILES, "0.44.1");
  expect(result.text("rules/a.yaml")).toBe(
    "- list: shells\n  items: [bash]\n- list: shells\n  items: [zsh]\n  override:\n    items: append\n",
  );
  expect(result.text("falco.service")).toBe(
    "[Service]\nExecStart=/usr/bin/falco -o base_syscalls.all=true\n",
  );
  expect(result.files.map(({ uri }) => uri)).not.toContain("file:///falco.yaml");
  for (const { before, after, edits } of result.files) expect(applyEdits(before, edits)).toBe(after);
  expect(result.complete).toBe(true);
});

test("each edit says what caused it", () => {
  const result = migrated(FILES, "0.44.1");
  const rules = result.files.find(({ uri }) => uri.endsWith("a.yaml"));
  expect(rules?.edits.map(({ causes }) => causes.map((cause) => result.changed[cause]?.code))).toEqual([
    ["deprecated-append"],
  ]);
  expect(new Set(result.changed.map(({ group }) => group))).toEqual(new Set(["rules", "command lines"]));
});

test("a migrated workspace has nothing left to migrate", () => {
  const once = migrated(FILES, "0.44.1");
  const again = migrated(
    Object.fromEntries(Object.keys(FILES).map((path) => [path, once.text(path)])),
    "0.44.1",
  );
  expect(again.files).toEqual([]);
});

test("a migration can be left at any step", () => {
  const steps = migrating(documentsOf(FILES), DEFAULT_SETTINGS, "0.44.1");
  expect(steps.next().value).toEqual({ pass: 1, done: 0, total: 3 });
  expect(steps.return(undefined as never).done).toBe(true);
});

test("errors and warnings are counted for a target", () => {
  const now = breakage(documentsOf(FILES), DEFAULT_SETTINGS, "0.44.1");
  expect(now.codes.map(({ code, count, fixable }) => [code, count, fixable])).toContainEqual([
    "removed-option",
    1,
    1,
  ]);
  expect(now.errors).toBe(1);
  expect(breakage(documentsOf(FILES), DEFAULT_SETTINGS, "0.33.0").errors).toBe(0);
});
