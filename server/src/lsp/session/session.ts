import { type Connection, type DidChangeWatchedFilesParams, FileChangeType } from "vscode-languageserver";
import { readVersion } from "../../catalog/version.ts";
import type { Settings } from "../../model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../../model/workspace/workspace.ts";
import { type ClientSettings, NO_SETTINGS, readSettings } from "../../project/settings.ts";
import { type ClientOffers, NO_OFFERS } from "../client-offers.ts";
import { type Files, isCandidate, MAX_FILE_BYTES } from "../files.ts";
import { sharedSteps, type Steps } from "../../model/steps.ts";
import { toEnd } from "../../text/to-end.ts";
import { nextMoment, strides, toEndInStrides } from "../strides.ts";
import { DocumentStore, type HashOf } from "./document-store.ts";
import { loadDefaultRules, loadPluginFiles } from "./named-files.ts";
import { Scope } from "./scope.ts";
import { keyOf, pathOf } from "./uris.ts";

/** Files that are fetched at once. */
const AT_ONCE = 32;

/** Of a kind, in a file: as many as VS Code shows of all kinds. */
const MOST_PROBLEMS = 1000;

/** Open documents, closed files, settings: the only place on the server where something changes. */
export class Session {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #hashOf: HashOf | undefined;
  readonly #scope = new Scope();
  readonly #store: DocumentStore;
  readonly #workspace = createWorkspace();
  readonly #listeners: ((by?: string) => void)[] = [];
  #settings = NO_SETTINGS;
  #snapshot: Snapshot | undefined;
  #making = this.#begin();
  #changes = 0;
  #edition = 0;
  /** Changes that have begun and not ended: what is there now may be neither the state before nor the one after. */
  #under = 0;
  #isConfigured = false;
  /** Files were read, or left out, by another bound than the one that holds now. */
  #isOverdue = false;
  /** Until the files of the folders are fetched and read. */
  #fetching: Promise<unknown> = Promise.resolve();
  #reading: Promise<unknown> = Promise.resolve();
  #isReading = false;

  /** Set when the client has said it. */
  client: ClientOffers = NO_OFFERS;

  /** `hashOf` where what the answers depend on is asked for. */
  constructor(connection: Connection, files: Files, hashOf?: HashOf) {
    this.#hashOf = hashOf;
    this.#connection = connection;
    this.#files = files;
    const bounds = () => ({
      // Files are fetched before it is known how long they may be.
      maxLength: this.#isConfigured ? this.#settings.maxLength : MAX_FILE_BYTES,
      trusted: this.client.trusted,
    });
    this.#store = new DocumentStore(
      connection,
      files,
      this.#scope,
      bounds,
      (by) => this.#changed(by),
      hashOf,
    );
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
    return sharedSteps(() => this.#makingNext());
  }

