import type { ConditionIo } from "../condition.ts";
import { evaluateLines } from "./evaluate-lines.ts";
import { UsageError } from "../options.ts";

/** `falco-lint evaluate`: asks conditions of events. Gives the exit code. */
export async function runEvaluate(args: readonly string[], io: ConditionIo): Promise<number> {
  if (args.includes("--jsonl")) return evaluateLines(args, io);
  throw new UsageError("Give --jsonl to read conditions and events from standard input.");
}
