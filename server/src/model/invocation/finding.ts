import type { EnvironmentRecord, LoaderWordRecord, OptionRecord } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import type { Edit, FileRange, Span } from "../../text/span.ts";

interface Found<Code extends string> {
  readonly code: Code;
  /** In the region's text. */
  readonly span: Span;
}

/** What to write instead of an option, and the edits that write it; without edits a person must. */
export interface OptionRewrite {
  readonly kind: "config-option" | "option" | "config-file" | "drop";
  /** The words to write, with the value where it is known. */
  readonly words: readonly string[];
  readonly configKeys: readonly string[];
  /** What to do, in the catalogue's words. */
  readonly form: string;
  /** The catalogue calls the rewrite one to one. */
  readonly automatic: boolean;
  readonly edits: readonly Edit[];
}

export interface UnknownOption extends Found<"unknown-option"> {
  readonly name: string;
  readonly nearest?: string;
  /** In a group of letters there is nothing to replace. */
  readonly replace?: Span;
}

export interface AgedOption extends Found<"removed-option" | "deprecated-option"> {
  readonly name: string;
  readonly record: OptionRecord;
  readonly target: Version;
  readonly rewrite?: OptionRewrite;
  /** A release that runs the line, does not move with the others and does not support the replacement. */
  readonly staying?: Version;
  /** The configuration of the workspace that it can move to. */
  readonly joined?: JoinedConfig;
}

/** The edits of two places that move an option into a configuration, as offsets in the documents. */
export interface JoinedConfig {
  /** Name of the configuration's file. */
  readonly file: string;
  readonly edits: readonly (FileRange & { readonly newText: string })[];
}

export interface FutureOption extends Found<"future-option"> {
  readonly name: string;
  readonly since: Version;
  readonly target: Version;
}

/** `missing`: none follows; `looks-like-option`: what follows is one; `joined`: written as Falco does not read it; `not-allowed`: not among `allowed`; `unknown-source`: no source that is known, and like the one in `allowed`; `not-a-number`. */
export interface OptionArgument extends Found<"option-argument"> {
  readonly problem:
    | "missing"
    | "looks-like-option"
    | "joined"
    | "not-allowed"
    | "not-a-number"
    | "unknown-source";
  readonly name: string;
  readonly value?: string;
  readonly allowed?: readonly string[];
  readonly edits: readonly Edit[];
}

export interface IgnoredArgument extends Found<"ignored-argument"> {
  readonly word: string;
  /** The option it was perhaps meant for, which takes a value after `=` only, or none. */
  readonly option?: string;
  readonly joins: boolean;
  readonly edits: readonly Edit[];
}

export interface RepeatedOption extends Found<"repeated-option"> {
  readonly name: string;
  readonly related: readonly (Span & { readonly message: string })[];
}

export interface IneffectiveOption extends Found<"ineffective-option"> {
  readonly name: string;
  readonly value: string;
  readonly since: Version;
  /** Falco now prints the word itself. */
  readonly literal: boolean;
  readonly edits: readonly Edit[];
}

export interface UnquotedPattern extends Found<"unquoted-pattern"> {
  readonly value: string;
  /** The first sign that a shell reads. */
  readonly sign: string;
  /** The shell makes several words of it, whatever files there are. */
  readonly splits: boolean;
  readonly edits: readonly Edit[];
}

export interface ConflictingOptions extends Found<"conflicting-options"> {
  readonly first: string;
  readonly second: string;
  readonly related: readonly (Span & { readonly message: string })[];
}

export interface AgedVariable extends Found<"removed-variable" | "deprecated-variable"> {
  readonly record: EnvironmentRecord;
  readonly target: Version;
  /** Another variable that replaces it one to one. */
  readonly edits: readonly Edit[];
}

export interface RemovedDriverLoader extends Found<"removed-driver-loader"> {
  readonly script: LoaderWordRecord;
  /** The words given to it that are known, each once. */
  readonly given: readonly LoaderWordRecord[];
}

export interface LoaderArgument extends Found<"driver-loader-argument"> {
  readonly word: string;
  readonly program: string;
  readonly target: Version;
  readonly problem: "unknown" | "removed" | "not-yet";
  /** When it came or went. */
  readonly version?: Version;
  readonly nearest?: string;
  readonly edits: readonly Edit[];
}

export type InvocationFinding =
  | UnknownOption
  | AgedOption
  | FutureOption
  | OptionArgument
  | IgnoredArgument
  | RepeatedOption
  | IneffectiveOption
  | UnquotedPattern
  | ConflictingOptions
  | AgedVariable
  | RemovedDriverLoader
  | LoaderArgument;
