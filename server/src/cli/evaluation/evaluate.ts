import type { EvaluateOptions } from "./evaluate-options.ts";
import type { Command } from "commander";
import { newCommand, parsed } from "../command.ts";
import { addConfigOptions } from "../project.ts";
import { addLoadOptions } from "../load.ts";
import { formatOption, withoutContradiction } from "../options.ts";
import type { CommandIo } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { evaluateLines } from "./evaluate-lines.ts";
import { evaluateRules } from "./evaluate-rules.ts";

export function evaluateCommand(): Command {
  return addLoadOptions(
    addConfigOptions(
      newCommand({
        name: "evaluate",
        summary: "Evaluate a rule on an event and show the truth of each part of its condition.",
        examples: [
          'falco-lint evaluate "Shell in a container" --event event.json rules/',
          "falco-lint evaluate --all --event alerts.jsonl rules/",
          "falco-lint evaluate --jsonl < conditions.jsonl",
        ],
      }),
    ),
  )
    .argument("[name]", "a rule")
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .option("--all", "evaluate every rule; no name is given then", false)
    .option(
      "--event <event>",
      "an event as JSON, a file of events (fields, alerts or raw events, as JSON, JSON lines or YAML), or - for standard input",
    )
    .option("--source <source>", "event source; default: the one that has the fields")
    .option(
      "--jsonl",
      'read lines {"condition": …, "events": [{field: value}, …]} from standard input',
      false,
    )
    .addOption(formatOption(["human", "json"]));
}

/** `falco-lint evaluate`: asks conditions of events. Gives the exit code. */
export async function runEvaluate(args: readonly string[], io: CommandIo): Promise<number> {
  const command = await parsed(evaluateCommand(), args);
  if (!command) return 0;
  const options = command.opts<EvaluateOptions>();
  withoutContradiction(options);
  if (options.jsonl && command.args.length > 0)
    throw new UsageError("With --jsonl, conditions are read from standard input. Remove the argument.");
  return options.jsonl ? evaluateLines(options, io) : evaluateRules(command.args, options, io);
}
