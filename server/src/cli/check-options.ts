import type { Command } from "commander";
import { EMBEDDING_KINDS, type DocumentOptions } from "../hosts/document.ts";
import type { Version } from "../catalog/version.ts";
import type { Severities } from "../checks/severities.ts";
import { newCommand, parsed } from "./command.ts";
import { addConfigOptions } from "./project.ts";
import type { COLOURS } from "./colour.ts";
import {
  colorOption,
  defaultRulesOption,
  excludeOption,
  ignoreUnknownOption,
  formatOption,
  kindOf,
  type LoadOptions,
  pluginsOption,
  rulesetOption,
  severityOption,
  targetOption,
  versionOf,
  wholeNumber,
  withoutContradiction,
} from "./options.ts";
import { UsageError } from "./usage-error.ts";

const FORMATS = ["human", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "falco"] as const;

export interface CheckOptions extends LoadOptions {
  readonly paths: readonly string[];
  readonly as: DocumentOptions["as"] | undefined;
  /** List the files that were not checked. */
  readonly skipped: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly targets: readonly Version[];
  readonly fix: boolean;
  /** Report what the safe fixes leave, and write nothing. */
  readonly fixDryRun: boolean;
  /** Answer from the cache where nothing has changed, and keep the answer for the next run. */
  readonly cache: boolean;
  /** Check again whenever a file changes. */
  readonly watch: boolean;
  /** A Falco program whose answer is shown beside ours. */
  readonly falco?: string;
  /** File with the problems that are accepted for now. */
  readonly baseline?: string;
  readonly updateBaseline: boolean;
  readonly severities: Severities;
  readonly exclude?: readonly string[];
  readonly ignoreUnknown: boolean;
  /** Leave out what Git ignores. */
  readonly gitignore: boolean;
  /** What standard input is called. */
  readonly stdinFilename: string;
  /** Report errors only. */
  readonly quiet: boolean;
  /** More warnings than this count as an error. */
  readonly maxWarnings?: number;
  readonly color: (typeof COLOURS)[number];
  /** Longest rules file that is read, in bytes. */
  readonly maxFileSize?: number;
}

export function checkCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "check",
      summary: "Report problems in rules, configurations and command lines, as Falco loads them together.",
      examples: [
        "falco-lint check rules/ falco.yaml",
        "falco-lint check --ruleset falco_rules.yaml local.yaml",
        "falco-lint check --target 0.41.0,0.44.1 .",
        "falco-lint check --format sarif . > falco.sarif",
        "falco-lint check --update-baseline --baseline baseline.json .",
        "falco-lint check --watch rules/",
        "falco-lint check --falco /usr/bin/falco .",
      ],
    }),
  )
    .argument(
      "[paths...]",
      "files, folders and patterns, or - for standard input; default: the working folder",
    )
    .option("--stdin-filename <path>", "the name of the file that is read from standard input", "rules.yaml")
    .addOption(rulesetOption())
    .option(
      "--as <kind>",
      `read the named files as ${["rules", "config", "values", ...EMBEDDING_KINDS].join(", ")}`,
    )
    .option("--skipped", "list the files that were not checked, and why", false)
    .addOption(formatOption(FORMATS))
    .addOption(
      targetOption("Falco version to check for; several, separated by commas, print a table").argParser(
        (text) => text.split(",").map(versionOf),
      ),
    )
    .option("--fix", "apply the safe fixes and write the files", false)
    .option("--fix-dry-run", "report what --fix would leave, and write nothing", false)
    .option("--no-cache", "check again even if nothing has changed since the last run")
    .option("--watch", "check again when a file changes", false)
    .option("--falco <path>", "run this Falco on the same files, and show where its answer differs")
    .option("--baseline <file>", "do not report the problems that this file accepts")
    .option("--update-baseline", "write the problems that there are into the baseline", false)
    .addOption(excludeOption())
    .addOption(ignoreUnknownOption())
    .option(
      "--max-file-size <mb>",
      "largest rules file that is read, in megabytes, 5 by default; a fifth of it for other files",
      megabytes,
    )
    .option("--no-gitignore", "also report files that Git ignores")
    .option("--quiet", "report errors only", false)
    .option(
      "--max-warnings <count>",
      "exit with 1 when there are more warnings",
      wholeNumber("--max-warnings"),
    )
    .addOption(colorOption())
    .addOption(defaultRulesOption())
    .addOption(pluginsOption())
    .addOption(severityOption());
}

/** The options as the parser gives them. */
interface Given extends Omit<CheckOptions, "paths" | "as" | "target" | "targets" | "severities"> {
  readonly as?: string;
  readonly target?: readonly Version[];
  readonly severity: Severities;
}

/** Reads the arguments of `falco-lint check`; undefined where help was asked for. */
export async function readCheckOptions(args: readonly string[]): Promise<CheckOptions | undefined> {
  const command = await parsed(checkCommand(), args);
  if (!command) return undefined;
  const { as, target: targets = [], severity: severities, ...rest } = command.opts<Given>();
  const [first, ...others] = targets;
  const options: CheckOptions = {
    ...rest,
    paths: command.args,
    as: as === undefined ? undefined : kindOf("--as", as),
    target: others.length === 0 ? first : undefined,
    targets,
    severities,
  };
  const isFixed = options.fix || options.fixDryRun;
  const isInput = options.paths.includes("-");
  if (others.length > 0 && (isFixed || (options.format !== "human" && options.format !== "json")))
    throw new UsageError("Several targets need --format human or json, and cannot be combined with --fix.");
  if (isFixed && isInput) throw new UsageError("Standard input cannot be fixed. Name the file instead.");
  if (options.watch && (isInput || options.fix))
    throw new UsageError("--watch cannot be used with standard input or --fix.");
  if (options.falco !== undefined && (isInput || isFixed || options.watch || others.length > 0))
    throw new UsageError("--falco cannot be used with standard input, --fix, --watch or several targets.");
  if (options.updateBaseline && options.baseline === undefined)
    throw new UsageError("--update-baseline needs --baseline, or `baseline` in the project file.");
  withoutContradiction(options);
  return options;
}

/** Reads a size in megabytes; returns bytes. */
function megabytes(text: string): number {
  const size = /^\d{1,3}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (size < 0.1 || size > 500)
    throw new UsageError(`Option --max-file-size needs a number from 0.1 to 500, not ${text}.`);
  return Math.round(size * 1_000_000);
}
