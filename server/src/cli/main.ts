import { UsageError } from "./options.ts";
import { shown, write } from "./output.ts";
import { VERSION } from "./version.ts";
import { onFault } from "../text/isolated.ts";

const HELP = `falco-lint checks Falco rules, configurations and command lines.

Usage:
  falco-lint [check] [options] [paths…]
  falco-lint condition [options] [CONDITION]
  falco-lint evaluate NAME|--all --event EVENT [options] [paths…]
  falco-lint evaluate --jsonl [options]
  falco-lint explain NAME|--all [options] [paths…]
  falco-lint explain CODE|--list-checks
  falco-lint migrate [options] [paths…]
  falco-lint test [options] [paths…]

Options of check:
  --ruleset FILE…        load exactly these files, in this order
  --as KIND              read the named files as rules, config, values, kubernetes, compose, dockerfile,
                         systemd, ansible, terraform, helmfile, cloud-init, markdown, makefile or shell
  --skipped              list the files that were not checked, and why
  --format FORMAT        human (default), json, sarif, falco
  --target VERSION       Falco version to check for; several, with commas, print a table
  --fix                  apply the safe fixes and write the files
  --default-rules PATH   Falco's default rules: loaded before your files, never reported
  --plugins LIST         auto, all, default, none, or name[@version],…
  --severity CODE=LEVEL  severity of one check: error, warning, info, hint or off; repeatable
  --help, --version

Options of evaluate:
  --jsonl                read one {"condition": …, "events": [{field: value, …}, …]} per line from standard
                         input, and answer each with {"ok": true, "matches": [true, …]}
  --event EVENT          an event as JSON, a file of events (fields, Falco's alerts or raw events,
                         as JSON, JSON lines or YAML), or - for standard input
  --source SOURCE        event source; default: the one that has the fields
  --format FORMAT        human (default), json
  --target VERSION, --plugins LIST   same as for check

Options of test, which runs the tests of *.falco-test.yaml files:
  --format FORMAT        human (default), json, junit, tap, github
  --watch                run again when a file changes
  --coverage             report which rules fired, and which parts of their conditions were true and false
  --fuzz COUNT           report how results change on COUNT variants of each event
  --seed NUMBER          seed for the choice of variants; the same number chooses the same ones
  --target VERSION, --plugins LIST, --default-rules PATH   same as for check

Options of migrate:
  --target VERSION       Falco version to migrate to; default: the newest known
  --diff                 show the changes as a diff
  --write                write the files; the default is to write nothing
  --unsafe               also apply fixes that may change what Falco does
  --format FORMAT        human (default), json, markdown
  --plugins LIST         same as for check

Exit code: 0 no errors, 1 errors found, 2 falco-lint could not run.
`;

/** Runs the command line; gives the exit code. Each command is loaded when it is asked for: most of the start is loading. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (args.includes("--help") || args.includes("-h")) {
      process.stdout.write(HELP);
      return 0;
    }
    if (args.includes("--version")) {
      process.stdout.write(`${VERSION}\n`);
      return 0;
    }
    if (command === "condition")
      return await (await import("./condition.ts")).runCondition(rest, { stdin: process.stdin, write });
    if (command === "evaluate")
      return await (await import("./evaluation/evaluate.ts")).runEvaluate(rest, {
        stdin: process.stdin,
        write,
      });
    if (command === "explain") return await (await import("./explain.ts")).runExplain(rest);
    if (command === "migrate") return await (await import("./migrate.ts")).runMigrate(rest);
    if (command === "test") return await (await import("./testing/test.ts")).runTestCommand(rest);
    return await (await import("./check.ts")).runCheck(command === "check" ? rest : args);
  } catch (error) {
    const isBug = !(error instanceof UsageError);
    complain(
      isBug ? `Internal error: ${reasonOf(error)}. Report it as an issue of this project.` : error.message,
    );
    return 2;
  }
}

onFault(({ what, error }) => {
  complain(`Internal error: ${what}: ${reasonOf(error)}.`);
});
/** A reader that wants no more, such as `head`, is no error: what was found decides. A full disk is one. */
let isCut = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE" || isCut) return;
  isCut = true;
  complain(`Could not write the output: ${error.message}.`);
});
process.stderr.on("error", () => undefined);
const code = await main(process.argv.slice(2));
process.exitCode = isCut ? 2 : code;

function complain(said: string): void {
  process.stderr.write(`falco-lint: ${shown(said)}\n`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
