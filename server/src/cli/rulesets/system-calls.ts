import type { Command } from "commander";
import { type SystemCallUse, systemCallUse } from "../../features/system-calls.ts";
import { newCommand, parsed } from "../command.ts";
import { addLoadOptions, loadSnapshot } from "../load.ts";
import { formatOption, type LoadOptions } from "../options.ts";
import { shown, write } from "../output.ts";
import { addConfigOptions } from "../project.ts";
import { plural } from "../reports/plural.ts";

interface SystemCallOptions extends LoadOptions {
  readonly format: "human" | "json";
}

export function systemCallsCommand(): Command {
  return addLoadOptions(
    addConfigOptions(
      newCommand({
        name: "syscalls",
        summary: "List the system calls that the enabled rules make Falco watch, the most costly first.",
        examples: [
          "falco-lint syscalls rules/",
          "falco-lint syscalls --format json --ruleset falco_rules.yaml local.yaml",
        ],
      }),
    ),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(formatOption(["human", "json"]));
}

/** `falco-lint syscalls`: what a ruleset costs. Gives the exit code. */
export async function runSystemCalls(args: readonly string[]): Promise<number> {
  const command = await parsed(systemCallsCommand(), args);
  if (!command) return 0;
  const options = command.opts<SystemCallOptions>();
  const snapshot = loadSnapshot(options, command.args);
  const uses = snapshot.rulesets.map((ruleset) => ({ origin: ruleset.origin, use: systemCallUse(ruleset) }));
  await write(
    options.format === "json"
      ? `${JSON.stringify({ version: 1, rulesets: uses.map(({ origin, use }) => ({ origin, ...use, customSet: customSetOf(use) })) })}\n`
      : uses.map(({ origin, use }) => humanUse(origin, use)).join("\n"),
  );
  return 0;
}

/** With `repair`, Falco adds the calls that it needs for its own state. */
function customSetOf({ calls }: SystemCallUse): readonly string[] {
  return calls.map(({ name }) => name).sort();
}

function humanUse(origin: string, use: SystemCallUse): string {
  const { calls, unrestricted } = use;
  const width = Math.max(0, ...calls.map(({ name }) => name.length));
  const lines = calls.map(({ name, weight, rules }) => {
    const who = rules.length === 1 ? `only ${shown(rules[0] ?? "")}` : plural(rules.length, "rule");
    return `  ${name.padEnd(width)}  ${String(weight).padStart(2)}  ${who}`;
  });
  const everything =
    unrestricted.length === 0
      ? []
      : [
          `Every system call is watched for ${plural(unrestricted.length, "rule")}:`,
          ...unrestricted.map((rule) => `  ${shown(rule)}`),
        ];
  const set =
    calls.length === 0 || unrestricted.length > 0
      ? []
      : [
          "The smallest set for falco.yaml:",
          "base_syscalls:",
          `  custom_set: [${customSetOf(use).join(", ")}]`,
          "  repair: true",
        ];
  return `${[
    `Ruleset (${shown(origin)}): ${plural(calls.length, "system call")}. The number is a relative cost by kind of call, not a measurement.`,
    ...lines,
    ...everything,
    ...set,
  ].join("\n")}\n`;
}
