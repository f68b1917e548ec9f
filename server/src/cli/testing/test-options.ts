import type { Command } from "commander";
import type { Version } from "../../catalog/version.ts";
import { newCommand, parsed } from "../command.ts";
import { addConfigOptions } from "../project.ts";
import { defaultRulesOption, formatOption, pluginsOption, targetOption, wholeNumber } from "../options.ts";
import type { GivenPlugins } from "../plugin-files.ts";

const FORMATS = ["human", "json", "junit", "tap", "github"] as const;

export interface TestOptions {
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly watch: boolean;
  readonly coverage: boolean;
  /** How many neighbours of each event to ask the rules of; 0 for none. */
  readonly fuzz: number;
  readonly seed: number;
  readonly target: Version | undefined;
  readonly plugins: GivenPlugins;
  readonly defaultRules: string | undefined;
}

export function testCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "test",
      summary: "Run the tests of *.falco-test.yaml files.",
      examples: ["falco-lint test rules/", "falco-lint test --coverage --format junit rules/ > report.xml"],
    }),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(formatOption(FORMATS))
    .option("--watch", "run again when a file changes", false)
    .option(
      "--coverage",
      "report which rules fired, and which parts of their conditions were true and false",
      false,
    )
    .option("--fuzz <count>", "report how results change on variants of each event", wholeNumber("--fuzz"), 0)
    .option("--seed <number>", "choice of the variants", wholeNumber("--seed"), 1)
    .addOption(targetOption())
    .addOption(defaultRulesOption())
    .addOption(pluginsOption());
}

/** Reads the arguments of `falco-lint test`; undefined where help was asked for. */
export async function readTestOptions(args: readonly string[]): Promise<TestOptions | undefined> {
  const command = await parsed(testCommand(), args);
  if (!command) return undefined;
  const paths = command.args.length > 0 ? command.args : ["."];
  return { ...command.opts<Omit<TestOptions, "paths">>(), paths };
}
