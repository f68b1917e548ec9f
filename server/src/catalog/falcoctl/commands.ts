import { falcoctlData } from "../data.ts";
import { LOADER_WORDS } from "../options.ts";
import type { FalcoctlCommand, FalcoctlOption } from "./falcoctl-records.ts";

/** The commands below one, by their last names; those of falcoctl itself below an empty name. */
export function commandsBelow(name: string): readonly FalcoctlCommand[] {
  const start = name === "" ? "" : `${name} `;
  return falcoctlData.commands.filter(
    (one) => one.name.startsWith(start) && one.name !== name && !one.name.slice(start.length).includes(" "),
  );
}

/** The command that a word represents after another. */
export function commandAfter(name: string, word: string): FalcoctlCommand | undefined {
  return commandsBelow(name).find((one) => lastName(one) === word || one.aliases?.includes(word) === true);
}

export function commandNamed(name: string): FalcoctlCommand | undefined {
  return falcoctlData.commands.find((one) => one.name === name);
}

export function lastName({ name }: FalcoctlCommand): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}

/** The options of a command, with those of the commands around it. */
export function optionsOf(command: string): readonly FalcoctlOption[] {
  return ALL_OPTIONS.filter(({ of }) =>
    of.some((name) => name === "" || name === command || command.startsWith(`${name} `)),
  );
}

/** An option of any command, by one of its names. */
export function optionNamed(name: string): FalcoctlOption | undefined {
  return ALL_OPTIONS.find(({ names }) => names.includes(name));
}

/** Options of `falcoctl driver` that are true or false. Source: falcosecurity/falcoctl, cmd/driver. */
const SWITCHES = new Set([
  "--download",
  "--compile",
  "--download-headers",
  "--http-insecure",
  "--update-falco",
]);

/** The facts of Falco's releases have those of `falcoctl driver`. */
const ALL_OPTIONS: readonly FalcoctlOption[] = [
  ...falcoctlData.options,
  ...LOADER_WORDS.filter(({ tool }) => tool.startsWith("falcoctl ")).map(
    ({ tool, name, description }): FalcoctlOption => ({
      names: [name],
      of: [tool.slice("falcoctl ".length)],
      description,
      ...(!SWITCHES.has(name) && { value: "text" as const }),
    }),
  ),
];
