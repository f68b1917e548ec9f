import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { runCondition } from "../../server/src/cli/condition.ts";

const folder = mkdtempSync(join(tmpdir(), "falco-plugins-"));
const rules = join(folder, "inhouse_rules.yaml");
const plugin = join(folder, "description.yaml");
writeFileSync(
  rules,
  "- rule: R\n  desc: d\n  condition: inhouse.user = root\n  output: o\n  priority: INFO\n",
);
writeFileSync(plugin, "name: inhouse\nextract_sources: [syscall]\nfields: [{name: inhouse.user}]\n");

test("`--plugins` accepts the path of a file that describes a plugin", async () => {
  expect(await runCheck(["--format", "json", rules])).toBe(1);
  expect(await runCheck(["--format", "json", "--plugins", plugin, rules])).toBe(0);
  expect(await runCheck(["--format", "json", "--plugins", `none,${plugin}`, rules])).toBe(0);
});

test("a condition can use the fields of a described plugin", async () => {
  const written: string[] = [];
  const io = { stdin: (async function* () {})(), write: async (text: string) => void written.push(text) };
  const options = ["inhouse.user = root"];
  expect(await runCondition(["--plugins", plugin, ...options], io)).toBe(0);
  expect(await runCondition(options, io)).toBe(1);
});

test("a plugin that nobody describes is rejected with the way to describe it", async () => {
  await expect(runCheck(["--plugins", "inhouse", rules])).rejects.toThrow(
    "Unknown plugin `inhouse`. Name a file that describes it, such as inhouse.falco-plugin.yaml, or use one of",
  );
  await expect(runCheck(["--plugins", rules, rules])).rejects.toThrow("does not describe a plugin");
});
