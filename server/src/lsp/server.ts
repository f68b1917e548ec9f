import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { hostOf } from "../hosts/all-hosts.ts";
import { prepareGrammar } from "../syntax/condition/parse.ts";
import { answerOr, logError } from "./answer.ts";
import { readOffers } from "./client-offers.ts";
import { serveDiagnostics } from "./diagnostics.ts";
import { FEATURES, serveFeatures } from "./features.ts";
import { CANDIDATE_GLOB, type Files } from "./files.ts";
import {
  FILE_KIND,
  type FileKindParams,
  STATUS,
  STATUS_CHANGED,
  type Status,
  type StatusParams,
  TRUSTED,
} from "./protocol.ts";
import { serveMigrations } from "./migrations.ts";
import { createSession, pathOf, type Session } from "./session.ts";
import { statusOf } from "./status.ts";
import { onFault } from "../text/isolated.ts";

/** Answers requests on the connection until it closes. `filesOf` gives access to files that no editor has open. */
export function startServer(connection: Connection, filesOf: (connection: Connection) => Files): void {
  onFault(({ what, error }) => logError(connection, what, error));
  const session = createSession(connection, filesOf(connection));
  connection.onInitialize((params) => {
    const { textDocument, workspace } = params.capabilities;
    const pull = textDocument?.diagnostic !== undefined;
    session.client = readOffers(params.initializationOptions, params.capabilities);
    serveDiagnostics(connection, session, { pull, refresh: workspace?.diagnostics?.refreshSupport === true });
    connection.onInitialized(() => void begin(connection, session, params));
    return {
      serverInfo: { name: "falco-language-server" },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(pull && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...FEATURES,
      },
    };
  });
  serveFeatures(connection, session);
  connection.onRequest(FILE_KIND, ({ uri, text }: FileKindParams) =>
    answerOr(connection, `Kind of ${uri}`, "other", () => {
      const path = pathOf(uri);
      // The client asks for what is YAML; a document that was never saved has no ending that says so.
      const host = hostOf(/\.[^/]+$/.test(path) ? path : `${path}.yaml`, text)?.id;
      return host === "rules" || host === "config" ? host : "other";
    }),
  );
  connection.onRequest(STATUS, (params: StatusParams) => statusOf(session, params));
  serveMigrations(connection, session);
  connection.listen();
}

async function begin(connection: Connection, session: Session, params: InitializeParams): Promise<void> {
  const { workspace } = params.capabilities;
  const asksSettings = workspace?.configuration === true;
  const readSettings = async (): Promise<void> => {
    if (asksSettings) await session.setSettings(await connection.workspace.getConfiguration("falco"));
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    if (asksSettings) void readSettings();
    else void session.setSettings((settings as { falco?: unknown } | undefined)?.falco);
  });
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    void connection.client.register(DidChangeConfigurationNotification.type, { section: "falco" });
  }
  connection.onDidChangeWatchedFiles((changes) => void session.filesChanged(changes));
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: CANDIDATE_GLOB }],
    });
  }
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) session.forgetFolder(uri);
      void readFolders(
        connection,
        session,
        added.map(({ uri }) => uri),
      );
    });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onDidChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void connection.sendNotification(STATUS_CHANGED), 300);
  });
  await readFolders(
    connection,
    session,
    (params.workspaceFolders ?? []).map(({ uri }) => uri),
  );
  await (asksSettings ? readSettings() : session.readDefaultRules());
  connection.onNotification(TRUSTED, () => {
    session.client = { ...session.client, trusted: true };
    void session.readDefaultRules();
  });
  connection.console.info(summaryOf(statusOf(session, {})));
  setTimeout(prepareGrammar, IDLE);
}

/** Milliseconds after which a server that has just started is taken to be idle. */
const IDLE = 50;

/** Shows how far it is, where the client shows such things. */
async function readFolders(connection: Connection, session: Session, uris: readonly string[]): Promise<void> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin("Reading Falco's files", 0);
  try {
    await session.readFolders(uris, (done, total) =>
      progress.report(Math.round((100 * done) / total), `${done} of ${total} files`),
    );
  } finally {
    progress.done();
  }
}

function summaryOf({ files, rulesets, target, targetOrigin }: Status): string {
  return `Falco language server: ${files} files with something of Falco's, ${rulesets.length} rulesets, checked for Falco ${target}, ${targetOrigin}.`;
}
