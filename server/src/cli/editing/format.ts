import type { Command } from "commander";
import { DEFAULT_FORMAT, formatConditions } from "../../features/formatting.ts";
import { applyEdits } from "../../text/span.ts";
import { newCommand, parsed } from "../command.ts";
import { addConfigOptions } from "../project.ts";
import { readFiles, readInput } from "../files.ts";
import { excludeOption, ignoreUnknownOption, wholeNumber } from "../options.ts";
import { type CommandIo, shown, write } from "../output.ts";
import { patchOf } from "../reports/patch.ts";
import { plural } from "../reports/plural.ts";
import { UsageError } from "../usage-error.ts";
import { type NewText, writeFiles } from "../write-files.ts";

interface FormatCommandOptions {
  readonly check: boolean;
  readonly diff: boolean;
  readonly exclude?: readonly string[];
  readonly ignoreUnknown: boolean;
  readonly lineWidth: number;
  readonly stdinFilename: string;
}

export function formatCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "format",
      summary: "Format the conditions of rules and macros. Nothing else in a file is changed.",
      examples: [
        "falco-lint format rules/",
        "falco-lint format --check .",
        "falco-lint format --diff rules/",
        "falco-lint format --stdin-filename rules.yaml - < rules.yaml",
      ],
    }),
  )
    .argument(
      "[paths...]",
      "files, folders and patterns, or - for standard input; default: the working folder",
    )
    .option("--check", "write nothing; exit with 1 when a file would change", false)
    .option("--diff", "show the changes as a diff and write nothing; exit with 1 when there are any", false)
    .addOption(excludeOption())
    .addOption(ignoreUnknownOption())
    .option("--line-width <number>", "longest line of a condition", width, DEFAULT_FORMAT.lineWidth)
    .option("--stdin-filename <path>", "the name of the file that is read from standard input", "rules.yaml");
}

/** `falco-lint format`: formats conditions; returns the exit code. */
export async function runFormat(args: readonly string[], io: CommandIo): Promise<number> {
  const command = await parsed(formatCommand(), args);
  if (!command) return 0;
  const { check, diff, exclude, ignoreUnknown, lineWidth, stdinFilename } =
    command.opts<FormatCommandOptions>();
  const paths = command.args.length > 0 ? command.args : ["."];
  const isInput = paths.includes("-");
  if (isInput && paths.length > 1)
    throw new UsageError("Standard input is formatted alone. Remove the other paths.");
  const files = isInput
    ? [await readInput(stdinFilename, io.stdin)]
    : readFiles(paths, { exclude: exclude ?? [], ignoreUnknown });
  const changed = files.flatMap(({ path, document }): readonly (NewText & { readonly path: string })[] => {
    const before = document.text;
    const after = applyEdits(before, formatConditions(document, { lineWidth }));
    return after === before ? [] : [{ path, uri: document.uri, before, after }];
  });
  const wasChanged = changed.length > 0 ? 1 : 0;
  if (diff) {
    await write(changed.map(({ path, before, after }) => patchOf(path, before, after)).join(""));
    return wasChanged;
  }
  if (isInput && !check) {
    await write(changed[0]?.after ?? files[0]?.document.text ?? "");
    return 0;
  }
  if (!check) writeFiles(changed);
  const lines = changed.map(({ path }) => `${shown(path)}\n`).join("");
  const what = check
    ? `${plural(changed.length, "file")} would be formatted`
    : `Formatted ${plural(changed.length, "file")}`;
  await write(`${lines}${what} of ${files.length}.\n`);
  return check ? wasChanged : 0;
}

function width(text: string): number {
  const value = wholeNumber("--line-width")(text);
  if (value < 40 || value > 1000) throw new UsageError("Option --line-width needs a number from 40 to 1000.");
  return value;
}