  *#makingNext(): Steps<Snapshot> {
    yield* this.#store.reading();
    // The store's copy: files are read while a snapshot is asked about, and it never changes.
    return yield* this.#workspace.making(this.#store.all(), this.#workspaceSettings(), this.#scope.listing);
  }

  /** How many characters a document has that the editor has open, else 0. */
  lengthOf(uri: string): number {
    return this.#store.lengthOf(uri);
  }

  /** How many changes there were; undefined when a question was asked since the last one. */
  get unseenChanges(): number | undefined {
    return this.#snapshot ? undefined : this.#changes;
  }

  /**
   * Fetches the closed files of these folders, and reads them when `meanwhile` has ended too. Resolves when all are read;
   * reports progress now and then.
   */
  async readFolders(
    folderUris: readonly string[],
    report?: (done: number, total: number) => void,
    meanwhile?: () => Promise<void>,
  ): Promise<void> {
    const fetching = this.#during(() => this.#fetchFolders(folderUris.map(keyOf), report).finally(meanwhile));
    const reading = fetching.then(() => this.#readFetched());
    [this.#fetching, this.#reading, this.#isReading] = [fetching, reading, true];
    await reading.finally(() => {
      if (this.#reading === reading) this.#isReading = false;
    });
  }

  async #fetchFolders(
    folders: readonly string[],
    report: ((done: number, total: number) => void) | undefined,
  ): Promise<void> {
    for (const folder of folders) this.#scope.addFolder(folder);
    const listed = await Promise.all(folders.map((folder) => this.#files.listFiles(folder)));
    for (const [at, folder] of folders.entries()) this.#scope.setListed(folder, listed[at] ?? []);
    const uris = [...new Set(listed.flat().map(keyOf))].filter(isRead);
    const coming = uris.entries();
    const fetchNext = async (): Promise<void> => {
      for (const [at, uri] of coming) {
        if (at % AT_ONCE === 0) report?.(at, uris.length);
        if (!this.#store.has(uri)) await this.#store.fetch(uri);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    this.#edition++;
  }

  /** Those who wait for the texts have their turn first. */
  async #readFetched(): Promise<void> {
    await nextMoment();
    await toEndInStrides(this.#store.readingFetched());
    this.#reread();
  }

  /** Resolves when the texts of the folders' files are here, with the settings, before they are read. */
  async whenFetched(): Promise<void> {
    await this.#fetching.catch(() => undefined);
  }

  /** Resolves when the files of the folders are read. */
  async whenRead(): Promise<void> {
    await this.#reading.catch(() => undefined);
  }

  /**
   * Reads a file of the folders before the others whose turn it is, so that it can be asked about. Undefined where there is
   * nothing to wait for.
   */
  readFirst(uri: string): Promise<void> | undefined {
    if (!this.#isReading || this.#store.has(uri) || !this.#scope.isInFolder(uri) || !isRead(uri))
      return undefined;
    return this.#store.readClosed(uri).then(() => {
      if (this.#store.has(uri)) this.#reread();
    });
  }

  forgetFolder(folderUri: string): void {
    this.#scope.removeFolder(keyOf(folderUri));
    this.#store.forgetUnkept();
    this.#changed();
  }

  filesChanged({ changes }: DidChangeWatchedFilesParams): Promise<void> {
    return this.#during(async () => {
      const { listing } = this.#scope;
      const counted = this.#scope.filesChanged(changes.map(({ uri, type }) => ({ uri: keyOf(uri), type })));
      const closed = counted.filter(({ uri }) => !this.#store.isOpen(uri));
      for (const { uri, type } of closed) {
        if (type === FileChangeType.Deleted) this.#store.forget([uri]);
        else if (isRead(uri)) await this.#store.readClosed(uri);
      }
      if (closed.length > 0 || this.#scope.listing !== listing) this.#changed();
    });
  }

  /** Reads Falco's default rules and the descriptions of plugins anew. */
  readNamedFiles(): Promise<void> {
    return this.#during(async () => {
      const said = () => ({ client: this.client, settings: this.#settings });
      await loadDefaultRules(this.#files, this.#scope, this.#store, said);
      await loadPluginFiles(this.#scope, this.#store, said());
      this.#changed();
    });
  }

  /** Resolves when what the settings name is read. */
  async setSettings(section: unknown): Promise<void> {
    const [folder] = this.#scope.folders;
    const { maxLength } = this.#settings;
    this.#settings = readSettings(section, folder === undefined ? undefined : pathOf(folder));
    if (this.#isConfigured && this.#settings.maxLength !== maxLength) this.#isOverdue = true;
    this.#isConfigured = true;
    for (const problem of this.#settings.problems) this.#connection.console.warn(problem);
    await this.readNamedFiles();
  }

  /** Grows when what the answers depend on changes, and not when more of it is read. */
  get edition(): number {
    return this.#edition;
  }

  /** Hash of all that the answers depend on; undefined while it changes, or where it is not certain. */
  inputs(): string | undefined {
    const hashOf = this.#hashOf;
    if (!hashOf || this.#under > 0 || this.#isOverdue) return undefined;
    const { severities, checksWorkspace, maxLength } = this.#settings;
    const { roots, paths } = this.#scope.listing;
    const { defaultRulesVersions = new Map(), ...workspace } = this.#workspaceSettings();
    return hashOf(
      JSON.stringify([
        this.#store.hashes(hashOf),
        [roots, [...paths].sort()],
        [workspace, [...defaultRulesVersions], severities, checksWorkspace, maxLength],
        this.client.pageOf("{code}"),
      ]),
    );
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
      mostProblems: MOST_PROBLEMS,
    };
  }

  async #during<T>(work: () => Promise<T>): Promise<T> {
    this.#under++;
    try {
      return await work();
    } finally {
      this.#under--;
    }
  }

  #changed(by?: string): void {
    this.#edition++;
    this.#reread(by);
  }

  #reread(by?: string): void {
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
