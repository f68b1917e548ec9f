import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  type ResponseError,
} from "vscode-languageserver";
import { testFileHost } from "../../hosts/formats/falco/own-files.ts";
import { testsOfRules } from "../../evaluate/tests/test-documents.ts";
import { nameLenses } from "../../features/name-lenses.ts";
import { ruleNames } from "../../features/symbols.ts";
import { answerLater, inBackground } from "../answer.ts";
import { toRange } from "../convert.ts";
import { loadInStrides } from "../load-in-strides.ts";
import { cancelled } from "../strides.ts";
import type { Session } from "../session/session.ts";
import { keyOf } from "../session/uris.ts";

/** How long after a change of tests or settings the client is asked to look again, in milliseconds. */
const REFRESH_DELAY = 300;

/** Whether the client has the commands that lenses run. */
export function hasLenses({ client }: Session): boolean {
  return client.runTestsCommand !== undefined && client.evaluateCommand !== undefined;
}

/** Answers with what can be done with each rule, and with what is known of each name. */
export function serveCodeLenses(connection: Connection, session: Session): void {
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answerLater<CodeLens[] | ResponseError>(connection, `Code lenses of ${uri}`, [], async () =>
      (await loadInStrides(session, keyOf(uri), token))
        ? [...ruleLenses(session, uri), ...lensesOfNames(session, uri)]
        : cancelled(),
    ),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onDidChange((by) => {
    if (!session.client.refreshesLenses || !hasLenses(session) || !changesTests(session, by)) return;
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        inBackground(connection, "Refreshing code lenses", () =>
          connection.sendRequest(CodeLensRefreshRequest.type),
        ),
      REFRESH_DELAY,
    );
  });
}

/** Whether a change may be one of tests: by a document that holds some, or by something else than a document. */
export function changesTests(session: Session, by: string | undefined): boolean {
  return by === undefined || session.snapshot().documents.get(by)?.host === testFileHost.id;
}

function ruleLenses(session: Session, given: string): CodeLens[] {
  const { runTestsCommand, evaluateCommand } = session.client;
  const snapshot = session.snapshot();
  const document = snapshot.documents.get(keyOf(given));
  if (
    !document ||
    !session.settings.codeLens ||
    runTestsCommand === undefined ||
    evaluateCommand === undefined
  )
    return [];
  const tests = testsOfRules(snapshot, document);
  return ruleNames(document).flatMap(({ name, nameSpan }) => {
    const range = toRange(document, nameSpan);
    const own = tests.get(name) ?? [];
    const run = {
      range,
      command: {
        title: own.length === 1 ? "Run 1 test" : `Run ${own.length} tests`,
        command: runTestsCommand,
        arguments: [own],
      },
    };
    const evaluate = {
      range,
      command: { title: "Evaluate on an event…", command: evaluateCommand, arguments: [document.uri, name] },
    };
    return own.length > 0 ? [run, evaluate] : [evaluate];
  });
}

function lensesOfNames(session: Session, given: string): CodeLens[] {
  const { placesCommand, effectiveCommand } = session.client;
  const snapshot = session.snapshot();
  const document = snapshot.documents.get(keyOf(given));
  if (!document || placesCommand === undefined || effectiveCommand === undefined) return [];
  return nameLenses(snapshot, document, session.settings.nameLenses).map(({ shows, title, name, span }) => {
    const { uri } = document;
    const range = toRange(document, span);
    if (shows === "effective")
      return {
        range,
        command: { title, command: effectiveCommand, arguments: [{ label: name, at: { uri, range } }] },
      };
    const what = shows === "uses" ? "references" : "implementations";
    return { range, command: { title, command: placesCommand, arguments: [uri, range.start, what] } };
  });
}
