import type { Command } from "commander";
import { PRIORITIES, priority } from "../../catalog/language.ts";
import { type InventoryRule, inventoryOf } from "../../features/inventory/inventory.ts";
import { inventoryTable, inventoryText } from "../../features/inventory/inventory-text.ts";
import { newCommand, parsed } from "../command.ts";
import { addLoadOptions, loadSnapshot } from "../load.ts";
import { choiceOption, formatOption, type LoadOptions } from "../options.ts";
import { shown, write } from "../output.ts";
import { addConfigOptions } from "../project.ts";
import { plural } from "../reports/plural.ts";
import { UsageError } from "../usage-error.ts";

/** Which rules a list or a page has. */
export interface InventoryFilter {
  readonly name?: string;
  readonly tag?: readonly string[];
  readonly source?: string;
  readonly priority?: string;
  readonly state?: "enabled" | "disabled";
}

interface ListOptions extends LoadOptions, InventoryFilter {
  readonly format: "human" | "json" | "markdown";
}

export function listCommand(): Command {
  return addFilterOptions(
    addLoadOptions(
      addConfigOptions(
        newCommand({
          name: "rules list",
          summary: "List the rules as Falco loads them.",
          examples: [
            "falco-lint rules list rules/",
            "falco-lint rules list --tag mitre_persistence --priority WARNING",
            "falco-lint rules list --state disabled --format json",
            "falco-lint rules list --format markdown > RULES.md",
          ],
        }),
      ),
    ),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(formatOption(["human", "json", "markdown"]));
}

/** Options that leave rules out; each rule must meet all of them. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--name <part>", "only rules whose name contains this, in any case")
    .option(
      "--tag <tag>",
      "only rules with this tag; repeatable",
      (tag, before: readonly string[] = []): readonly string[] => [...before, tag],
    )
    .option("--source <source>", "only rules of this event source")
    .option("--priority <priority>", "only rules of this priority or a more severe one", priorityNamed)
    .addOption(choiceOption("--state", "<state>", "only rules that are", ["enabled", "disabled"]));
}

/** `falco-lint rules list`. Gives the exit code. */
export async function runList(args: readonly string[]): Promise<number> {
  const command = await parsed(listCommand(), args);
  if (!command) return 0;
  const options = command.opts<ListOptions>();
  const rules = filtered(inventoryOf(loadSnapshot(options, command.args)), options);
  await write(shown(LISTS[options.format](rules)));
  return 0;
}

const LISTS = {
  human: (rules: readonly InventoryRule[]) => `${inventoryText(rules)}${plural(rules.length, "rule")}.\n`,
  json: (rules: readonly InventoryRule[]) => `${JSON.stringify({ version: 1, rules })}\n`,
  markdown: inventoryTable,
} as const;

export function filtered(rules: readonly InventoryRule[], filter: InventoryFilter): readonly InventoryRule[] {
  const { name = "", tag = [], source, state } = filter;
  const least = filter.priority === undefined ? undefined : rankOf(filter.priority);
  return rules.filter(
    (rule) =>
      rule.name.toLowerCase().includes(name.toLowerCase()) &&
      tag.every((one) => rule.tags.includes(one)) &&
      (source === undefined || rule.source === source) &&
      (least === undefined || rankOf(rule.priority) <= least) &&
      (state === undefined || rule.enabled === (state === "enabled")),
  );
}

/** From 0, the most severe first. */
function rankOf(text: string): number {
  const rank = PRIORITIES.findIndex(({ name }) => name === priority(text)?.name);
  return rank < 0 ? Number.POSITIVE_INFINITY : rank;
}

function priorityNamed(text: string): string {
  const found = priority(text);
  if (!found)
    throw new UsageError(
      `Option --priority accepts ${PRIORITIES.map(({ name }) => name).join(", ")}, not ${text}.`,
    );
  return found.name;
}
