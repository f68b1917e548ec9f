import {
  type Connection,
  type ConnectionOptions,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { renamedPaths } from "../features/file-renames.ts";
import { hostOf } from "../hosts/all-hosts.ts";
import { PROJECT_FILE, type ProjectFile, readProjectFile, withProject } from "../project/project-file.ts";
import { VERSION } from "../project/product-version.ts";
import { prepareGrammar } from "../syntax/condition/parse.ts";
import { answerLater, answerOr, inBackground, logError } from "./answer.ts";
import { progressOf } from "./progress.ts";
import { readFetchedRules, readOffers } from "./client-offers.ts";
import { toWorkspaceEdit } from "./convert.ts";
import { serveDiagnostics } from "./diagnostics.ts";
import { FEATURES, serveFeatures } from "./features.ts";
import { Gate } from "./gate.ts";
import { LISTED_GLOB, type Files } from "./files.ts";
import {
  FETCHED_RULES,
  INSTALLED_CATALOG,
  type InstalledCatalog,
  FILE_KIND,
  type FileKindParams,
  STATUS,
  STATUS_CHANGED,
  type Status,
  type StatusParams,
  TRUSTED,
} from "./protocol.ts";
import { KeptReports } from "./kept/kept-reports.ts";
import type { KeptTexts } from "./kept/kept-texts.ts";
import { serveMigrations } from "./migrations.ts";
import { serveRealFalco } from "./real-falco.ts";
import { Session } from "./session/session.ts";
import { keyOf, pathOf } from "./session/uris.ts";
import { statusOf } from "./status.ts";
import { serveAlertExceptions } from "./testing/alert-exceptions.ts";
import { hasLenses, serveCodeLenses } from "./testing/code-lenses.ts";
import { serveEvaluation } from "./testing/serve-evaluation.ts";
import { serveTests } from "./testing/serve-tests.ts";
import { serveViews } from "./views/serve-views.ts";
import { onFault } from "../text/isolated.ts";

/**
 * Answers requests on a connection until it closes. `filesOf` gives access to files that no editor has open, and `texts` is what
 * an earlier run may have left.
 */
export function startServer(
  connect: (options: ConnectionOptions) => Connection,
  filesOf: (connection: Connection) => Files,
  texts?: KeptTexts,
): void {
  const gate = new Gate();
  const connection = connect(gate.options);
  onFault(({ what, error }) => logError(connection, what, error));
  const files = filesOf(connection);
  const session = new Session(connection, files, texts?.hashOf);
  const kept = texts && new KeptReports(session, texts);
  gate.settle = (then) =>
    inBackground(connection, "Reading a long text", () => session.settle().finally(then));
  connection.onInitialize((params) => {
    const { textDocument, workspace } = params.capabilities;
    const pull = textDocument?.diagnostic !== undefined;
    session.client = readOffers(params.initializationOptions, params.capabilities);
    const refresh = workspace?.diagnostics?.refreshSupport === true;
    serveDiagnostics(connection, session, { pull, refresh, ...(kept && { kept }) });
    connection.onInitialized(() =>
      inBackground(connection, "Starting", () => begin(connection, session, files, params)),
    );
    return {
      serverInfo: { name: "falco-language-server", version: VERSION },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(pull && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }),
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: { filters: [{ pattern: { glob: "**/*.{yaml,yml}" } }] } },
        },
        ...FEATURES,
        ...(hasLenses(session) && { codeLensProvider: {} }),
      },
    };
  });
  serveFeatures(connection, session);
  connection.onRequest(FILE_KIND, ({ uri, text }: FileKindParams) =>
    answerOr(connection, `Kind of ${uri}`, "other", () => {
      const path = pathOf(uri);
      // The client asks for what is YAML; a document that was never saved has no ending that says so.
      const host = hostOf(/\.[^/.]+$/.test(path) ? path : `${path}.yaml`, text)?.id;
      return host === "rules" || host === "config" ? host : "other";
    }),
  );
  connection.onShutdown(() =>
    answerOr(connection, "Keeping what was reported", undefined, () => kept?.store()),
  );
  connection.onRequest(STATUS, (params: StatusParams) => statusOf(session, params ?? {}));
  connection.workspace.onWillRenameFiles(({ files: renamed }) =>
    answerOr(connection, "Paths of renamed files", null, () => {
      const snapshot = session.snapshot();
      const renames = renamed.map(({ oldUri, newUri }) => ({ from: keyOf(oldUri), to: keyOf(newUri) }));
      const edits = renamedPaths(snapshot, renames);
      return edits.length > 0 ? toWorkspaceEdit(edits, snapshot.documents) : null;
    }),
  );
  serveMigrations(connection, session);
  serveRealFalco(connection, session);
  serveTests(connection, session);
  serveEvaluation(connection, session);
  serveAlertExceptions(connection, session);
  serveCodeLenses(connection, session);
  serveViews(connection, session);
  connection.listen();
}

