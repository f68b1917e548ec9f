import { expect, test } from "vitest";
import { COMMANDS, commandNamed, helpText } from "../../server/src/cli/commands.ts";
import { main } from "../../server/src/cli/command-line.ts";
import { run } from "./workspace.ts";

const io = { stdin: (async function* () {})(), write: async () => undefined };

/** Runs a command, or an action of one: `rules list`. */
async function runNamed(path: string, args: readonly string[]): Promise<number> {
  const [name, ...action] = path.split(" ");
  const command = await commandNamed(name)?.load();
  return (await command?.run([...action, ...args], io)) ?? 2;
}

test.each(COMMANDS.map(({ name }) => name))("%s has a help of its own, with examples", async (name) => {
  const { code, out } = await run(() => runNamed(name, ["--help"]));
  expect(code).toBe(0);
  expect(out).toContain(`Usage: falco-lint ${name}`);
  expect(out).toMatch(/\nExamples:\n {2}falco-lint /);
  expect(helpText()).toContain(`  ${name} `);
});

const WITH_VALUES = COMMANDS.map(({ name }) => name).filter(
  (name) => !["rules", "init", "completion", "mcp"].includes(name),
);

test.each(["rules list", "rules pull", ...WITH_VALUES])(
  "%s suggests the option that was meant",
  async (name) => {
    const { out } = await run(() => runNamed(name, ["--help"]));
    const [, option = ""] = /^ {2}(--[a-z]{4,}(?:-[a-z]+)*) </m.exec(out) ?? [];
    const misspelled = `${option.slice(0, -2)}${option.at(-1)}${option.at(-2)}`;
    await expect(runNamed(name, [misspelled, "x"])).rejects.toThrow(
      `Unknown option ${misspelled}. Did you mean ${option}? See falco-lint ${name} --help.`,
    );
    await expect(runNamed(name, [option])).rejects.toThrow(`Option ${option} needs a value.`);
  },
);

test("help is shown for a command that is named after `help`", async () => {
  const { code, out } = await run(() => main(["help", "migrate"]));
  expect(code).toBe(0);
  expect(out).toContain("Usage: falco-lint migrate");
});

test("a command that is misspelled is suggested", async () => {
  const { code, err } = await run(() => main(["migarte", "."]));
  expect(code).toBe(2);
  expect(err).toContain("`migarte` is neither a command nor a file. Did you mean `migrate`?");
});
