import { existsSync } from "node:fs";
import { commandNamed, helpText, nearestCommand } from "./commands.ts";
import { complain, reasonOf, shown, write } from "./output.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "../project/product-version.ts";

/** Runs the command line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await runNamed(args);
  } catch (error) {
    const isBug = !(error instanceof UsageError);
    complain(
      isBug ? `Internal error: ${reasonOf(error)}. Report it as an issue of this project.` : error.message,
    );
    return 2;
  }
}

async function runNamed(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  const command = commandNamed(first);
  if (command) {
    const { run } = await command.load();
    return run(rest, { stdin: process.stdin, write: (text) => write(shown(text)) });
  }
  if (first === "--version" || first === "-V") {
    await write(`${VERSION}\n`);
    return 0;
  }
  if (first === "help" && rest.length > 0) return runNamed([...rest, "--help"]);
  if (first === "help" || first === "--help" || first === "-h") {
    await write(helpText());
    return 0;
  }
  if (first !== undefined && /^[a-z]+$/.test(first) && !existsSync(first)) {
    const near = nearestCommand(first);
    throw new UsageError(
      `\`${first}\` is neither a command nor a file.${near === undefined ? " See falco-lint --help." : ` Did you mean \`${near}\`?`}`,
    );
  }
  return (await import("./repeat/repeated-check.ts")).repeatedCheck(args, process.stdin);
}
