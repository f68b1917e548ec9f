import {
  type Connection,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { readVersion, type Version } from "../catalog/version.ts";
import { rulesFile } from "../hosts/formats/rules-file.ts";
import { type Document, readDocument } from "../hosts/document.ts";
import { type ClientSettings, NO_SETTINGS, readSettings } from "../project/settings.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../model/workspace/workspace.ts";
import type { WorkspaceFiles } from "../model/workspace/workspace-files.ts";
import { inBackground } from "./answer.ts";
import { type ClientOffers, NO_OFFERS } from "./client-offers.ts";
import { readDefaultRules, readFetchedOrInstalled, uriOf } from "./default-rules.ts";
import { type Files, isCandidate, isListed, isLookedInto, MAX_FILES, mayBeOurs } from "./files.ts";
import { othersTurn } from "./strides.ts";

/** Open documents, closed files, settings: the only place on the server where something changes. */
export interface Session {
  readonly settings: ClientSettings;
  /** Set when the client has said it. */
  client: ClientOffers;
  /** Uris of the documents that the editor has open. */
  open(): readonly string[];
  /** The version of a document that the editor has open, else null. */
  readonly versionOf: (uri: string) => number | null;
  /** Uris of the workspace's folders. */
  folders(): readonly string[];
  /** The state of everything now; the same object until something changes. */
  snapshot(): Snapshot;
  /** Reads the closed files of these folders. Resolves when all are read; reports progress now and then. */
  readFolders(folderUris: readonly string[], report?: (done: number, total: number) => void): Promise<void>;
  forgetFolder(folderUri: string): void;
  filesChanged(params: DidChangeWatchedFilesParams): Promise<void>;
  /** Reads Falco's default rules anew, from where the settings say or from where Falco installs them. */
  readDefaultRules(): Promise<void>;
  /** Resolves when what the settings name is read. */
  setSettings(section: unknown): Promise<void>;
  /** Calls back after each change. `by` is the document that the user changed, if it was one. */
  onDidChange(listener: (by?: string) => void): void;
}

/** From how many characters on a closed file is read in a turn of its own. */
const LONG = 50_000;

export function createSession(connection: Connection, files: Files): Session {
  const workspace = createWorkspace();
  const opened = new TextDocuments(TextDocument);
  const documents = new Map<string, Document>();
  const folders = new Set<string>();
  /** Paths of all candidates in the folders, read or not, and the folders of which none is left out. */
  let listing: WorkspaceFiles = { roots: [], paths: new Set() };
  const listeners: ((by?: string) => void)[] = [];
  let settings = NO_SETTINGS;
  let defaultRules: readonly string[] = [];
  let pluginFiles: readonly string[] = [];
  let defaultRulesVersions: ReadonlyMap<string, Version> = new Map();
  let snapshot: Snapshot | undefined;

  const isOpen = (uri: string): boolean => opened.keys().some((one) => keyOf(one) === uri);
  const changed = (by?: string): void => {
    snapshot = undefined;
    for (const listener of listeners) listener(by);
  };

  const told = new Set<string>();
  /** Whether a file is left out for its length, which the log says once. Rules files may be longer than others. */
  const isTooLong = (uri: string, text: string): boolean => {
    const { maxLength } = settings;
    const isLong =
      text.length > maxLength / 5 && (text.length > maxLength || !rulesFile.matches(pathOf(uri), text));
    if (isLong && told.size < told.add(uri).size)
      connection.console.warn(
        `${pathOf(uri)} is larger than \`falco.maxFileSize\` allows and is not checked.`,
      );
    return isLong;
  };

  const readOpened = ({ document }: { readonly document: TextDocument }): void => {
    const { languageId } = document;
    const uri = keyOf(document.uri);
    const as = pluginFiles.includes(uri) ? "plugin" : KINDS.get(languageId);
    const text = document.getText();
    if (isTooLong(uri, text)) documents.delete(uri);
    else documents.set(uri, readDocument(uri, pathOf(uri), text, documents.get(uri), as && { as }));
    changed(uri);
  };

  const readClosed = async (uri: string): Promise<void> => {
    // The default rules may lie anywhere, and behind links; what is the workspace's lies in it.
    const isTrusted = session.client.trusted && pluginFiles.includes(uri);
    const within = isTrusted || defaultRules.includes(uri) ? undefined : [...folders];
    const text = await files.readFile(uri, within, settings.maxLength);
    // Many files come at once, and a long one takes as long as many.
    if (text !== undefined && text.length > LONG) await othersTurn();
    // The user may have opened the file while it was read, and what the editor shows counts, or closed its folder.
    if (isOpen(uri) || !isKept(uri)) return;
    const as = pluginFiles.includes(uri) ? ("plugin" as const) : undefined;
    const document =
      text !== undefined && (as || mayBeOurs(pathOf(uri), text)) && !isTooLong(uri, text)
        ? readDocument(uri, pathOf(uri), text, documents.get(uri), as && { as })
        : undefined;
    if (document?.host === undefined) documents.delete(uri);
    else documents.set(uri, document);
  };

  // A document that is opened reports its content as a change too.
  opened.onDidChangeContent(readOpened);
  opened.onDidClose(({ document }) => {
    const uri = keyOf(document.uri);
    documents.delete(uri);
    if (isKept(uri)) inBackground(connection, `Reading ${uri}`, () => readClosed(uri).then(() => changed()));
    changed();
  });
  opened.listen(connection);

  const isInFolder = (uri: string): boolean => [...folders].some((folder) => isBelow(uri, folder));
  const isKept = (uri: string): boolean =>
    isInFolder(uri) || defaultRules.includes(uri) || pluginFiles.includes(uri);
  /** Reads the files that the settings name as descriptions of plugins; those outside of the folders once these are trusted. */
  const loadPluginFiles = async (): Promise<void> => {
    const [folder] = folders;
    const before = pluginFiles;
    const { fields } = session.client.installed;
    const named = settings.pluginFiles.map((path) => keyOf(uriOf(path, folder)));
    if (fields !== undefined) named.push(keyOf(fields));
    pluginFiles = named.filter((uri) => session.client.trusted || isInFolder(uri));
    for (const uri of before) if (!isKept(uri) && !isOpen(uri)) documents.delete(uri);
    await Promise.all(pluginFiles.filter((uri) => !isOpen(uri)).map(readClosed));
  };
  const loadDefaultRules = async (): Promise<void> => {
    const [folder] = folders;
    const path = settings.defaultRules;
    const { trusted, fetchedRules } = session.client;
    const found =
      path !== undefined
        ? await readDefaultRules(files, path, folder)
        : trusted
          ? await readFetchedOrInstalled(files, fetchedRules)
          : [];
    // Settings and what was fetched may have changed again while the files were read.
    if (settings.defaultRules !== path || session.client.fetchedRules !== fetchedRules) return;
    // Anyone who works on what is installed works on rules of their own.
    const texts = path === undefined ? found.filter(({ uri }) => !isInFolder(keyOf(uri))) : found;
    defaultRulesVersions = new Map(
      texts.flatMap(({ uri, version }) => (version ? [[keyOf(uri), version]] : [])),
    );
    const before = defaultRules;
    defaultRules = texts.map(({ uri }) => keyOf(uri));
    for (const uri of before) if (!isKept(uri) && !isOpen(uri)) documents.delete(uri);
    for (const { uri, text } of texts) {
      const key = keyOf(uri);
      if (!isOpen(key))
        documents.set(key, readDocument(key, pathOf(key), text, documents.get(key), { as: "rules" }));
    }
  };

  /** The release that is installed is the one to check for, where no setting names another. */
  const withInstalled = (own: Settings): Settings => {
    const target = readVersion(session.client.installed.target ?? "");
    return own.target === undefined && target !== undefined ? { ...own, target } : own;
  };

  const session: Session = {
    client: NO_OFFERS,
    get settings() {
      return settings;
    },
    folders: () => [...folders],
    open: () => opened.keys().map(keyOf),
    versionOf: (uri) => opened.all().find((document) => keyOf(document.uri) === uri)?.version ?? null,
    snapshot() {
      // A copy: files are read while a snapshot is asked about, and it never changes.
      snapshot ??= workspace.snapshot(
        new Map(documents),
        { ...withInstalled(settings.workspace), defaultRules, defaultRulesVersions, pluginFiles },
        listing,
      );
      return snapshot;
    },
    async readFolders(given, report) {
      const folderUris = given.map(keyOf);
      for (const folder of folderUris) folders.add(folder);
      const listed = await Promise.all(folderUris.map((folder) => files.listFiles(folder)));
      const whole = folderUris.filter((_, at) => (listed[at]?.length ?? 0) < MAX_FILES);
      listing = {
        roots: [...new Set([...listing.roots, ...whole.map(pathOf)])],
        paths: new Set([...listing.paths, ...listed.flat().map(pathOf)]),
      };
      const uris = [...new Set(listed.flat().map(keyOf))].filter((uri) => isRead(uri) && !isOpen(uri));
      for (let at = 0; at < uris.length; at += 32) {
        report?.(at, uris.length);
        await Promise.all(uris.slice(at, at + 32).map(readClosed));
        await othersTurn();
      }
      changed();
    },
    forgetFolder(given) {
      const folderUri = keyOf(given);
      folders.delete(folderUri);
      listing = { ...listing, roots: listing.roots.filter((root) => root !== pathOf(folderUri)) };
      for (const uri of [...documents.keys()])
        if (isBelow(uri, folderUri) && !isOpen(uri) && !isKept(uri)) documents.delete(uri);
      changed();
    },
    async filesChanged({ changes }) {
      const watched = changes.filter(({ uri }) => isWatched(keyOf(uri)) && isKept(keyOf(uri)));
      if (watched.some(({ type }) => type !== FileChangeType.Changed)) {
        const paths = new Set(listing.paths);
        for (const { uri, type } of watched)
          type === FileChangeType.Deleted ? paths.delete(pathOf(uri)) : paths.add(pathOf(uri));
        listing = { ...listing, paths };
      }
      const closed = watched
        .map(({ uri, type }) => ({ uri: keyOf(uri), type }))
        .filter(({ uri }) => !isOpen(uri));
      for (const { uri, type } of closed) {
        if (type === FileChangeType.Deleted) documents.delete(uri);
        else if (isRead(uri)) await readClosed(uri);
      }
      if (closed.length > 0) changed();
    },
    async readDefaultRules() {
      await loadDefaultRules();
      await loadPluginFiles();
      changed();
    },
    async setSettings(section) {
      const [folder] = folders;
      settings = readSettings(section, folder === undefined ? undefined : pathOf(folder));
      for (const problem of settings.problems) connection.console.warn(problem);
      await loadDefaultRules();
      await loadPluginFiles();
      changed();
    },
    onDidChange: (listener) => void listeners.push(listener),
  };
  return session;
}

/** What documents of our languages are, whatever they are called. */
const KINDS: ReadonlyMap<string, "rules" | "config" | "tests"> = new Map([
  ["falco-rules", "rules"],
  ["falco-config", "config"],
  ["falco-test", "tests"],
]);

/** A uri as it is known here: editors differ in which characters they escape. */
export function keyOf(uri: string): string {
  return parsedUri(uri)?.toString() ?? String(uri);
}

/** The path of a uri, decoded and with forward slashes. */
export function pathOf(uri: string): string {
  return parsedUri(uri)?.path ?? String(uri);
}

/** Undefined for what is not one, which clients send too. */
function parsedUri(uri: string): URI | undefined {
  try {
    return URI.parse(uri);
  } catch {
    return undefined;
  }
}

function isBelow(uri: string, folderUri: string): boolean {
  return uri.startsWith(folderUri.endsWith("/") ? folderUri : `${folderUri}/`);
}

/** Of a copy only the name counts. */
function isRead(uri: string): boolean {
  return isCandidate(pathOf(uri));
}

function isWatched(uri: string): boolean {
  const path = pathOf(uri);
  return isListed(path) && path.split("/").every(isLookedInto);
}
