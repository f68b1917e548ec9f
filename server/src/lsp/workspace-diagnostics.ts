import type {
  CancellationToken,
  Connection,
  Diagnostic,
  DiagnosticServerCancellationData,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { answerLater } from "./answer.ts";
import { loadInStrides } from "./load-in-strides.ts";
import { progressOf } from "./progress.ts";
import type { Session } from "./session.ts";
import { cancelled, othersTurn } from "./strides.ts";

/** From how many documents on the first check of a workspace shows how far it is. */
const MANY = 50;

type Token = Pick<CancellationToken, "isCancellationRequested">;

/**
 * Answers with the diagnostics of all documents. Clients ask again and again: a state that was reported whole is not looked at
 * twice, and a document is reported again only where its diagnostics changed.
 */
export function serveWorkspaceDiagnostics(
  connection: Connection,
  session: Session,
  diagnosticsOf: (uri: string) => Diagnostic[],
): void {
  let reported: Snapshot | undefined;
  let isFirst = true;

  /** Reports of documents that changed; undefined where it was given up. `report` gets each as soon as it is known. */
  const check = async (
    known: ReadonlyMap<string, string>,
    token: Token,
    report: (one: WorkspaceDocumentDiagnosticReport) => void,
  ): Promise<true | undefined> => {
    const { checksWorkspace } = session.settings;
    if (checksWorkspace && !(await loadInStrides(session, undefined, token))) return undefined;
    const snapshot = session.snapshot();
    const uris = checksWorkspace ? [...snapshot.documents.keys()] : [];
    const progress = isFirst && uris.length > MANY ? await progressOf(connection) : undefined;
    isFirst = false;
    progress?.begin("Falco: checking the workspace", 0);
    try {
      for (const [at, uri] of uris.entries()) {
        const items = diagnosticsOf(uri);
        const resultId = idOf(items);
        if ((known.get(uri) ?? idOf([])) !== resultId)
          report({ kind: "full", uri, version: session.versionOf(uri), resultId, items });
        progress?.report(Math.round((100 * at) / uris.length));
        await othersTurn();
        if (token.isCancellationRequested) return undefined;
        // What comes after a change is asked for soon.
        if (session.snapshot() !== snapshot) return true;
      }
    } finally {
      progress?.done();
    }
    for (const [uri, resultId] of known)
      if (!uris.includes(uri) && resultId !== idOf([]))
        report({ kind: "full", uri, version: null, resultId: idOf([]), items: [] });
    reported = snapshot;
    return true;
  };

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _workDone, stream) => {
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    if (reported === session.snapshot() && known.size > 0) return { items: [] };
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const isDone = await answerLater(connection, "Diagnostics of the workspace", true as const, () =>
      check(known, token, (one) => (stream ? stream.report({ items: [one] }) : items.push(one))),
    );
    return isDone ? { items } : cancelled<DiagnosticServerCancellationData>();
  });
}

/** The same for the same diagnostics. */
function idOf(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}:${sum}`;
}
