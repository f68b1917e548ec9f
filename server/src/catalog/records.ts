import type { Life, Version } from "./version.ts";
import type { JsonTable } from "../text/table.ts";

/** Falco's names of value types, as its field and event tables use them. */
export const VALUE_TYPES = [
  "INT8",
  "INT16",
  "INT32",
  "INT64",
  "UINT8",
  "UINT16",
  "UINT32",
  "UINT64",
  "DOUBLE",
  "BOOL",
  "CHARBUF",
  "BYTEBUF",
  "FSPATH",
  "FSRELPATH",
  "IPADDR",
  "IPNET",
  "IPV4ADDR",
  "IPV6ADDR",
  "PORT",
  "RELTIME",
  "ABSTIME",
  "PID",
  "FD",
  "ERRNO",
  "MODE",
  "SYSCALLID",
  "SIGTYPE",
  "FLAGS8",
  "FLAGS16",
  "FLAGS32",
  "ENUMFLAGS8",
  "ENUMFLAGS16",
  "ENUMFLAGS32",
  "UID",
  "GID",
  "FD32",
  "PID32",
  "SIGSET",
  "SOCKADDR",
  "SOCKTUPLE",
  "FDLIST",
  "CHARBUFARRAY",
  "CHARBUF_PAIR_ARRAY",
  "DYNAMIC",
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** `*` represents every event source. */
export type SourceName = string;

/** The event source of Falco itself, which is also that of a rule without `source`. */
export const SYSCALL: SourceName = "syscall";

export interface FieldArgument {
  readonly mode: "required" | "optional";
  /** What may be in brackets. Absent: brackets are not allowed. */
  readonly bracket?: readonly ("index" | "key")[];
  /**
   * What may follow the field's name after a dot: the name of an event parameter, of an event, of a control group's
   * subsystem (letters and `_`), any key, or one of these words.
   */
  readonly dotted?: "parameter" | "event" | "subsystem" | "key" | readonly string[];
  /** How it is written, for people: `proc.aname`, `proc.aname[N]`. */
  readonly syntax: readonly string[];
}

/** One field with its whole history. `true` flags are absent when false. */
export interface FieldRecord extends Life {
  readonly name: string;
  readonly type: ValueType;
  readonly isList?: true;
  readonly arg?: FieldArgument;
  readonly sources: readonly SourceName[];
  /** The plugin that extracts it; absent for Falco's own. */
  readonly plugin?: string;
  readonly sincePlugin?: Version;
  readonly deprecatedInPlugin?: Version;
  readonly removedInPlugin?: Version;
  /** For a plugin's field that was Falco's own before: in these releases, both ends included. `dotted` is what its name took then. */
  readonly core?: { readonly since?: Version; readonly until: Version; readonly dotted?: "key" };
  readonly replacedBy?: string;
  /** The first release whose rules loader warns of it (LOAD_DEPRECATED_ITEM). */
  readonly loaderWarnsSince?: Version;
  readonly filterOnly?: true;
  readonly printOnly?: true;
  readonly hidden?: true;
  /** No field may be on the right of it, nor it on the right of another. */
  readonly noRhs?: true;
  readonly noTransformer?: true;
  readonly hint: string;
  readonly note?: string;
  readonly enumValues?: readonly string[];
  readonly enumNote?: string;
  readonly commonValues?: readonly string[];
  readonly typeChanges?: readonly {
    readonly in: Version;
    readonly from: ValueType;
    readonly to: ValueType;
  }[];
  /** Since its deprecation it always has this value. */
  readonly fixedValue?: string;
  /** Since its deprecation it never has a value. */
  readonly unavailable?: true;
  /** Falco appends it to outputs by itself when `suggested_output` is on. */
  readonly suggestedOutput?: true;
}

export interface PluginRecord {
  readonly name: string;
  /** The event source it provides, if it provides one. */
  readonly eventSource?: string;
  readonly extractSources: readonly SourceName[];
  readonly asyncEvents: readonly string[];
  /** The newest version catalogued; absent where a file describes the plugin without one. */
  readonly version?: Version;
  /** The plugin whose fields it has. */
  readonly fieldsOf?: string;
  /** The version that each Falco release ships with, where it ships with one. */
  readonly bundled?: Readonly<Record<Version, Version>>;
  /** Keys that its raw events have, and no others of the catalogue. */
  readonly eventKeys?: readonly string[];
  /** A file describes the plugin without its fields. */
  readonly fieldsUnknown?: true;
  /** A file describes the plugin without its asynchronous events. */
  readonly eventsUnknown?: true;
  /** JSON Schema of `init_config`, where a file that describes the plugin has it. */
  readonly initSchema?: unknown;
}

/** The settings of a plugin as JSON Schema; `readSettingsSchema` reads them. */
export interface PluginSettingsRecord {
  readonly name: string;
  /** Of `init_config`. */
  readonly init?: object;
  /** Of `open_params`: of the string, or of the JSON in it. */
  readonly open?: object;
}

export interface EventParameter {
  readonly name: string;
  readonly type: ValueType;
  readonly values?: readonly string[];
}

export interface EventRecord {
  readonly name: string;
  readonly kinds: readonly ("syscall" | "tracepoint" | "metaevent" | "plugin" | "iter" | "unknown")[];
  readonly category: string;
  /** Codes in the event table: enter, exit and old versions, each its own. */
  readonly codes: readonly number[];
  /** Captured system calls of these codes. */
  readonly syscalls?: readonly string[];
  readonly params?: readonly EventParameter[];
  readonly legacyParams?: readonly string[];
  /** Captured only with `base_syscalls.all`. */
  readonly ignoredByDefault?: true;
  /** In old captures only. */
  readonly notEmitted?: true;
}

/** A system call, and the event it shows up as; without one it is a generic event. */
export interface SyscallRecord {
  readonly name: string;
  readonly event?: string;
}

/** What `evt.rawarg.NAME` is compared with; `existsOnly` rejects every constant. */
export type RawComparable = "numeric" | "string" | "ip" | "existsOnly";

export interface EventArgumentRecord {
  readonly name: string;
  /** The type that `evt.rawarg.NAME` is checked with. */
  readonly rawType: ValueType;
  readonly rawComparable: RawComparable;
  readonly types: readonly ValueType[];
  readonly events: readonly string[];
}

export interface ReleaseRecord {
  readonly version: Version;
  readonly date: string;
  readonly engine: Version;
  /** Version of the default rules' artifact; absent while the rules came with Falco's own sources. */
  readonly defaultRules?: Version;
  /** The first Helm chart that installs it; absent while there is none. */
  readonly firstChart?: Version;
  readonly containerPlugin?: Version;
  /** Known from announcements, not from its code. */
  readonly upcoming?: true;
}

/** Ways in which one fact replaces another, limited to some targets. */
export interface ReplacementScope {
  readonly from?: Version;
  /** Exclusive. */
  readonly before?: Version;
  readonly engineKind?: string;
  /** The condition in words, as far as the other members do not say it. */
  readonly when?: string;
}

export interface ConfigReplacement extends ReplacementScope {
  readonly path: string;
  readonly op: "rename" | "rename-block" | "move" | "manual";
  /** How the value converts, in words. */
  readonly convert: string;
}

export type ConfigType = "array" | "object" | "string" | "boolean" | "integer" | "number" | "null";

/** First and last release, both included; an absent `until` means "still". */
export interface ReleaseRange {
  readonly from: Version;
  readonly until?: Version;
}

export interface ConfigKeyRecord extends Life {
  /** Names joined by dots, `[]` for list items, `[name=container]` for that item only. */
  readonly path: string;
  readonly types: readonly ConfigType[];
  readonly items?: string;
  readonly required?: true;
  /** As the newest release that has the key ships it. */
  readonly default?: unknown;
  /** What Falco takes when the key is absent, where it differs from `default`. */
  readonly codeDefault?: unknown;
  /** Earlier shipped values, oldest first, where they changed. */
  readonly defaultHistory?: readonly { readonly from?: Version; readonly value: unknown }[];
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly enumHistory?: readonly {
    readonly from: Version;
    readonly until?: Version;
    readonly values: readonly string[];
  }[];
  readonly caseInsensitive?: true;
  readonly deprecatedValues?: JsonTable<DeprecatedValue>;
  readonly stability?: "stable" | "incubating" | "sandbox" | "deprecated";
  /** Accepted but never read: from this release on, or (true) always. */
  readonly ignored?: true | Version;
  readonly plannedRemoval?: Version;
  readonly replacedBy?: readonly ConfigReplacement[];
  readonly alternative?: readonly ConfigReplacement[];
  /** In the shipped file, read by the code, accepted by Falco's own schema. */
  readonly shipped?: ReleaseRange;
  readonly read?: ReleaseRange;
  readonly schema?: ReleaseRange;
  /** Not Falco's key but the container plugin's. */
  readonly virtual?: true;
  readonly note: string;
}

export interface DeprecatedValue {
  readonly deprecatedIn: Version;
  readonly removedIn: Version;
  readonly replaceWith: string | null;
  readonly note: string;
}

export interface OptionReplacement extends ReplacementScope {
  readonly kind: "config-option" | "option" | "config-file" | "drop";
  /** What to write, with placeholders such as `<file>`. */
  readonly form: string;
  readonly configKeys?: readonly string[];
  readonly example?: { readonly before: string; readonly after: string };
  readonly automatic: boolean;
}

export interface OptionRecord extends Life {
  readonly names: readonly string[];
  readonly arg: {
    readonly shape: "none" | "value" | "optional-value";
    readonly name?: string;
    readonly implicit?: string;
    readonly enum?: readonly string[];
  };
  readonly repeatable?: true;
  readonly description: string;
  readonly replacedBy?: readonly OptionReplacement[];
  readonly note?: string;
}

export interface EnvironmentRecord extends Life {
  readonly name: string;
  readonly scope: string;
  readonly description: string;
  readonly default?: string;
  /** In words. */
  readonly replacedBy?: string;
}

/** A formatting word of `-p`, and until when it does anything. */
export interface PrintPresetRecord {
  readonly values: readonly string[];
  readonly since?: Version;
  readonly effectiveUntil: Version;
  readonly note: string;
}

/** A word of the driver loader (script or image) or of `falcoctl driver`. */
export interface LoaderWordRecord extends Life {
  readonly tool:
    | "falco-driver-loader"
    | "falco-driver-loader image"
    | "falcoctl driver"
    | "falcoctl driver install"
    | "falcoctl driver config";
  readonly name: string;
  /** The word is followed by a value, named so. */
  readonly value?: string;
  readonly description: string;
  readonly replacedBy?: string;
  readonly note?: string;
}

/** An image of Falco's that is no longer built. */
export interface ImageRecord {
  /** The last part of its name. */
  readonly name: string;
  /** The first release that is not built as this image. */
  readonly removedIn: Version;
  readonly replacedBy: string;
  /** What the tag of the other image ends in. */
  readonly variant?: string;
}

export interface DefaultRulesFileRecord {
  readonly file: string;
  /** The plugin it comes with; absent for the files of the rules project. */
  readonly plugin?: string;
  readonly sources: readonly string[];
  /** Oldest first; the engine that each needs. */
  readonly versions: readonly { readonly version?: Version; readonly engine: Version }[];
}

/** Names defined in one file by the same versions of it. */
export interface DefaultNamesRecord {
  readonly file: string;
  readonly kind: "rule" | "macro" | "list";
  readonly since?: Version;
  readonly lastIn?: Version;
  readonly names: readonly string[];
}

/** What the Falco project says of the removal of something that still works. */
export interface AnnouncementRecord {
  readonly of: "option" | "config key" | "item key" | "field";
  /** The first name of an option, else the name itself. */
  readonly name: string;
  /** Absent where no release is named. */
  readonly removal?: Version;
  /** What is to change, where it is not the whole that goes. */
  readonly note?: string;
  /** Address of the page that says so. */
  readonly source: string;
}

/** Names that are not fields, and the field that they mean: with an argument in brackets, or after a dot, where one is meant. */
export interface FieldHabitRecord {
  readonly meant: string;
  readonly written: readonly string[];
}

/** Levels of other tools in upper case, and Falco's priorities that come near, the likeliest first. */
export interface PriorityHabitRecord {
  readonly meant: readonly string[];
  readonly written: readonly string[];
}

/** What tags of rules represent. */
export interface AttackRecord {
  /** Of ATT&CK. */
  readonly version: string;
  readonly tactics: readonly { readonly id: string; readonly name: string; readonly tag: string }[];
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string;
    /** Their identifiers. */
    readonly tactics: readonly string[];
  }[];
  readonly maturity: readonly { readonly tag: string; readonly description: string }[];
  /** What rules are about, by the tags of the default rules. */
  readonly subjects: readonly { readonly tag: string; readonly description: string }[];
}
