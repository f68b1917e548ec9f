import type { Connection, WorkspaceEdit } from "vscode-languageserver";
import { fieldsOfAlert } from "../../evaluate/events/alert.ts";
import { firstEvent } from "../../evaluate/events/read-events.ts";
import { chooseRules } from "../../evaluate/rules/choose-rules.ts";
import { type ExplainedRule, explainEvent } from "../../evaluate/rules/explain-event.ts";
import { rulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { truthMarks } from "../../evaluate/rules/truth-marks.ts";
import { truthPage } from "../../evaluate/rules/truth-page.ts";
import { explainTest } from "../../evaluate/tests/explain-test.ts";
import { type NewTest, newTest } from "../../evaluate/tests/new-test.ts";
import { rulesetOfTest } from "../../evaluate/tests/ruleset-of-test.ts";
import { runTest, whyNotThere } from "../../evaluate/tests/run-tests.ts";
import { testsIn } from "../../evaluate/tests/test-documents.ts";
import type { EventSource } from "../../evaluate/tests/test-file.ts";
import type { GivenEvent } from "../../features/effective/condition-tree.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { lineIndex } from "../../text/line-index.ts";
import { inert } from "../../text/markdown.ts";
import { answerLater } from "../answer.ts";
import { toLocation, toWorkspaceEdit } from "../convert.ts";
import { loadInStrides } from "../load-in-strides.ts";
import type { Session } from "../session/session.ts";
import { keyOf } from "../session/uris.ts";
import {
  EVALUATE,
  type EvaluateParams,
  type EvaluateResult,
  NEW_TEST,
  type NewTestParams,
  type NewTestResult,
  type TestId,
} from "./test-protocol.ts";

/** Answers what rules make of an event, and writes tests of events. */
export function serveEvaluation(connection: Connection, session: Session): void {
  connection.onRequest(EVALUATE, (params: EvaluateParams, token) =>
    answerLater(connection, "Evaluating an event", problem("The event could not be evaluated."), async () => {
      if (!(await loadInStrides(session, undefined, token))) return problem("The evaluation was cancelled.");
      return evaluated(session.snapshot(), params);
    }),
  );
  connection.onRequest(NEW_TEST, (params: NewTestParams, token) =>
    answerLater<NewTestResult>(
      connection,
      "Writing a test",
      problem("The test could not be written."),
      async () => {
        if (!(await loadInStrides(session, undefined, token))) return problem("The command was cancelled.");
        return written(session, params);
      },
    ),
  );
}

export const NO_EVENT =
  "No event is found. Select or copy a JSON alert with `output_fields`, a mapping of fields, or an event of a plugin.";
export const NO_RULES = "No rules are found. Open a folder with rules files.";

function problem(sentence: string): EvaluateResult {
  return { problem: sentence, title: "", summary: "", marks: [], page: "" };
}

function evaluated(snapshot: Snapshot, { test, event, uri, rule }: EvaluateParams): EvaluateResult {
  if (test) return ofTest(snapshot, test);
  const given = firstEvent(event ?? "");
  if (!given) return problem(NO_EVENT);
  const named = rule ?? ruleOf(given);
  const rules = chooseRules(snapshot, uri === undefined ? undefined : keyOf(uri), named);
  if (!rules) return problem(NO_RULES);
  if (rule !== undefined && !rules.rule(rule)) return problem(whyNotThere(rule, rules));
  const explained = explainEvent(given, rules, { rule });
  const shown = given.alert === undefined ? explained : explained.slice(0, 1);
  return resultOf(snapshot, titleOf(named, given), shown.length > 0 ? shown : explained, explained);
}

function titleOf(rule: string | undefined, { alert }: EventSource): string {
  if (rule === undefined) return "Rules that match the event";
  return alert === undefined ? `Rule \`${rule}\` on an event` : `Why rule \`${rule}\` fired`;
}

function ofTest(snapshot: Snapshot, { uri: given, index }: TestId): EvaluateResult {
  const document = snapshot.documents.get(keyOf(given));
  const file = document && testsIn(document);
  const test = file?.tests[index];
  if (!document || !file || !test) return problem("The test no longer exists.");
  const { ruleset, problems } = rulesetOfTest(file, document.path, snapshot);
  const [first] = [...file.problems, ...problems];
  if (first || !ruleset) return problem(first?.message ?? NO_RULES);
  const rules = rulesEvaluator(ruleset);
  const explained = explainTest(runTest(test, file, rules), rules);
  return resultOf(snapshot, `Test \`${test.name}\``, explained, explained);
}

/** The event of a test, or of a text; undefined where there is none. */
export function givenEvent(
  { documents }: Snapshot,
  { test, event }: Pick<EvaluateParams, "test" | "event">,
): GivenEvent | undefined {
  const given = event === undefined ? undefined : firstEvent(event);
  if (given) return { sources: [given] };
  const document = test && documents.get(keyOf(test.uri));
  const file = document && testsIn(document);
  const found = test && file?.tests[test.index];
  return file && found && { sources: [file.base, found.event], source: found.source ?? file.source };
}

function resultOf(
  { documents, placeOf }: Snapshot,
  title: string,
  marked: readonly ExplainedRule[],
  explained: readonly ExplainedRule[],
): EvaluateResult {
  const marks = marked
    .flatMap(({ rule, truth, verdict, output }) => truthMarks(rule, truth, verdict, output, placeOf))
    .flatMap(({ truth, part, label, message, ...range }) => {
      const location = toLocation(documents, range);
      return location ? [{ ...location, truth: named(truth), part, label, message: inert(message) }] : [];
    });
  const rule = marks.find(({ part }) => part === "rule");
  const [first, ...others] = explained;
  const more = others.map((one) => ` Rule \`${one.rule.name}\` ${one.verdict}.`).slice(0, 2);
  const summary = first
    ? `Rule \`${first.rule.name}\` ${first.verdict}.${more.join("")}`
    : "No rule matches.";
  return {
    title,
    summary,
    marks,
    page: truthPage(title, explained),
    ...(rule && { rule: { uri: rule.uri, range: rule.range } }),
  };
}

function named(truth: boolean | "unknown"): "true" | "false" | "unknown" {
  return truth === "unknown" ? "unknown" : truth ? "true" : "false";
}

function ruleOf({ alert }: EventSource): string | undefined {
  const read = alert === undefined ? undefined : fieldsOfAlert(alert);
  return read && "rule" in read ? read.rule : undefined;
}

function written(session: Session, { event, uri }: NewTestParams): NewTestResult {
  const given = firstEvent(event);
  if (!given) return { problem: NO_EVENT };
  const snapshot = session.snapshot();
  const key = uri === undefined ? undefined : keyOf(uri);
  const rules = chooseRules(snapshot, key, ruleOf(given));
  if (!rules) return { problem: NO_RULES };
  const made = newTest(snapshot, given, rules, key);
  if (!made || (made.creates && session.client.createsFiles !== true))
    return {
      problem: "No test can be added. Open a `*.falco-test.yaml` file that has `tests` as a list of lines.",
    };
  const { documents } = snapshot;
  const lines = lineIndex(`${(documents.get(made.uri)?.text ?? "").slice(0, made.start)}${made.newText}`);
  const at = (offset: number): ReturnType<typeof lines.position> => lines.position(made.start + offset);
  return {
    edit: made.creates ? creating(made) : toWorkspaceEdit([made], documents),
    uri: made.uri,
    range: { start: at(made.select.start), end: at(made.select.end) },
  };
}

function creating({ uri, newText }: NewTest): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
    ],
  };
}
