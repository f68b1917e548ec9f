import { type Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Document, readingDocument } from "../../hosts/document.ts";
import { hostOf } from "../../hosts/all-hosts.ts";
import { configFile, rulesFile } from "../../hosts/formats/falco/rules-file.ts";
import { keptBy } from "../../text/kept.ts";
import { sharedSteps, type Steps } from "../../model/steps.ts";
import { toEnd } from "../../text/to-end.ts";
import { inBackground } from "../answer.ts";
import { type Files, mayBeOurs } from "../files.ts";
import { toEndInStrides } from "../strides.ts";
import type { Scope } from "./scope.ts";
import { keyOf, pathOf } from "./uris.ts";

/** How far files are read, by the settings and by what the user trusts. */
interface Bounds {
  /** Longest rules file that is read, in characters; of files of other kinds a fifth of it. */
  readonly maxLength: number;
  readonly trusted: boolean;
}

/** The documents of a session: those that the editor has open, and files that are read while they are closed. */
export class DocumentStore {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #scope: Scope;
  readonly #bounds: () => Bounds;
  readonly #changed: (by?: string) => void;
  readonly #hashOf: HashOf | undefined;
  readonly #opened = new TextDocuments(TextDocument);
  readonly #documents = new Map<string, Document>();
  /** Keys of the documents, sorted; undefined when some came. */
  #keys: readonly string[] | undefined;
  /** Opened documents whose text changed since it was last read: of many keys in a row the last one counts. */
  readonly #stale = new Set<TextDocument>();
  /** Versions of these that are being read. */
  readonly #begun = new WeakMap<
    TextDocument,
    {
      readonly version: number;
      readonly as: DocumentKind | undefined;
      readonly steps: () => Steps<Document>;
    }
  >();
  /** Texts of closed files that are here and not read yet. */
  readonly #fetched = new Map<string, string>();
  /** Hashes of the texts of closed files that may be ours, also of those that no host reads. */
  readonly #hashes = new Map<string, string>();
  /** Files of which the log says that they are too long. */
  readonly #told = new Set<string>();

