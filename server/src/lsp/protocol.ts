/** Requests between our client and server that the protocol lacks. Other editors do well without them. */

/** Client to server: what a text is to Falco. Lets the client set a document's language by its content. */
export const FILE_KIND = "falco/fileKind";

export interface FileKindParams {
  readonly uri: string;
  readonly text: string;
}

/** Client to server: what files are checked for, and in which order Falco loads them. */
export const STATUS = "falco/status";

export interface StatusParams {
  /** The document that the user looks at. */
  readonly uri?: string;
}

export interface Status {
  readonly target: string;
  /** The document has something of Falco's. */
  readonly hasFalco: boolean;
  /** The document itself states a release. */
  readonly isStated: boolean;
  /** Names of the plugins that count as loaded. */
  readonly plugins: readonly string[];
  readonly rulesets: readonly { readonly origin: string; readonly files: readonly string[] }[];
  /** The files among these that are Falco's default rules, and stay as they are. */
  readonly defaultRules: readonly string[];
  /** Every release that may be chosen, newest first. */
  readonly targets: readonly string[];
}

/** Server to client: an answer to `falco/status` may have changed. */
export const STATUS_CHANGED = "falco/statusChanged";

/** Client to server: the user has come to trust the workspace. */
export const TRUSTED = "falco/trusted";

/** Server to client, from a server without a file system: the text of a file, or null. */
export const READ_FILE = "falco/readFile";

/** Server to client, from a server without a file system: the files below a folder whose path matches. */
export const LIST_FILES = "falco/listFiles";

export interface ListFilesParams extends FileParams {
  /** Patterns of editors, relative to the folder. */
  readonly pattern: string;
  readonly exclude: string;
  /** How many are wanted. */
  readonly most: number;
}

export interface FileParams {
  readonly uri: string;
}
