import type { Command } from "commander";
import { createCatalogs } from "../catalog/load.ts";
import { NEWEST_FALCO } from "../catalog/releases.ts";
import type { Version } from "../catalog/version.ts";
import type { Severities } from "../checks/severities.ts";
import { type AnswerContext, answerTo } from "./condition-answer.ts";
import { type Line, linesOf } from "./lines.ts";
import { newCommand, parsed } from "./command.ts";
import { pluginsOption, severityOption, targetOption } from "./options.ts";
import type { CommandIo } from "./output.ts";
import { type GivenPlugins, givenRegistry } from "./plugin-files.ts";
import { UsageError } from "./usage-error.ts";
import { SYSCALL } from "../catalog/records.ts";

/** `falco-lint condition`: checks single conditions, one JSON object a line each, in order. Gives the exit code. */
export async function runCondition(args: readonly string[], io: CommandIo): Promise<number> {
  const options = await readOptions(args);
  if (!options) return 0;
  const context: AnswerContext = {
    catalog: createCatalogs()({ target: options.target, ...givenRegistry(options.plugins) }),
    source: options.source,
    severities: options.severities,
  };
  if (options.condition === undefined) await warmUp(context);
  let isClean = true;
  const answer = (condition: string): string => {
    const made = answerTo(condition, context);
    isClean = isClean && made.ok;
    return `${JSON.stringify(made)}\n`;
  };
  if (options.condition !== undefined) await io.write(answer(options.condition));
  else for await (const lines of linesOf(io.stdin)) await answerAll(lines, answer, io);
  return isClean ? 0 : 1;
}

/** Writes the answers to lines that came together, so that who waits for them before sending more is not kept waiting. */
async function answerAll(
  lines: readonly Line[],
  answer: (condition: string) => string,
  io: CommandIo,
): Promise<void> {
  let pending = "";
  try {
    for (const line of lines) {
      pending += answer(conditionIn(line));
      if (pending.length < CHUNK) continue;
      const chunk = pending;
      pending = "";
      await io.write(chunk);
    }
  } finally {
    // What was checked before a bad line is not lost.
    if (pending !== "") await io.write(pending);
  }
}

const CHUNK = 1 << 16;

/**
 * Who gives conditions by the line gives many. The engine compiles what has run often enough, and a thousand lines after
 * that take a third of the time; meanwhile the first ones are still on their way. It does so in the background, and
 * clears away what the start has left when there is nothing to do, hence the pauses.
 */
async function warmUp(context: AnswerContext): Promise<void> {
  const samples = SAMPLES.map((sample, index) => ({ number: index + 1, text: JSON.stringify(sample) }));
  for (let part = 0; part < 2; part++) {
    for (let round = 0; round < 90; round++)
      for (const sample of samples) JSON.stringify(answerTo(conditionIn(sample), context));
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** About as long as the engine takes to compile, in milliseconds. */
const PAUSE = 40;

/** A little of everything: what was compiled is thrown away at the first thing that it never met. */
const SAMPLES = [
  "a_macro",
  "not a_macro",
  "(a_macro or proc.name = b)",
  "fd.num >= 0",
  "spawned and\n  not (proc.name in (a_list, \"b c\", 'd')\n  or\tb_macro)\n  and c_macro",
  "proc.name = a proc.pid = 1 and",
  "evt.type = execve and (proc.pid contains 1 or fd.name in (",
  "and proc.name) = 'a or , \\ # comment",
  "evt.type in (open, openat) and evt.dir = < and (proc.name = bash or not fd.name startswith /etc) and proc.pname exists and not a_macro",
  "(container.id != host and tolower(proc.cmdline) contains \"a b\") or proc.aname[2] in ('x', y, z) or user.uid > 0 and fd.sip = 10.0.0.1",
  "not proc.name in (a_list) and not (k8s.ns.name intersects (kube-system) or fd.directory pmatch (/etc, /usr)) and proc.is_sid_leader = true",
  "ka.verb = create and a_macro and proc.nmae glob a* and fd.net in (10.0.0.0/8) and fd.lport = 22 and fd.rip = val(fd.lip)",
  "evt.rawres<0 and evt.arg.flags contains A and evt.arg[1] != 5 and proc.name regex \"a.*b\" and fd.typechar = 'f' and proc.tty != 0 and evt.is_open_write=true",
  "proc.name = 'a\\tb\\d' or fd.name in ('\\d') or proc.cmdline contains \"é\\\"\" or fd.name in (/a, 'b c', or proc.name = a",
  "proc.name > a and proc.pid = x and evt.type = opne and proc.name = proc.exe and user.name regex ab and evt.dir = > and container.nmae = a",
  'proc.name != "<NA>" and fd.sport = http and evt.buffer contains a and evt.buffer bcontains 0a and fd.lport in (22, https) and fd.l4proto = tcp',
  "tolower(fd.num) = a and fd.ip = a and proc.name == val(proc.pid) and b64(proc.name) = c and proc.aname[x] = a and fd.net = b and fd.ip = 1.2.3.4.5",
  'ka.target.name != "<NA>" and ka.uri.param[a] = b.c and jevt.value[/a/b] in (proc.name, \'tolower(b)\') and proc.args = "" and fd.num = a',
];

interface ConditionOptions {
  /** Absent: read from standard input, a JSON string a line. */
  readonly condition?: string;
  readonly source: string;
  readonly plugins: GivenPlugins;
  readonly target: Version;
  readonly severities: Severities;
}

interface Given extends Omit<ConditionOptions, "condition" | "severities"> {
  readonly jsonl: boolean;
  readonly severity: Severities;
}

export function conditionCommand(): Command {
  return newCommand({
    name: "condition",
    summary: "Check one condition, or one condition per line of standard input, as JSON.",
    examples: [
      "falco-lint condition 'evt.type = open and proc.name = bash'",
      "falco-lint condition --jsonl < conditions.jsonl",
    ],
  })
    .argument("[condition...]", "the condition, quoted for the shell")
    .option("--jsonl", "read one JSON string per line from standard input", false)
    .option("--source <source>", "event source", SYSCALL)
    .addOption(targetOption().default(NEWEST_FALCO))
    .addOption(pluginsOption())
    .addOption(severityOption());
}

/** Undefined where help was asked for. */
async function readOptions(args: readonly string[]): Promise<ConditionOptions | undefined> {
  const command = await parsed(conditionCommand(), args);
  if (!command) return undefined;
  const { jsonl, severity: severities, ...given } = command.opts<Given>();
  const [condition, ...others] = command.args;
  if (others.length > 0)
    throw new UsageError("Only one condition is accepted. Quote it, or use --jsonl for several.");
  if (jsonl && condition !== undefined)
    throw new UsageError("With --jsonl, conditions are read from standard input. Remove the argument.");
  if (!jsonl && condition === undefined)
    throw new UsageError(
      "A condition is required. Add it, or use --jsonl to read conditions from standard input.",
    );
  return { ...given, ...(condition !== undefined && { condition }), severities };
}

function conditionIn({ number, text }: Line): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== "string") throw new UsageError(`Line ${number} is not a JSON string.`);
  return value;
}
