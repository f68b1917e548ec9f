import { z } from "zod";
import { createCatalogs } from "../../catalog/load.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { problemsOf } from "../../checks/run.ts";
import { createWorkspace, type Snapshot } from "../../model/workspace/workspace.ts";
import { pageOfCheck } from "../check-pages.ts";
import { answerTo } from "../condition-answer.ts";
import { answerEvents, eventIn } from "../evaluation/evaluate-lines.ts";
import { explainText } from "../explain.ts";
import { versionOf } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { FILES, loadGiven, PLUGINS, TARGET } from "./given-files.ts";
import { tool } from "./tool.ts";
import { SYSCALL } from "../../catalog/records.ts";

const SEVERITY = z.enum(["error", "warning", "info", "hint"]);
const SOURCE = { source: z.string().optional().describe("Event source of the rule; default: syscall.") };

export const checkTool = tool({
  name: "check",
  title: "Check Falco files",
  description:
    "Check Falco rules, falco.yaml, Helm values and command lines as Falco loads them. Errors are what Falco rejects.",
  input: z.object({ ...FILES, ...TARGET, ...PLUGINS }),
  output: z.object({
    target: z.string(),
    problems: z.array(
      z.object({
        path: z.string(),
        line: z.number().describe("From 1."),
        column: z.number().describe("From 1, in UTF-16 units."),
        endLine: z.number(),
        endColumn: z.number(),
        code: z.string(),
        severity: SEVERITY,
        message: z.string(),
        fixes: z.array(z.object({ title: z.string(), safety: z.enum(["safe", "unsafe"]) })),
      }),
    ),
  }),
  run(given) {
    const { files, documents, settings } = loadGiven(given);
    const snapshot = createWorkspace().snapshot(documents, settings);
    const problems = files.flatMap(({ path, document: { uri, lines } }) =>
      problemsOf(snapshot, uri).map(({ span, code, severity, message, fixes }) => {
        const [start, end] = [lines.position(span.start), lines.position(span.end)];
        return {
          path,
          line: start.line + 1,
          column: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
          code,
          severity,
          message,
          fixes: fixes.map(({ title, safety }) => ({ title, safety })),
        };
      }),
    );
    return { target: snapshot.catalog.target, problems };
  },
});

export const explainTool = tool({
  name: "explain",
  title: "Explain a rule, macro, list or check",
  description:
    "Show what a rule, macro or list is after every append and override, with where each part comes from; or the page of a check by its code.",
  input: z.object({ name: z.string(), ...FILES, ...TARGET, ...PLUGINS }),
  output: z.object({ text: z.string() }),
  run(given) {
    const text = pageOfCheck(given.name) ?? explainText(snapshotOf(given), given.name);
    if (text === undefined) throw new UsageError(`Unknown rule, macro, list or check \`${given.name}\`.`);
    return { text };
  },
});

function snapshotOf(given: Parameters<typeof loadGiven>[0]): Snapshot {
  const { documents, settings } = loadGiven(given);
  return createWorkspace().snapshot(documents, settings);
}

const DIAGNOSTICS = z.array(
  z.object({
    code: z.string(),
    severity: SEVERITY,
    message: z.string(),
    start: z.number().describe("UTF-16 units from 0 in the condition."),
    end: z.number(),
  }),
);

export const conditionTool = tool({
  name: "condition",
  title: "Check a condition",
  description: "Check one condition alone. Macros and lists of other files are taken as defined.",
  input: z.object({ condition: z.string(), ...SOURCE, ...TARGET }),
  output: z.object({
    ok: z.boolean(),
    canonical: z.string().optional().describe("The condition as Falco reads it."),
    diagnostics: DIAGNOSTICS,
  }),
  run({ condition, source = SYSCALL, target }) {
    const { ok, ast, diagnostics } = answerTo(condition, {
      catalog: catalogFor(target),
      source,
      severities: {},
    });
    return { ok, ...(ast !== undefined && { canonical: ast }), diagnostics: diagnostics.map(shortened) };
  },
});

export const evaluateTool = tool({
  name: "evaluate",
  title: "Evaluate a condition on events",
  description:
    "Report which events match a condition, as Falco's engine compares. An event maps fields to values; a field that is left out has no value.",
  input: z.object({
    condition: z.string(),
    events: z.array(z.record(z.string(), z.unknown())),
    ...SOURCE,
    ...TARGET,
  }),
  output: z.object({
    ok: z.boolean(),
    matches: z.array(z.boolean()).optional().describe("One for each event."),
    diagnostics: DIAGNOSTICS.optional(),
  }),
  run({ condition, events, source, target }) {
    const answer = answerEvents(
      { condition, events: events.map((event, index) => eventIn(event, `Event ${index + 1}`)) },
      { catalog: catalogFor(target), source },
    );
    return {
      ok: answer.ok,
      ...(answer.ok && { matches: [...answer.matches] }),
      ...(answer.diagnostics && { diagnostics: answer.diagnostics.map(shortened) }),
    };
  },
});

type Diagnostic = z.infer<typeof DIAGNOSTICS>[number];

function shortened({ code, severity, message, start, end }: Diagnostic): Diagnostic {
  return { code, severity, message, start, end };
}

function catalogFor(target: string | undefined) {
  return createCatalogs()({
    target: target === undefined ? NEWEST_FALCO : versionOf(target),
    plugins: "all",
  });
}
