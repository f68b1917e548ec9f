import {
  type ExtensionContext,
  ShellExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  workspace,
  type WorkspaceFolder,
} from "vscode";

/** The type of the tasks, as the manifest declares it. */
const TYPE = "falco-lint";

/** A task in `tasks.json`. */
interface LintTask extends TaskDefinition {
  readonly command: string;
  readonly args?: readonly string[];
  /** The program; `falco-lint` of the search path without it. */
  readonly program?: string;
}

/** Offers the commands of falco-lint as tasks of each folder; what they print becomes problems. Nothing runs until the user runs one. */
export function registerTasks(context: ExtensionContext): void {
  context.subscriptions.push(
    tasks.registerTaskProvider(TYPE, {
      provideTasks: () =>
        (workspace.workspaceFolders ?? []).flatMap((folder) => [
          taskOf({ type: TYPE, command: "check", args: ["."] }, folder),
          taskOf({ type: TYPE, command: "test" }, folder),
        ]),
      resolveTask: ({ definition, scope }) =>
        isLintTask(definition)
          ? taskOf(definition, typeof scope === "object" ? scope : undefined)
          : undefined,
    }),
  );
}

function taskOf(definition: LintTask, folder: WorkspaceFolder | undefined): Task {
  const { command, args = [], program = "falco-lint" } = definition;
  const execution = new ShellExecution(program, [command, ...args]);
  const task = new Task(definition, folder ?? TaskScope.Workspace, command, TYPE, execution, "$falco-lint");
  task.group = command === "test" ? TaskGroup.Test : TaskGroup.Build;
  return task;
}

function isLintTask(definition: TaskDefinition): definition is LintTask {
  const { command, args, program } = definition;
  return (
    typeof command === "string" &&
    (args === undefined || (Array.isArray(args) && args.every((one) => typeof one === "string"))) &&
    (program === undefined || typeof program === "string")
  );
}