async function begin(
  connection: Connection,
  session: Session,
  files: Files,
  params: InitializeParams,
): Promise<void> {
  const { workspace } = params.capabilities;
  const asksSettings = workspace?.configuration === true;
  const initial = sectionOf(params.initializationOptions);
  let pushed: unknown;
  const readSettings = async (): Promise<void> => {
    const section = (asksSettings ? await settingsOf(connection) : undefined) ?? pushed ?? initial;
    await session.setSettings(withProject(section, await projectOf(session, files)));
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    pushed = sectionOf(settings);
    inBackground(connection, "Reading the settings", readSettings);
  });
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    inBackground(connection, "Registering for settings", () =>
      connection.client.register(DidChangeConfigurationNotification.type, { section: "falco" }),
    );
  }
  connection.onDidChangeWatchedFiles((event) =>
    inBackground(connection, "Reading changed files", async () => {
      await session.filesChanged(event);
      if (event.changes.some(({ uri }) => String(uri).endsWith(`/${PROJECT_FILE}`))) await readSettings();
    }),
  );
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    inBackground(connection, "Registering for changes of files", () =>
      connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: LISTED_GLOB }],
      }),
    );
  }
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((change) =>
      inBackground(connection, "Changing the folders", async () => {
        for (const { uri } of change.removed) session.forgetFolder(uri);
        const added = change.added.map(({ uri }) => uri);
        await readFolders(connection, session, added);
      }),
    );
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onDidChange(() => {
    clearTimeout(timer);
    timer = setTimeout(
      () => inBackground(connection, "Telling the status", () => connection.sendNotification(STATUS_CHANGED)),
      300,
    );
  });
  // Clients without workspace folders have one root.
  const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  await answerLater(connection, "Reading the folders", undefined, () =>
    readFolders(connection, session, roots, () =>
      answerLater(connection, "Reading the settings", undefined, readSettings),
    ),
  );
  connection.onNotification(TRUSTED, () => {
    session.client = { ...session.client, trusted: true };
    inBackground(connection, "Reading the settings", readSettings);
  });
  connection.onNotification(FETCHED_RULES, (rules: unknown) => {
    session.client = { ...session.client, fetchedRules: readFetchedRules(rules) };
    inBackground(connection, "Reading the default rules", () => session.readNamedFiles());
  });
  connection.onNotification(INSTALLED_CATALOG, (installed: InstalledCatalog) => {
    session.client = { ...session.client, installed };
    inBackground(connection, "Reading the installed Falco's fields", () => session.readNamedFiles());
  });
  await session.settle();
  connection.console.info(summaryOf(statusOf(session, {})));
  setTimeout(prepareGrammar, IDLE);
}

/** Milliseconds after which a server that has just started is taken to be idle. */
const IDLE = 50;

/** Shows how far it is, where the client shows such things; nothing waits for its answer. */
async function readFolders(
  connection: Connection,
  session: Session,
  uris: readonly string[],
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const asked = progressOf(connection);
  let progress: Awaited<typeof asked>;
  let isDone = false;
  inBackground(connection, "Showing progress", async () => {
    progress = await asked;
    progress?.begin("Reading Falco's files", 0);
    if (isDone) progress?.done();
  });
  try {
    const report = (done: number, total: number): void =>
      progress?.report(Math.round((100 * done) / total), `${done} of ${total} files`);
    await session.readFolders(uris, report, meanwhile);
  } finally {
    isDone = true;
    progress?.done();
  }
}

/** The project file of the first folder. Until the workspace is trusted, it names no file to read. */
async function projectOf(session: Session, files: Files): Promise<ProjectFile> {
  const [folder] = session.folders();
  const uri = folder === undefined ? undefined : `${folder.replace(/\/$/, "")}/${PROJECT_FILE}`;
  const text = uri === undefined ? undefined : await files.readFile(uri, session.folders());
  const project = readProjectFile(text ?? "");
  const { defaultRules, ...values } = project.values;
  return session.client.trusted ? project : { ...project, values };
}

/** Our section of settings that a client sends by itself. */
function sectionOf(settings: unknown): unknown {
  return (settings as { falco?: unknown } | undefined | null)?.falco ?? undefined;
}

/** The settings as the client has them; none where it does not say. */
async function settingsOf(connection: Connection): Promise<unknown> {
  try {
    return await connection.workspace.getConfiguration("falco");
  } catch (error) {
    logError(connection, "The client did not give its settings", error);
    return undefined;
  }
}

function summaryOf({ files, rulesets, target, targetOrigin }: Status): string {
  return `Falco language server: ${files} Falco files, ${rulesets.length} rulesets, checked for Falco ${target}, ${targetOrigin}.`;
}
