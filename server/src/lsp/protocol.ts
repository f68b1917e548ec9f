import type { Position, Range, WorkspaceEdit } from "vscode-languageserver";
import type { TestId } from "./testing/test-protocol.ts";

/** Requests between our client and server that the protocol does not have. Other editors do well without them. */

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
  /** The document has something of Falco's. */
  readonly hasFalco: boolean;
  readonly target: string;
  /** Why it is that one, in words. */
  readonly targetOrigin: string;
  /** Names of the plugins that count as loaded. */
  readonly plugins: readonly string[];
  /** How many files of the workspace have something of Falco's. */
  readonly files: number;
  readonly rulesets: readonly { readonly origin: string; readonly files: readonly string[] }[];
  /** The files among these that are Falco's default rules, and stay as they are. */
  readonly defaultRules: readonly string[];
  /** The version of the default rules that goes with `target`. */
  readonly rulesVersion?: string;
  /** Every release that may be chosen, newest first. */
  readonly targets: readonly string[];
}

/** Server to client: an answer to `falco/status` may have changed. */
export const STATUS_CHANGED = "falco/statusChanged";

/** Client to server: the user has come to trust the workspace. */
export const TRUSTED = "falco/trusted";

/** Client to server: the default rules that the client has fetched; they are where no setting names others. */
export const FETCHED_RULES = "falco/fetchedRules";

/** A file of them. */
export interface FetchedRules {
  readonly uri: string;
  /** Absent for rules that are before every file, whatever its release. */
  readonly version?: string;
}

/** Server to client, from a server without a file system: what is in a file. */
export const READ_FILE = "falco/readFile";

/** A file's text, or its bytes where they may be written in another way than UTF-8; null where it cannot be read. */
export type FileContent = string | { readonly base64: string } | null;

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

/** Client to server: what moving everything to another release would change. Nothing is changed by asking. Takes a work done token, and can be cancelled. */
export const MIGRATE = "falco/migrate";

export interface MigrateParams {
  /** A release as `falco/status` names it. */
  readonly target: string;
  /** Also make the rewrites that may change what Falco does. */
  readonly unsafe?: boolean;
  readonly workDoneToken?: string | number;
}

export interface MigrateResult {
  /** In groups by kind. What may change what Falco does asks to be confirmed. */
  readonly edit: WorkspaceEdit;
  /** How many rewrites, in how many files. */
  readonly changed: number;
  readonly files: number;
  readonly needsPerson: number;
  /** A page in Markdown. */
  readonly report: string;
}

/** Client to server: what would be found if everything ran on other releases. */
export const BREAKAGE = "falco/breakage";

export interface BreakageParams {
  readonly targets: readonly string[];
  /** Also list what each release adds to what is found today. */
  readonly list?: boolean;
}

export interface BreakageResult {
  readonly breakages: readonly {
    readonly target: string;
    readonly errors: number;
    readonly warnings: number;
    /** Errors and warnings by check, the worst first. */
    readonly codes: readonly { readonly code: string; readonly count: number }[];
  }[];
  /** A page in Markdown. */
  readonly report: string;
}

/** Client to server: what Falco loads in the end for a rule, macro or list. Null where there is none. */
export const EFFECTIVE = "falco/effective";

export interface EffectiveParams {
  readonly uri: string;
  /** Of a name, or anywhere in an item. */
  readonly position?: Position;
  /** In the place of a position. */
  readonly name?: string;
  /** The event of a test: the parts of a rule's condition have their truth on it. */
  readonly test?: TestId;
  /** In the place of a test: an alert, fields or a plugin's event, as JSON or YAML. */
  readonly event?: string;
}

export interface EffectiveResult {
  readonly name: string;
  /** A page in Markdown. */
  readonly markdown: string;
}

/** Client to server: which rules of other files can be changed where a document is loaded; with a name, the edits for that rule. */
export const RULE_CHANGES = "falco/ruleChanges";

export interface RuleChangesParams {
  readonly uri: string;
  readonly name?: string;
}

export interface RuleChangesResult {
  /** Empty where a name was given. */
  readonly rules: readonly string[];
  readonly changes: readonly WrittenChange[];
}

export interface WrittenChange {
  readonly title: string;
  readonly edit: WorkspaceEdit;
  /** Where it is written, and what of it is to be filled in or looked at. */
  readonly uri: string;
  readonly range: Range;
}

/** Client to server: how the event of an alert can be excepted from its rule. */
export const ALERT_EXCEPTION = "falco/alertException";

export interface AlertExceptionParams {
  /** An alert, fields or a plugin's event, as JSON or YAML. */
  readonly event: string;
  /** The document that the user looks at. */
  readonly uri?: string;
  /** Fields that a new exception is to compare. */
  readonly fields?: readonly string[];
}

export interface AlertExceptionResult {
  /** A sentence where nothing can be excepted. */
  readonly problem?: string;
  readonly rule: string;
  /** What a new exception can compare. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly suggested: boolean }[];
  /** Values for exceptions that the rule has; of chosen fields the new exception. */
  readonly changes: readonly WrittenChange[];
}

/** Client to server: what to ask a real Falco, so that it loads what a document is loaded with; null where there is nothing. */
export const FALCO_QUESTION = "falco/falcoQuestion";

export interface FalcoQuestionParams {
  readonly uri?: string;
}

export interface FalcoQuestionResult {
  /** The words after the name of the program. */
  readonly words: readonly string[];
}

/** Client to server: how what Falco printed compares with what is found here. */
export const COMPARE_WITH_FALCO = "falco/compareWithFalco";

export interface CompareParams extends FalcoQuestionParams {
  readonly printed: string;
  readonly version: string;
}

export interface CompareResult {
  readonly markdown: string;
  readonly differences: number;
}

/** Client to server: what the Falco that the user has installed is and has; nothing of it where it does not count. */
export const INSTALLED_CATALOG = "falco/installedCatalog";

export interface InstalledCatalog {
  readonly target?: string;
  /** A file with what `falco --list --format json` printed. */
  readonly fields?: string;
}
