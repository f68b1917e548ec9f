import type { Command } from "commander";
import { nearestName } from "../text/names.ts";
import type { CommandIo } from "./output.ts";

/** A command of falco-lint. What it needs is loaded when it runs: most of the start is loading. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  load(): Promise<LoadedCommand>;
}

interface LoadedCommand {
  /** Its options and operands, for completions. */
  parser(): Command | Promise<Command>;
  /** Returns the exit code. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "check",
    summary: "report problems; the default command",
    load: async () => {
      const { repeatedCheck } = await import("./repeat/repeated-check.ts");
      return {
        parser: async () => (await import("./check-options.ts")).checkCommand(),
        run: (args, io) => repeatedCheck(args, io.stdin),
      };
    },
  },
  {
    name: "fix",
    summary: "apply fixes",
    load: async () => {
      const { fixCommand: parser, runFix: run } = await import("./editing/fix.ts");
      return { parser, run };
    },
  },
  {
    name: "format",
    summary: "format conditions",
    load: async () => {
      const { formatCommand: parser, runFormat: run } = await import("./editing/format.ts");
      return { parser, run };
    },
  },
  {
    name: "migrate",
    summary: "update files to another Falco version",
    load: async () => {
      const { migrateCommand: parser, runMigrate: run } = await import("./migrate.ts");
      return { parser, run };
    },
  },
  {
    name: "diff",
    summary: "report what changes in meaning between two rulesets",
    load: async () => {
      const { diffCommand: parser, runDiff: run } = await import("./rulesets/ruleset-diff.ts");
      return { parser, run };
    },
  },
  {
    name: "syscalls",
    summary: "list the system calls that rules make Falco watch",
    load: async () => {
      const { systemCallsCommand: parser, runSystemCalls: run } = await import("./rulesets/system-calls.ts");
      return { parser, run };
    },
  },
  {
    name: "explain",
    summary: "show an effective rule, macro or list, or the page of a check",
    load: async () => {
      const { explainCommand: parser, runExplain: run } = await import("./explain.ts");
      return { parser, run };
    },
  },
  {
    name: "rules",
    summary: "list the rules, or get Falco's default rules",
    load: async () => {
      const { rulesCommand: parser, runRules: run } = await import("./rules.ts");
      return { parser, run };
    },
  },
  {
    name: "docs",
    summary: "write one page about all rules",
    load: async () => {
      const { docsCommand: parser, runDocs: run } = await import("./rulesets/rules-page.ts");
      return { parser, run };
    },
  },
  {
    name: "coverage",
    summary: "show which techniques of ATT&CK the rules have in their tags",
    load: async () => {
      const { coverageCommand: parser, runCoverage: run } = await import("./coverage.ts");
      return { parser, run };
    },
  },
  {
    name: "test",
    summary: "run the tests of *.falco-test.yaml files",
    load: async () => {
      const { testCommand: parser } = await import("./testing/test-options.ts");
      const { runTestCommand: run } = await import("./testing/test.ts");
      return { parser, run };
    },
  },
  {
    name: "evaluate",
    summary: "evaluate rules or conditions on events",
    load: async () => {
      const { evaluateCommand: parser, runEvaluate: run } = await import("./evaluation/evaluate.ts");
      return { parser, run };
    },
  },
  {
    name: "condition",
    summary: "check single conditions",
    load: async () => {
      const { conditionCommand: parser, runCondition: run } = await import("./condition.ts");
      return { parser, run };
    },
  },
  {
    name: "init",
    summary: "write falco-lint.yaml for this folder",
    load: async () => {
      const { initCommand: parser, runInit: run } = await import("./setup/init.ts");
      return { parser, run };
    },
  },
  {
    name: "completion",
    summary: "print the completions for a shell",
    load: async () => {
      const { completionCommand: parser, runCompletion } = await import("./setup/completion.ts");
      return { parser, run: (args) => runCompletion(args, COMMANDS) };
    },
  },
  {
    name: "mcp",
    summary: "serve assistants by the Model Context Protocol",
    load: async () => {
      const { mcpCommand: parser, runMcp: run } = await import("./assistants/mcp.ts");
      return { parser, run };
    },
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

Exit codes of all commands:
  0  no errors
  1  errors, a test that failed, or a file that --check or --diff would change
  2  falco-lint could not run, or could not read a file
`;
}
