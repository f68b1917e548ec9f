import { Command, CommanderError, Help, type Option } from "commander";
import { applyProject } from "./project.ts";
import { UsageError } from "./usage-error.ts";
import { write } from "./output.ts";

/** A command's own help is shown after its options; each line is a call that works. */
export interface CommandText {
  readonly name: string;
  /** One line, as `falco-lint --help` shows it. */
  readonly summary: string;
  readonly examples: readonly string[];
}

/** Returns a command without options and operands, which print nothing and end nothing by themselves. */
export function newCommand({ name, summary, examples }: CommandText): Command {
  return new Command(`falco-lint ${name}`)
    .description(summary)
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .configureHelp({ optionDescription })
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined })
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}\n`);
}

/** That a switch is off without being named goes without saying. */
function optionDescription(option: Option): string {
  return option.defaultValue === false ? option.description : new Help().optionDescription(option);
}

/**
 * Reads the arguments of a command. Returns undefined where help was asked for, which it prints.
 *
 * @throws UsageError where an argument is wrong
 */
export async function parsed(command: Command, args: readonly string[]): Promise<Command | undefined> {
  try {
    command.parse([...args], { from: "user" });
    applyProject(command);
    return command;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") {
      await write(helpOf(command));
      return undefined;
    }
    throw new UsageError(sentenceOf(error, command.name()));
  }
}

/** The whole help of a command, with its examples. */
export function helpOf(command: Command): string {
  let help = "";
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
}

/** What the parser says, in the words of this project. */
function sentenceOf({ code, message }: CommanderError, name: string): string {
  const [, quoted = ""] = /'([^']*)'/.exec(message) ?? [];
  const [, near] = /\(Did you mean (?:one of )?(--[a-z-]+)/.exec(message) ?? [];
  const [flag = quoted] = quoted.split(/[ ,]/).filter((part) => part.startsWith("--"));
  if (code === "commander.unknownOption")
    return `Unknown option ${quoted}.${near === undefined ? "" : ` Did you mean ${near}?`} See ${name} --help.`;
  if (code === "commander.optionMissingArgument") return `Option ${flag} needs a value.`;
  if (code === "commander.missingArgument") return `Argument <${quoted}> is missing. See ${name} --help.`;
  const [, argument, choices] = /for argument '([^']*)'\. Allowed choices are (.*)\.$/.exec(message) ?? [];
  if (argument !== undefined)
    return `Argument <${argument}> accepts ${choices}, not ${quoted}. See ${name} --help.`;
  if (code === "commander.excessArguments") return `Too many arguments. See ${name} --help.`;
  return `${message.replace(/^error: /, "").replace(/\.?$/, ".")} See ${name} --help.`;
}