  /** `changed` is called after each change, with the document that the user changed, if it was one. */
  constructor(
    connection: Connection,
    files: Files,
    scope: Scope,
    bounds: () => Bounds,
    changed: (by?: string) => void,
    hashOf?: HashOf,
  ) {
    this.#hashOf = hashOf;
    this.#connection = connection;
    this.#files = files;
    this.#scope = scope;
    this.#bounds = bounds;
    this.#changed = changed;
    // A document that is opened reports its content as a change too.
    this.#opened.onDidChangeContent(({ document }) => {
      this.#stale.add(document);
      this.#fetched.delete(keyOfOpened(document));
      this.#changed(keyOfOpened(document));
    });
    this.#opened.onDidClose(({ document }) => {
      this.#stale.delete(document);
      this.#closed(keyOfOpened(document));
    });
    this.#opened.listen(connection);
  }

  /** Reads what the editor has opened or changed, in strides. */
  *reading(): Steps<void> {
    for (const document of this.#stale) {
      yield* this.#readingOpened(document);
      this.#stale.delete(document);
    }
  }

  /** A copy of what there is now, by uri: what is opened or read first must not change in which order rulesets come. */
  all(): Map<string, Document> {
    toEnd(this.reading());
    this.#keys ??= [...this.#documents.keys()].sort();
    const found = new Map<string, Document>();
    for (const key of this.#keys) {
      const document = this.#documents.get(key);
      if (document) found.set(key, document);
    }
    return found;
  }

  /** Keys of the documents that the editor has open. */
  open(): readonly string[] {
    return this.#opened.all().map(keyOfOpened);
  }

  isOpen(uri: string): boolean {
    return this.#find(uri) !== undefined;
  }

  /** The version of a document that the editor has open, else null. */
  versionOf(uri: string): number | null {
    return this.#find(uri)?.version ?? null;
  }

  /** How many characters a document has that the editor has open, else 0. */
  lengthOf(uri: string): number {
    return this.#find(uri)?.getText().length ?? 0;
  }

  #find(uri: string): TextDocument | undefined {
    return this.#opened.all().find((document) => keyOfOpened(document) === uri);
  }

  /** Reads a closed file anew. What is nothing of ours, or is gone, is forgotten. */
  async readClosed(uri: string): Promise<void> {
    await this.fetch(uri);
    await toEndInStrides(this.readingFetched(uri));
  }

  /** Gets the text of a closed file, to be read later. */
  async fetch(uri: string): Promise<void> {
    const { maxLength, trusted } = this.#bounds();
    const { defaultRules, folders } = this.#scope;
    const isPlugin = this.#scope.pluginFiles.includes(uri);
    // The default rules may lie anywhere, and behind links; what is the workspace's lies in it.
    const within = (trusted && isPlugin) || defaultRules.has(uri) ? undefined : folders;
    const text = await this.#files.readFile(uri, within, maxLength);
    // The user may have opened the file while it was read, and what the editor shows counts, or closed its folder.
    if (this.isOpen(uri) || !this.#scope.isKept(uri)) return;
    if (text === undefined || !(isPlugin || mayBeOurs(pathOf(uri), text))) {
      this.forget([uri]);
      return;
    }
    this.#fetched.set(uri, text);
    this.#note(uri, text);
  }

  /** Reads texts that were fetched, or the one of a file. */
  *readingFetched(only?: string): Steps<void> {
    for (const uri of only === undefined ? this.#fetched.keys() : [only]) {
      const text = this.#fetched.get(uri);
      if (text === undefined) continue;
      const as = this.#scope.pluginFiles.includes(uri) ? "plugin" : undefined;
      const document = this.#isTooLong(uri, text) ? undefined : yield* this.#reading(uri, text, as);
      // It may have been opened, fetched anew or forgotten meanwhile.
      if (this.#fetched.get(uri) !== text) continue;
      if (document?.host !== undefined) this.#put(document);
      else {
        this.#fetched.delete(uri);
        this.#documents.delete(uri);
      }
      yield;
    }
  }

  /** Whether a file is read, or the editor has it open. */
  has(uri: string): boolean {
    return this.isOpen(uri) || this.#documents.has(uri);
  }

  /** What the documents are, read or not: the hash of each text by uri, and how it is read where the editor says so. */
  hashes(hashOf: HashOf): readonly HashOfDocument[] {
    const opened = this.#opened.all().map((one): HashOfDocument => {
      const [uri, text, as] = [keyOfOpened(one), one.getText(), KINDS.get(one.languageId)];
      const isSaid = as !== undefined && !isReadAs(as, pathOf(uri), text);
      return isSaid ? [uri, hashOf(text), as] : [uri, hashOf(text)];
    });
    const isOpen = new Set(this.open());
    return [...[...this.#hashes].filter(([uri]) => !isOpen.has(uri)), ...opened].sort(byUri);
  }

  /** Takes the text of a file for what it is said to be, unless the editor has it open. */
  setClosed(uri: string, text: string, as: DocumentKind): void {
    if (this.isOpen(uri)) return;
    this.#put(toEnd(this.#reading(uri, text, as)));
    this.#note(uri, text);
  }

  /** Forgets closed files. */
  forget(uris: Iterable<string>): void {
    for (const uri of uris) {
      this.#fetched.delete(uri);
      this.#hashes.delete(uri);
      if (!this.isOpen(uri)) this.#documents.delete(uri);
    }
  }

  /** Forgets closed files that do not count any longer. */
  forgetUnkept(): void {
    this.forget(
      [...this.#documents.keys(), ...this.#fetched.keys()].filter((uri) => !this.#scope.isKept(uri)),
    );
  }

  #note(uri: string, text: string): void {
    if (this.#hashOf) this.#hashes.set(uri, this.#hashOf(text));
  }

  #put(document: Document): void {
    this.#fetched.delete(document.uri);
    if (!this.#documents.has(document.uri)) this.#keys = undefined;
    this.#documents.set(document.uri, document);
  }

  /** Who comes while a version is read goes on with that; a text that changes meanwhile is read again from what there is then. */
  *#readingOpened(document: TextDocument): Steps<void> {
    for (let version: number | undefined; version !== document.version; ) {
      version = document.version;
      const uri = keyOfOpened(document);
      const text = document.getText();
      const as = this.#scope.pluginFiles.includes(uri) ? "plugin" : KINDS.get(document.languageId);
      if (this.#isTooLong(uri, text)) this.#documents.delete(uri);
      else {
        const begun = this.#begun.get(document);
        const steps =
          begun?.version === version && begun.as === as
            ? begun.steps
            : sharedSteps(() => this.#reading(uri, text, as));
        this.#begun.set(document, { version, as, steps });
        this.#put(yield* steps());
      }
    }
    this.#begun.delete(document);
  }

  #closed(uri: string): void {
    this.#documents.delete(uri);
    this.#hashes.delete(uri);
    if (this.#scope.isKept(uri))
      inBackground(this.#connection, `Reading ${uri}`, () =>
        this.readClosed(uri).then(() => this.#changed()),
      );
    this.#changed();
  }

  #reading(uri: string, text: string, as: DocumentKind | undefined): Steps<Document> {
    return readingDocument(uri, pathOf(uri), text, this.#documents.get(uri), as && { as });
  }

  /** Whether a file is left out for its length, which the log says once. Rules files may be longer than others. */
  #isTooLong(uri: string, text: string): boolean {
    const { maxLength } = this.#bounds();
    const isLong =
      text.length > maxLength / 5 && (text.length > maxLength || !rulesFile.matches(pathOf(uri), text));
    if (isLong && this.#told.size < this.#told.add(uri).size)
      this.#connection.console.warn(
        `${pathOf(uri)} is larger than \`falco.maxFileSize\` allows and is not checked.`,
      );
    return isLong;
  }
}

/** An opened document stays the same object while it is edited. */
const keyOfOpened = keptBy(({ uri }: TextDocument) => keyOf(uri));

/** The same for the same texts, and for no others. */
export type HashOf = (text: string) => string;

/** Whether a file would be read in the same way where nothing says how. */
function isReadAs(as: DocumentKind, path: string, text: string): boolean {
  const host = hostOf(path, text);
  return (host === rulesFile || host === configFile) && host.id === as;
}

type HashOfDocument = readonly [uri: string, hash: string, as?: string];

function byUri([a]: HashOfDocument, [b]: HashOfDocument): number {
  return a < b ? -1 : Number(a > b);
}

type DocumentKind = "rules" | "config" | "tests" | "plugin";

/** What documents of our languages are, whatever they are called. */
const KINDS: ReadonlyMap<string, DocumentKind> = new Map([
  ["falco-rules", "rules"],
  ["falco-config", "config"],
  ["falco-test", "tests"],
]);
