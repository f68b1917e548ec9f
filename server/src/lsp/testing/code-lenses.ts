import { type CodeLens, CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import { testFileHost } from "../../hosts/formats/test-file.ts";
import { testsOfRules } from "../../evaluate/tests/test-documents.ts";
import { ruleNames } from "../../features/symbols.ts";
import { answerOr, inBackground } from "../answer.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session/session.ts";
import { keyOf } from "../session/uris.ts";

/** How long after a change of tests or settings the client is asked to look again, in milliseconds. */
const REFRESH_DELAY = 300;

/** Whether the client has the commands that lenses run. */
export function hasLenses({ client }: Session): boolean {
  return client.runTestsCommand !== undefined && client.evaluateCommand !== undefined;
}

/** Answers with what can be done with each rule: run its tests, and evaluate it on an event. */
export function serveCodeLenses(connection: Connection, session: Session): void {
  connection.onCodeLens(({ textDocument }) =>
    answerOr<CodeLens[]>(connection, `Code lenses of ${textDocument.uri}`, [], () =>
      lensesOf(session, textDocument.uri),
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

function lensesOf(session: Session, given: string): CodeLens[] {
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
