import type { Command } from "commander";
import type { Fix, Problem } from "../../checks/check.ts";
import { ALL_CHECKS } from "../../checks/registry.ts";
import type { Severities } from "../../checks/severities.ts";
import { nearestName } from "../../text/names.ts";
import { addLoadOptions, loadFiles } from "../load.ts";
import { newCommand, parsed } from "../command.ts";
import { addConfigOptions } from "../project.ts";
import { makeFixes } from "./make-fixes.ts";
import { excludeOption, ignoreUnknownOption, type LoadOptions, severityOption } from "../options.ts";
import { complain, shown, write } from "../output.ts";
import { patchOf } from "../reports/patch.ts";
import { plural } from "../reports/plural.ts";
import { UsageError } from "../usage-error.ts";
import { writeFiles } from "../write-files.ts";

interface FixOptions extends LoadOptions {
  readonly unsafe: boolean;
  readonly diff: boolean;
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
  readonly ignoreUnknown: boolean;
  readonly severity: Severities;
}

export function fixCommand(): Command {
  return addLoadOptions(
    addConfigOptions(
      newCommand({
        name: "fix",
        summary: "Apply the fixes of problems and write the files, or show the changes.",
        examples: [
          "falco-lint fix rules/",
          "falco-lint fix --diff .",
          "falco-lint fix --unsafe --only deprecated-append rules/",
        ],
      }),
    ),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .option("--diff", "show the changes as a diff and write nothing", false)
    .option("--unsafe", "also apply fixes that may change what Falco does", false)
    .option("--only <code>", "fix only this check; repeatable", codesOf)
    .addOption(excludeOption())
    .addOption(ignoreUnknownOption())
    .addOption(severityOption());
}

/** `falco-lint fix`: applies fixes and writes the files; returns the exit code. */
export async function runFix(args: readonly string[]): Promise<number> {
  const command = await parsed(fixCommand(), args);
  if (!command) return 0;
  const options = command.opts<FixOptions>();
  const { files, documents, settings } = loadFiles(options, command.args, {
    exclude: options.exclude ?? [],
    ignoreUnknown: options.ignoreUnknown,
  });
  const isOurs = new Set(files.map(({ document }) => document.uri));
  const isWanted = ({ code }: Problem, { edits }: Fix): boolean =>
    (options.only === undefined || options.only.includes(code)) && edits.every(({ uri }) => isOurs.has(uri));
  const { changed, count, left } = makeFixes(documents, settings, options.severity, (problem, fix) => {
    const isAllowed = fix.safety === "safe" || (options.unsafe && fix.safety === "unsafe");
    return isAllowed && isWanted(problem, fix);
  });
  const unsafe = [...left.values()]
    .flat()
    .filter((problem) => problem.fixes.some((fix) => fix.safety === "unsafe" && isWanted(problem, fix)));
  if (!options.unsafe && unsafe.length > 0)
    complain(`${plural(unsafe.length, "problem")} can be fixed with --unsafe.`);
  const pathOf = new Map(files.map(({ path, document }) => [document.uri, path]));
  if (options.diff) {
    await write(
      changed.map(({ uri, before, after }) => patchOf(pathOf.get(uri) ?? uri, before, after)).join(""),
    );
    return changed.length > 0 ? 1 : 0;
  }
  writeFiles(changed);
  const lines = changed.map(({ uri }) => `${shown(pathOf.get(uri) ?? uri)}\n`).join("");
  await write(`${lines}Applied ${plural(count, "fix")} in ${plural(changed.length, "file")}.\n`);
  return 0;
}

function codesOf(code: string, before: readonly string[] = []): readonly string[] {
  const codes = ALL_CHECKS.map((check) => check.code);
  if (codes.includes(code)) return [...before, code];
  const near = nearestName(code, codes);
  throw new UsageError(`Unknown check \`${code}\`.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`);
}
