import { Argument, type Command, type Option } from "commander";
import { RELEASES } from "../../catalog/releases.ts";
import { ALL_CHECKS } from "../../checks/registry.ts";
import { newCommand, parsed } from "../command.ts";
import { write } from "../output.ts";
import {
  bashScript,
  fishScript,
  type ShellCommand,
  type ShellOption,
  zshScript,
} from "./completion-scripts.ts";

/** What completions need of the commands of the program. */
interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ parser(): Command | Promise<Command> }>;
}

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export function completionCommand(): Command {
  return newCommand({
    name: "completion",
    summary: "Print a script that completes commands, options and their values.",
    examples: [
      "falco-lint completion bash > ~/.local/share/bash-completion/completions/falco-lint",
      'falco-lint completion zsh > "$HOME/.zfunc/_falco-lint"',
      "falco-lint completion fish > ~/.config/fish/completions/falco-lint.fish",
    ],
  }).addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SCRIPTS)));
}

/** `falco-lint completion`. Gives the exit code. */
export async function runCompletion(args: readonly string[], commands: readonly Entry[]): Promise<number> {
  const command = await parsed(completionCommand(), args);
  if (!command) return 0;
  const [shell] = command.args;
  const script = shell === "zsh" || shell === "fish" ? SCRIPTS[shell] : bashScript;
  await write(script(await shellCommands(commands)));
  return 0;
}

/** Every command and action, from their own parsers. */
async function shellCommands(commands: readonly Entry[]): Promise<readonly ShellCommand[]> {
  const found = await Promise.all(
    commands.map(async ({ name, summary, load }): Promise<readonly ShellCommand[]> => {
      const parser = await (await load()).parser();
      const actions = parser.commands.map((action) =>
        shellCommand([name, action.name()], action.description(), action),
      );
      const own = shellCommand([name], summary, parser);
      return [{ ...own, values: [...own.values, ...parser.commands.map((one) => one.name())] }, ...actions];
    }),
  );
  return found.flat();
}

function shellCommand(path: readonly string[], summary: string, parser: Command): ShellCommand {
  const help: ShellOption = { flag: "--help", description: "show this help", takesValue: false, values: [] };
  return {
    path,
    summary,
    options: [...parser.options.map(shellOption), help],
    values:
      path[0] === "explain" ? CODES : parser.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  };
}

function shellOption({ long, description, argChoices, required, optional }: Option): ShellOption {
  const flag = long ?? "";
  return {
    flag,
    description,
    takesValue: required || optional,
    values: argChoices ?? VALUES.get(flag) ?? [],
  };
}

const CODES = ALL_CHECKS.map(({ code }) => code).sort();

/** Values of options that also accept others. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["--target", RELEASES.map(({ version }) => version)],
  ["--plugins", ["auto", "all", "default", "none"]],
  ["--only", CODES],
]);
