import path from "node:path";
import { expect, test } from "vitest";
import { runList } from "../../server/src/cli/rulesets/inventory.ts";
import { runDocs } from "../../server/src/cli/rulesets/rules-page.ts";
import { folderOf, run } from "./workspace.ts";

const BASE = `- macro: opened
  condition: evt.type = open
- rule: Key | read
  desc: A <key> is read.
  condition: opened and fd.name = /key
  output: key read %proc.name
  priority: WARNING
  tags: [keys, T1552]
  exceptions:
    - name: tools
      fields: [proc.name]
      values: [[vault], [sops]]
- rule: Debug
  desc: d
  condition: evt.type = close
  output: o
  priority: DEBUG
`;
const LOCAL = `- rule: Debug
  enabled: false
  override: {enabled: replace}
- rule: Key | read
  condition: and proc.name != backup
  override: {condition: append}
`;
const TESTS = `ruleset: [a.yaml, b.yaml]
tests:
- name: key is read
  event: {evt.type: open, fd.name: /key}
  fires: [Key | read]
`;

const folder = folderOf({ "a.yaml": BASE, "b.yaml": LOCAL, "k.falco-test.yaml": TESTS });

async function listed(...args: readonly string[]) {
  return (await run(() => runList([...args, folder]))).out;
}

test("rules are listed as Falco loads them, after every override", async () => {
  const { rules } = JSON.parse(await listed("--format", "json"));
  expect(rules.map(({ name, enabled }: { name: string; enabled: boolean }) => [name, enabled])).toEqual([
    ["Debug", false],
    ["Key | read", true],
  ]);
  expect(rules[1]).toMatchObject({
    description: "A <key> is read.",
    condition: "opened and fd.name = /key\nand proc.name != backup",
    events: ["asyncevent", "open"],
    conditionFields: ["evt.type", "fd.name", "proc.name"],
    outputFields: ["proc.name"],
    macros: ["opened"],
    exceptions: [{ name: "tools", fields: ["proc.name"], values: 2 }],
    tests: ["key is read"],
    places: [{ line: 3 }, { line: 4 }],
  });
});

test("filters leave out what does not meet all of them", async () => {
  expect(await listed("--name", "KEY", "--tag", "keys", "--tag", "T1552")).toContain("1 rule.\n");
  expect(await listed("--priority", "error")).toBe("0 rules.\n");
  expect(await listed("--priority", "warning")).toMatch(
    /^Key \| read {2}Warning {2}syscall {2}enabled {2}keys/,
  );
  expect(await listed("--state", "disabled")).toMatch(/^Debug .*disabled\n1 rule\.\n$/);
  expect(await listed("--source", "k8s_audit")).toBe("0 rules.\n");
  await expect(runList(["--priority", "loud", folder])).rejects.toThrow("--priority accepts EMERGENCY, ");
  await expect(runList(["--state", "on", folder])).rejects.toThrow("--state accepts enabled, disabled");
});

test("in a table of Markdown, what files say stays text", async () => {
  expect(await listed("--format", "markdown", "--name", "key")).toContain(
    "| Key \\| read | Warning | `syscall` | yes | `keys` `T1552` | A \\<key\\> is read. |",
  );
});

test("the page has each rule with its parts, the same every time", async () => {
  const page = async (format: string) => (await run(() => runDocs(["--format", format, folder]))).out;
  const markdown = await page("markdown");
  expect(await page("markdown")).toBe(markdown);
  expect(markdown).toContain("2 rules, 1 disabled.");
  // Falco lists these with every rule.
  expect(markdown).not.toContain("asyncevent");
  expect(markdown).toContain("- Exceptions: `tools (proc.name, 2 values)`\n- Tests: `key is read`\n");
  expect(markdown).toContain(`${path.basename(folder)}/a.yaml:3`);
  const html = await page("html");
  expect(html).toContain('<li><a href="#rule-2">Key | read</a></li>');
  expect(html).toContain("<p>A &lt;key&gt; is read.</p>");
  expect(html).not.toMatch(/<(?:script|link|img)\b/);
});
