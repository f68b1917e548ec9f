import { runCheck } from "./check.ts";
import { UsageError } from "./options.ts";

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
    if (command === "check") return await runCheck(rest);
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
