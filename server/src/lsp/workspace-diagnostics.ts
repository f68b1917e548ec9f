import type {
  CancellationToken,
  Connection,
  Diagnostic,
  DiagnosticServerCancellationData,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { answerLater } from "./answer.ts";
import type { KeptReports } from "./kept/kept-reports.ts";
import { loadInStrides } from "./load-in-strides.ts";
import { progressOf } from "./progress.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";
import { cancelled, strides } from "./strides.ts";

/** From how many documents on the first check of a workspace shows how far it is. */
const MANY = 50;

/** Most documents that are remembered as asked for alone: a client that never asks for the workspace settles none. */
const MOST_ALONE = 500;

type Token = Pick<CancellationToken, "isCancellationRequested">;

/**
 * Answers with the diagnostics of all documents. Clients ask again and again: a state that was reported whole is not looked at
 * twice, and a document is reported again only where its diagnostics changed. What the client states to know is not enough:
 * it forgets a document that it closes, and goes on showing what it showed of it.
 * @returns To be called when the client asks for one document alone.
 */
export function serveWorkspaceDiagnostics(
  connection: Connection,
  session: Session,
  diagnosticsOf: (uri: string) => Diagnostic[],
  kept: KeptReports | undefined,
): (uri: string) => void {
  let reported: number | undefined;
  let isFirst = true;
  /** Documents of which problems were reported for the workspace, and those that were asked for alone since. */
  const withProblems = new Set<string>();
  const askedAlone = new Set<string>();
  const isUnsettled = (uri: string): boolean => askedAlone.has(uri) && session.versionOf(uri) === null;

  /** Returns what to call with the diagnostics of each document, and in the end, to report what the client does not know. */
  const reporting = (known: ReadonlyMap<string, string>, report: Report) => {
    const here = new Set<string>();
    const note = (uri: string, items: Diagnostic[], resultId: string): void => {
      report({ kind: "full", uri, version: session.versionOf(uri), resultId, items });
      if (items.length > 0) withProblems.add(uri);
      else withProblems.delete(uri);
      if (isUnsettled(uri)) askedAlone.delete(uri);
    };
    return {
      found(uri: string, items: Diagnostic[]): void {
        here.add(uri);
        const resultId = idOf(items);
        const last = isUnsettled(uri) ? undefined : (known.get(uri) ?? idOf([]));
        if (last !== resultId) note(uri, items, resultId);
      },
      /** What is reported of others is taken back. */
      end(): void {
        for (const uri of new Set([...known.keys(), ...withProblems, ...askedAlone])) {
          const isShown =
            withProblems.has(uri) || isUnsettled(uri) || (known.get(uri) ?? idOf([])) !== idOf([]);
          if (!here.has(uri) && isShown) note(uri, [], idOf([]));
        }
      },
    };
  };

  /** Reports of documents that changed; undefined where it was given up. `report` gets each as soon as it is known. */
  const check = async (
    known: ReadonlyMap<string, string>,
    token: Token,
    report: Report,
  ): Promise<true | undefined> => {
    const { found, end } = reporting(known, report);
    const keptNow = kept?.now();
    if (keptNow) {
      for (const [uri, items] of keptNow) found(uri, [...items]);
      end();
      reported = session.edition;
      return true;
    }
    await session.whenRead();
    const { checksWorkspace } = session.settings;
    if (checksWorkspace && !(await loadInStrides(session, undefined, token))) return undefined;
    const { edition } = session;
    const uris = checksWorkspace ? [...session.snapshot().documents.keys()] : [];
    const progress = isFirst && uris.length > MANY ? await progressOf(connection) : undefined;
    isFirst = false;
    progress?.begin("Falco: checking the workspace", 0);
    const reports = new Map<string, readonly Diagnostic[]>();
    const due = strides();
    try {
      for (const [at, uri] of uris.entries()) {
        const items = diagnosticsOf(uri);
        found(uri, items);
        if (items.length > 0) reports.set(uri, items);
        const turn = due();
        if (!turn) continue;
        progress?.report(Math.round((100 * at) / uris.length));
        await turn;
        if (token.isCancellationRequested) return undefined;
        // What comes after a change is asked for soon.
        if (session.edition !== edition) return true;
      }
    } finally {
      progress?.done();
    }
    end();
    reported = edition;
    if (checksWorkspace) kept?.take(edition, reports);
    return true;
  };

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _workDone, stream) => {
    await session.whenFetched();
    if (token.isCancellationRequested) return cancelled<DiagnosticServerCancellationData>();
    const known = new Map(previousResultIds.map(({ uri, value }) => [keyOf(uri), value]));
    const isSettled = ![...askedAlone].some(isUnsettled);
    if (reported === session.edition && known.size > 0 && isSettled) return { items: [] };
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const isDone = await answerLater(connection, "Diagnostics of the workspace", true as const, () =>
      check(known, token, (one) => (stream ? stream.report({ items: [one] }) : items.push(one))),
    );
    return isDone ? { items } : cancelled<DiagnosticServerCancellationData>();
  });
  return (uri) => {
    askedAlone.delete(uri);
    askedAlone.add(uri);
    const [oldest] = askedAlone;
    if (askedAlone.size > MOST_ALONE && oldest !== undefined) askedAlone.delete(oldest);
  };
}

type Report = (one: WorkspaceDocumentDiagnosticReport) => void;

/** The same for the same diagnostics. */
function idOf(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}:${sum}`;
}
