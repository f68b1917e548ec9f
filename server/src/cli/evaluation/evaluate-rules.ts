import { existsSync, readFileSync } from "node:fs";
import { readEvents } from "../../evaluate/events/read-events.ts";
import { type RulesEvaluator, rulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { explainEvent } from "../../evaluate/rules/explain-event.ts";
import type { Truth } from "../../evaluate/rules/truth.ts";
import { truthLines } from "../../evaluate/rules/truth-lines.ts";
import type { EventSource } from "../../evaluate/tests/test-file.ts";
import { nearestName } from "../../text/names.ts";
import { loadSnapshot } from "../load.ts";
import type { CommandIo } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import type { EvaluateOptions } from "./evaluate-options.ts";

/** Asks a rule, or with `--all` every rule, of events, and says why it matches or not. Gives the exit code. */
export async function evaluateRules(
  operands: readonly string[],
  options: EvaluateOptions,
  io: CommandIo,
): Promise<number> {
  const { event, source } = options;
  if (event === undefined)
    throw new UsageError("Give an event with --event, or conditions and events with --jsonl.");
  const [name, ...paths] = options.all ? [undefined, ...operands] : operands;
  if (!options.all && name === undefined) throw new UsageError("Name a rule to evaluate, or give --all.");
  const snapshot = loadSnapshot(
    options,
    paths.flatMap((path) => path ?? []),
  );
  const evaluators = snapshot.rulesets
    .map(rulesEvaluator)
    .filter(({ rules }) => name === undefined || rules.some((rule) => rule.name === name));
  const [rules] = [...evaluators].sort((a, b) => b.rules.length - a.rules.length);
  if (!rules)
    throw new UsageError(
      notFound(
        name,
        snapshot.rulesets.flatMap((one) => [...one.rules.compiled.rules.keys()]),
      ),
    );
  const { events, unread } = readEvents(await eventText(event, io));
  const [first] = unread;
  if (first !== undefined)
    throw new UsageError(`Event ${first} of --event is not a JSON object or a YAML mapping.`);
  const answers = events.map((each) => answerOf(each, name, source, rules));
  const isJson = options.format === "json";
  await io.write(
    isJson
      ? `${answers.map((answer) => `${JSON.stringify(answer.json, exact)}\n`).join("")}`
      : `${answers.map(({ text }) => text).join("\n")}\n`,
  );
  return answers.every(({ matches }) => matches) ? 0 : 1;
}

/** The event itself where it begins as a mapping, `-` for standard input, else a file. */
async function eventText(event: string, io: CommandIo): Promise<string> {
  if (/^\s*[{[]/.test(event)) return event;
  if (event !== "-") {
    if (!existsSync(event)) throw new UsageError(`There is no file ${event}.`);
    return readFileSync(event, "utf8");
  }
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of io.stdin)
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text;
}

interface Answer {
  readonly matches: boolean;
  readonly text: string;
  readonly json: object;
}

function answerOf(
  given: EventSource,
  name: string | undefined,
  source: string | undefined,
  rules: RulesEvaluator,
): Answer {
  const explained = explainEvent(given, rules, { rule: name, source });
  const [only] = explained;
  if (name !== undefined && only) {
    const { rule, truth, missing, verdict, output } = only;
    const text = [
      `Rule \`${rule.name}\` ${verdict}.`,
      ...truthLines(truth),
      ...(output === undefined ? [] : [`output: ${output}`]),
      "",
    ].join("\n");
    return {
      matches: truth.truth === true,
      text,
      json: { rule: rule.name, matches: truth.truth, missing, condition: truthJson(truth) },
    };
  }
  const lines = explained.map(({ rule, verdict }) => `Rule \`${rule.name}\` ${verdict}.`);
  const json = {
    rules: explained.map(({ rule, missing, truth }) => ({ rule: rule.name, matches: truth.truth, missing })),
  };
  return {
    matches: explained.length > 0,
    text: lines.length === 0 ? "No rule matches." : lines.join("\n"),
    json,
  };
}

function truthJson({ kind, text, truth, missing, value, parts }: Truth): object {
  return {
    kind,
    truth,
    ...((kind === "comparison" || kind === "macro") && { text }),
    ...(missing.length > 0 && { missing }),
    ...(value !== undefined && { value }),
    ...(parts.length > 0 && { parts: parts.map(truthJson) }),
  };
}

function exact(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function notFound(name: string | undefined, names: readonly string[]): string {
  if (name === undefined) return "No rules are found.";
  const near = nearestName(name, names);
  return `Unknown rule \`${name}\`.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`;
}
