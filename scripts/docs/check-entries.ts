import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CheckInfo } from "../../server/src/checks/check.ts";
import { ALL_CHECKS } from "../../server/src/checks/registry.ts";

/** A check with its page and its subject. */
export interface CheckEntry {
  readonly check: CheckInfo;
  readonly group: string;
  /** Its page in Markdown. */
  readonly markdown: string;
  /** The sentence that says what it does. */
  readonly summary: string;
}

export interface CheckGroup {
  readonly title: string;
  readonly entries: readonly CheckEntry[];
}

/** Titles of the folders of checks, in reading order. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ["conditions", "Conditions"],
  ["outputs", "Outputs"],
  ["rules", "Rules, macros and lists"],
  ["configuration", "Configuration"],
  ["command-lines", "Command lines"],
  ["chart-values", "Chart values"],
  ["falcoctl", "falcoctl"],
  ["workspace", "Workspace"],
  ["tests", "Tests of rules"],
]);

/** Returns every check with its page. Throws when a page or the group of a check is missing. */
export function checkEntries(root: string): readonly CheckEntry[] {
  const checks = path.join(root, "server/src/checks");
  const folders = new Map(
    readdirSync(checks, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [path.basename(file, ".ts"), file.split(path.sep)[0] ?? ""]),
  );
  return ALL_CHECKS.map((check) => {
    const group = GROUPS.get(folders.get(check.code) ?? "");
    if (group === undefined) throw new Error(`The folder of check ${check.code} has no title.`);
    const markdown = readFileSync(path.join(root, "docs/checks", `${check.code}.md`), "utf8");
    const [, summary = ""] = /^# .+\n\n(?:## What it does\n\n)?([^#\n][^]*?)\n\n/.exec(markdown) ?? [];
    return { check, group, markdown, summary: summary.replaceAll("\n", " ") };
  });
}

export function checkGroups(entries: readonly CheckEntry[]): readonly CheckGroup[] {
  return [...GROUPS.values()]
    .map((title) => ({ title, entries: entries.filter(({ group }) => group === title) }))
    .filter((group) => group.entries.length > 0);
}
