import {
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { problemsOf } from "../checks/run.ts";
import { answerLater, answerOr, inBackground } from "./answer.ts";
import { toDiagnostic } from "./convert.ts";
import type { KeptReports } from "./kept/kept-reports.ts";
import { loadInStrides } from "./load-in-strides.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";
import { cancelled } from "./strides.ts";
import { serveWorkspaceDiagnostics } from "./workspace-diagnostics.ts";

/** How long after the last change diagnostics are pushed, in milliseconds. The first ones of a document are not waited with. */
const PUSH_DELAY = 50;

/** How long after a change elsewhere the client is asked to pull again, in milliseconds. */
const REFRESH_DELAY = 100;

/** How long the client is given to ask for a document that the user changed, in milliseconds. */
const UNSEEN_DELAY = 400;

export interface DiagnosticsOptions {
  /** The client asks for diagnostics; else they are sent. */
  readonly pull: boolean;
  /** The client can be asked to ask again. */
  readonly refresh: boolean;
  /** What an earlier run reported. */
  readonly kept?: KeptReports;
}

/** Answers and sends diagnostics: by pull where the client can, else by push, never both. */
export function serveDiagnostics(
  connection: Connection,
  session: Session,
  { pull, refresh, kept }: DiagnosticsOptions,
): void {
  const diagnosticsOf = (uri: string): Diagnostic[] =>
    answerOr(connection, `Diagnostics of ${uri}`, [], () => {
      const snapshot = session.snapshot();
      const document = snapshot.documents.get(uri);
      if (!document) return [];
      const problems = problemsOf(snapshot, uri, session.settings.severities);
      return problems.map((problem) =>
        toDiagnostic(problem, document, snapshot.documents, session.client.pageOf),
      );
    });

  if (!pull) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = new Set<string>();
    const send = (uri: string, diagnostics: Diagnostic[]): void =>
      inBackground(connection, `Sending diagnostics of ${uri}`, () =>
        connection.sendDiagnostics({ uri, diagnostics }),
      );
    const push = async (isGivenUp: { isCancellationRequested: boolean }): Promise<void> => {
      const open = new Set(session.open());
      for (const uri of known) if (!open.has(uri)) send(uri, []);
      known = open;
      for (const uri of open) {
        if (
          !(await answerLater(connection, `Rulesets of ${uri}`, true, () =>
            loadInStrides(session, uri, isGivenUp, true),
          ))
        )
          return;
        send(uri, diagnosticsOf(uri));
      }
    };
    let latest = { isCancellationRequested: false };
    session.onDidChange((by) => {
      clearTimeout(timer);
      const delay = by === undefined || known.has(by) ? PUSH_DELAY : 0;
      // What is pushed is soon pushed anew.
      latest.isCancellationRequested = true;
      const own = { isCancellationRequested: false };
      latest = own;
      timer = setTimeout(() => inBackground(connection, "Sending diagnostics", () => push(own)), delay);
    });
    return;
  }

  const noteAskedAlone = serveWorkspaceDiagnostics(connection, session, diagnosticsOf, kept);
  const unseen = new Set<string>();
  const reportOf = (uri: string, previousResultId: string | undefined): DocumentDiagnosticReport => {
    const resultId = String(session.snapshot().number);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(uri) };
  };
  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) => {
    const uri = keyOf(textDocument.uri);
    unseen.delete(uri);
    noteAskedAlone(uri);
    const items = answerOr(connection, `What is kept of ${uri}`, undefined, () => kept?.of(uri));
    if (items) {
      const resultId = `kept ${session.edition}`;
      return resultId === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
    }
    return answerLater(connection, `Rulesets of ${uri}`, true, () =>
      loadInStrides(session, uri, token, true),
    ).then((isWanted) =>
      isWanted ? reportOf(uri, previousResultId) : cancelled<DiagnosticServerCancellationData>(),
    );
  });
  if (!refresh) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    unseen.clear();
    inBackground(connection, "Asking for a pull", () => connection.languages.diagnostics.refresh());
  };
  // After a change by the user the client asks by itself; after any other it must be asked to. A document that is open without
  // being shown, as one that a rename changed, is not asked for either.
  session.onDidChange((by) => {
    if (by !== undefined) {
      unseen.add(by);
      setTimeout(() => unseen.has(by) && tell(), UNSEEN_DELAY);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(tell, REFRESH_DELAY);
  });
}
