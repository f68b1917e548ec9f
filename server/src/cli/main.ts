import { runCheck, write } from "./check.ts";
import { runCondition } from "./condition.ts";
import { runExplain } from "./explain.ts";
import { UsageError } from "./options.ts";

/** Filled in when the program is built. */
declare const __VERSION__: string | undefined;
const VERSION = typeof __VERSION__ === "string" ? __VERSION__ : "development";

const HELP = `falco-lint checks Falco rules, configurations and command lines.

Usage:
  falco-lint [check] [options] [paths…]
  falco-lint condition [options] [CONDITION]
  falco-lint explain NAME [options] [paths…]

Options of check:
  --ruleset FILE…        exactly these files, as one ruleset in this order
  --as rules|config      take the files for that, whatever their names
  --format FORMAT        human (default), json, falco
  --target VERSION       the Falco that will run them
  --plugins LIST         auto, all, default, none, or name[@version],…
  --help, --version

Exit code: 0 no errors, 1 errors found, 2 could not run.
`;

/** Runs the command line; gives the exit code. */
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
    if (command === "check") return await runCheck(rest);
    if (command === "condition") return await runCondition(rest, { stdin: process.stdin, write });
    if (command === "explain") return await runExplain(rest);
    return await runCheck(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`falco-lint: ${error.message}\n`);
    return 2;
  }
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
