import type { ConditionIo } from "../condition.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { evaluateLines } from "./evaluate-lines.ts";

/** `falco-lint evaluate`: asks conditions of events. Gives the exit code. */
export async function runEvaluate(args: readonly string[], io: ConditionIo): Promise<number> {
  if (args.includes("--jsonl")) return evaluateLines(args, io);
  return evaluateRules(args, io);
}
