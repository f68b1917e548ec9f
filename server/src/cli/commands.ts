import { nearestName } from "../text/names.ts";
import type { CommandIo } from "./output.ts";

/** A command of falco-lint. What it needs is loaded when it runs: most of the start is loading. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Returns the exit code. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "check",
    summary: "report problems; the default command",
    run: async (args, io) => (await import("./check.ts")).runCheck(args, io.stdin),
  },
  {
    name: "fix",
    summary: "apply fixes",
    run: async (args) => (await import("./editing/fix.ts")).runFix(args),
  },
  {
    name: "format",
    summary: "format conditions",
    run: async (args, io) => (await import("./editing/format.ts")).runFormat(args, io),
  },
  {
    name: "migrate",
    summary: "update files to another Falco version",
    run: async (args) => (await import("./migrate.ts")).runMigrate(args),
  },
  {
    name: "diff",
    summary: "report what changes in meaning between two rulesets",
    run: async (args) => (await import("./rulesets/ruleset-diff.ts")).runDiff(args),
  },
  {
    name: "syscalls",
    summary: "list the system calls that rules make Falco watch",
    run: async (args) => (await import("./rulesets/system-calls.ts")).runSystemCalls(args),
  },
  {
    name: "explain",
    summary: "show an effective rule, macro or list, or the page of a check",
    run: async (args) => (await import("./explain.ts")).runExplain(args),
  },
  {
    name: "coverage",
    summary: "show which techniques of ATT&CK the rules have in their tags",
    run: async (args) => (await import("./coverage.ts")).runCoverage(args),
  },
  {
    name: "test",
    summary: "run the tests of *.falco-test.yaml files",
    run: async (args) => (await import("./testing/test.ts")).runTestCommand(args),
  },
  {
    name: "evaluate",
    summary: "evaluate rules or conditions on events",
    run: async (args, io) => (await import("./evaluation/evaluate.ts")).runEvaluate(args, io),
  },
  {
    name: "condition",
    summary: "check single conditions",
    run: async (args, io) => (await import("./condition.ts")).runCondition(args, io),
  },
  {
    name: "rules",
    summary: "get Falco's default rules",
    run: async (args) => (await import("./rules.ts")).runRules(args),
  },
];

export function commandNamed(name: string | undefined): CommandEntry | undefined {
  return COMMANDS.find((command) => command.name === name);
}

/** The command that a name nearly is. */
export function nearestCommand(name: string): string | undefined {
  return nearestName(
    name,
    COMMANDS.map((command) => command.name),
  );
}

export function helpText(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return `falco-lint checks Falco rules, configurations and command lines.

Usage:
  falco-lint [COMMAND] [options] [arguments]

Commands:
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

Options:
  -h, --help     show this help; with a command, its options and examples
  -V, --version  show the version

Exit code: 0 no errors, 1 errors found or a test failed, 2 falco-lint could not run.
`;
}
