import { type Connection, type DidChangeWatchedFilesParams, FileChangeType } from "vscode-languageserver";
import { readVersion } from "../../catalog/version.ts";
import type { Settings } from "../../model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../../model/workspace/workspace.ts";
import { type ClientSettings, NO_SETTINGS, readSettings } from "../../project/settings.ts";
import { type ClientOffers, NO_OFFERS } from "../client-offers.ts";
import { type Files, isCandidate } from "../files.ts";
import { sharedSteps, type Steps } from "../../model/steps.ts";
import { toEnd } from "../../text/to-end.ts";
import { othersTurn, strides } from "../strides.ts";
import { DocumentStore } from "./document-store.ts";
import { loadDefaultRules, loadPluginFiles } from "./named-files.ts";
import { Scope } from "./scope.ts";
import { keyOf, pathOf } from "./uris.ts";

/** Files that are read at once. */
const BATCH = 32;

/** Open documents, closed files, settings: the only place on the server where something changes. */
export class Session {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #scope = new Scope();
  readonly #store: DocumentStore;
  readonly #workspace = createWorkspace();
  readonly #listeners: ((by?: string) => void)[] = [];
  #settings = NO_SETTINGS;
  #snapshot: Snapshot | undefined;
  #making = this.#begin();
  #changes = 0;

  /** Set when the client has said it. */
  client: ClientOffers = NO_OFFERS;

  constructor(connection: Connection, files: Files) {
    this.#connection = connection;
    this.#files = files;
    const bounds = () => ({ maxLength: this.#settings.maxLength, trusted: this.client.trusted });
    this.#store = new DocumentStore(connection, files, this.#scope, bounds, (by) => this.#changed(by));
  }

  get settings(): ClientSettings {
    return this.#settings;
  }

  /** Uris of the workspace's folders. */
  folders(): readonly string[] {
    return this.#scope.folders;
  }

  /** Uris of the documents that the editor has open. */
  open(): readonly string[] {
    return this.#store.open();
  }

  /** The version of a document that the editor has open, else null. */
  versionOf(uri: string): number | null {
    return this.#store.versionOf(uri);
  }

  /** The state of everything now; the same object until something changes. */
  snapshot(): Snapshot {
    this.#snapshot ??= toEnd(this.#making());
    return this.#snapshot;
  }

  /** Makes the snapshot in strides, so that it is there when it is asked for. */
  async settle(): Promise<void> {
    const due = strides(performance.now());
    while (!this.#snapshot) {
      const making = this.#making;
      const steps = making();
      while (making === this.#making && !this.#snapshot) {
        const step = steps.next();
        if (step.done) this.#snapshot = step.value;
        else {
          const turn = due();
          if (turn) await turn;
        }
      }
    }
  }

  /** What all who ask for the next snapshot share; another after each change. */
  #begin(): () => Steps<Snapshot> {
    const making = function* (this: Session): Steps<Snapshot> {
      yield* this.#store.reading();
      // The store's copy: files are read while a snapshot is asked about, and it never changes.
      return yield* this.#workspace.making(this.#store.all(), this.#workspaceSettings(), this.#scope.listing);
    };
    return sharedSteps(making.bind(this));
  }

  /** How many characters a document has that the editor has open, else 0. */
  lengthOf(uri: string): number {
    return this.#store.lengthOf(uri);
  }

  /** How many changes there were; undefined when a question was asked since the last one. */
  get unseenChanges(): number | undefined {
    return this.#snapshot ? undefined : this.#changes;
  }

  /** Reads the closed files of these folders. Resolves when all are read; reports progress now and then. */
  async readFolders(
    folderUris: readonly string[],
    report?: (done: number, total: number) => void,
  ): Promise<void> {
    const folders = folderUris.map(keyOf);
    for (const folder of folders) this.#scope.addFolder(folder);
    const listed = await Promise.all(folders.map((folder) => this.#files.listFiles(folder)));
    for (const [at, folder] of folders.entries()) this.#scope.setListed(folder, listed[at] ?? []);
    const uris = [...new Set(listed.flat().map(keyOf))].filter(
      (uri) => isRead(uri) && !this.#store.isOpen(uri),
    );
    for (let at = 0; at < uris.length; at += BATCH) {
      report?.(at, uris.length);
      await Promise.all(uris.slice(at, at + BATCH).map((uri) => this.#store.readClosed(uri)));
      await othersTurn();
    }
    this.#changed();
  }

  forgetFolder(folderUri: string): void {
    this.#scope.removeFolder(keyOf(folderUri));
    this.#store.forgetUnkept();
    this.#changed();
  }

  async filesChanged({ changes }: DidChangeWatchedFilesParams): Promise<void> {
    const counted = this.#scope.filesChanged(changes.map(({ uri, type }) => ({ uri: keyOf(uri), type })));
    const closed = counted.filter(({ uri }) => !this.#store.isOpen(uri));
    for (const { uri, type } of closed) {
      if (type === FileChangeType.Deleted) this.#store.forget([uri]);
      else if (isRead(uri)) await this.#store.readClosed(uri);
    }
    if (closed.length > 0) this.#changed();
  }

  /** Reads Falco's default rules and the descriptions of plugins anew. */
  async readNamedFiles(): Promise<void> {
    const said = () => ({ client: this.client, settings: this.#settings });
    await loadDefaultRules(this.#files, this.#scope, this.#store, said);
    await loadPluginFiles(this.#scope, this.#store, said());
    this.#changed();
  }

  /** Resolves when what the settings name is read. */
  async setSettings(section: unknown): Promise<void> {
    const [folder] = this.#scope.folders;
    this.#settings = readSettings(section, folder === undefined ? undefined : pathOf(folder));
    for (const problem of this.#settings.problems) this.#connection.console.warn(problem);
    await this.readNamedFiles();
  }

  /** Calls back after each change. `by` is the document that the user changed, if it was one. */
  onDidChange(listener: (by?: string) => void): void {
    this.#listeners.push(listener);
  }

  /** The release that is installed is the one to check for, where no setting names another. */
  #workspaceSettings(): Settings {
    const { workspace } = this.#settings;
    const { defaultRules, pluginFiles } = this.#scope;
    const installed = readVersion(this.client.installed.target ?? "");
    return {
      ...workspace,
      ...(workspace.target === undefined && installed && { target: installed }),
      defaultRules: [...defaultRules.keys()],
      defaultRulesVersions: new Map(
        [...defaultRules].flatMap(([uri, version]) => (version ? [[uri, version]] : [])),
      ),
      pluginFiles,
    };
  }

  #changed(by?: string): void {
    this.#snapshot = undefined;
    this.#making = this.#begin();
    this.#changes++;
    for (const listener of this.#listeners) listener(by);
  }
}

/** Of a copy only the name counts. */
function isRead(uri: string): boolean {
  return isCandidate(pathOf(uri));
}
