import type { ConfigReplacement } from "../../catalog/records.ts";
import type { SettingType } from "../../catalog/plugins/settings-schema.ts";
import type { Version } from "../../catalog/version.ts";
import type { YamlProblem } from "../../syntax/yaml-node.ts";
import type { Edit, FileRange, Span } from "../../text/span.ts";

/** What Falco does with it: its schema rejects it, it exits, it logs it, or nothing. */
export type ConfigVerdict = "schema" | "fatal" | "log" | null;

interface Base<Code extends string> {
  readonly code: Code;
  readonly span: Span;
  readonly falco: ConfigVerdict;
  /** The key concerned, as a path of names; list items as `[]`. */
  readonly path: string;
  readonly related?: readonly (Span & { readonly message: string })[];
  /** Places in other files, as offsets in their documents. */
  readonly beside?: readonly (FileRange & { readonly message: string })[];
}

/** An edit of the text that was checked, and whether the file means the same afterwards. */
export interface ConfigRewrite {
  readonly kind: "rename" | "move" | "remove";
  /** The key that comes of it; for a removal the key that goes. */
  readonly path: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** The block that it adds to the file. */
  readonly makes?: string;
  /** What another key becomes with it. */
  readonly sets?: { readonly path: string; readonly value: string };
}

export interface UnknownKey extends Base<"unknown-config-key"> {
  readonly name: string;
  /** A key of this very block that was probably meant. */
  readonly near?: string;
  /** Where a key of this name belongs. */
  readonly elsewhere: readonly string[];
  /** Falco's code reads it all the same; only its schema does not have it. */
  readonly readAnyway?: true;
  readonly rewrites: readonly ConfigRewrite[];
}

export interface RepeatedKey extends Base<"repeated-config-key"> {
  readonly name: string;
  /** The whole entry, to be taken out. */
  readonly removal: Edit;
}

export interface RemovedKey extends Base<"removed-config-key"> {
  readonly removedIn: Version;
  readonly replacements: readonly ConfigReplacement[];
  /** The block around it has its own finding. */
  readonly inside: boolean;
  /** Its keys have findings of their own, which say where each goes. */
  readonly movesByKey: boolean;
  readonly rewrites: readonly ConfigRewrite[];
}

export interface DeprecatedKey extends Base<"deprecated-config-key"> {
  readonly deprecatedIn: Version;
  readonly replacements: readonly ConfigReplacement[];
  readonly inside: boolean;
  readonly rewrites: readonly ConfigRewrite[];
}

export interface FutureKey extends Base<"future-config-key"> {
  readonly since: Version;
  readonly target: Version;
}

export interface UnreadKey extends Base<"unread-config-key"> {
  readonly target: Version;
  readonly rewrites: readonly ConfigRewrite[];
}

export interface WrongType extends Base<"config-value-type"> {
  readonly expected: string;
  readonly found: "map" | "list" | "text" | "nothing";
  readonly text: string;
  /** What Falco works with instead; undefined where nothing is taken or that is not known. */
  readonly taken?: string;
}

export interface WrongBoolean extends Base<"config-boolean"> {
  readonly text: string;
  /** How Falco reads it after all; undefined when it falls back to `taken`. */
  readonly read?: boolean;
  readonly taken?: string;
}

export interface MissingKey extends Base<"missing-config-key"> {
  readonly name: string;
  /** What else the same block does not have. */
  readonly others?: readonly string[];
}

export interface UnknownValue extends Base<"unknown-config-value"> {
  readonly text: string;
  readonly values: readonly string[];
  readonly near?: string;
  readonly deprecated?: { readonly deprecatedIn: Version; readonly removedIn: Version };
}

export interface OutOfRange extends Base<"config-value-range"> {
  readonly text: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly taken?: string;
}

/**
 * `wins`: an option counts instead of the value `text` of the file `by`. `loses`: the file, read afterwards, counts.
 * `rules`: the rules files `lost` of the file are not loaded, for others are named. `unused`: nobody reads what it sets.
 */
export interface OverriddenValue extends Base<"overridden-config-value"> {
  readonly problem: "wins" | "loses" | "rules" | "unused";
  /** The file, or the option. */
  readonly by: string;
  readonly text?: string;
  readonly lost?: readonly string[];
}

/** A block of a file that is read later; what an earlier file says in the same block no longer counts. */
export interface ReplacedBlock extends Base<"replaced-config-block"> {
  readonly name: string;
  /** Paths of settings that are lost with it, below the block. */
  readonly lost: readonly string[];
  /** Path of the file that has them. */
  readonly from: string;
}

/** A plugin that rules of the configuration need. */
export interface MissingPlugin extends Base<"plugin-not-loaded"> {
  readonly name: string;
  readonly why: "required" | "source" | "fields";
  /** The source or field; the plugin's name for a requirement. */
  readonly what: string;
  /** `plugins` has it, so that its name is all that is missing. */
  readonly defined: boolean;
  readonly rewrites: readonly ConfigRewrite[];
}

/** A plugin that is loaded a second time, which its name alone or its entry without a list of names does. */
export interface RepeatedPlugin extends Base<"plugin-loaded-twice"> {
  readonly name: string;
  readonly rewrites: readonly ConfigRewrite[];
}

/** A setting of a plugin that the plugin rejects; `problem` is the type that it must be, or what else is wrong. */
export interface PluginSetting extends Base<"plugin-setting"> {
  readonly plugin: string;
  readonly text: string;
  readonly problem:
    | SettingType
    | "unknown"
    | "value"
    | "secret"
    | "missing"
    | "minimum"
    | "form"
    | "json"
    | "later";
  readonly values?: readonly string[];
  readonly near?: string;
  /** The least number, the form of the string, or the version of the plugin that provides the setting. */
  readonly expected?: string;
}

type Simple =
  | (Base<"config-syntax"> & Pick<YamlProblem, "message" | "spaces">)
  | (Base<"config-not-a-map"> & { readonly found: "nothing" | "list" | "text" })
  | Base<"ignored-document">
  | Base<"empty-config-block">
  | (Base<"output-without-target"> & { readonly output: string; readonly target: string })
  | Base<"silent-outputs">
  | Base<"rules-files-twice">
  | (Base<"drop-action-conflict"> & { readonly text: string })
  | (Base<"undefined-plugin"> & { readonly name: string; readonly near?: string })
  | RepeatedPlugin
  | PluginSetting
  | (Base<"unknown-system-call"> & { readonly text: string; readonly near?: string })
  | (Base<"unknown-plugin"> & { readonly name: string })
  | (Base<"plugin-outside-folder"> & { readonly text: string })
  | (Base<"metrics-interval"> & {
      readonly problem: "missing" | "no-unit" | "unreadable" | "too-short";
      readonly text: string;
    })
  | Base<"metrics-without-output">
  | (Base<"listen-address"> & { readonly text: string })
  | (Base<"rule-selection"> & {
      readonly problem: "definition" | "shape" | "operation" | "target" | "both" | "no-match" | "unknown";
      /** The rule that nobody defines. */
      readonly name?: string;
      readonly near?: string;
    })
  | (Base<"append-output-entry"> & {
      readonly problem: "shape" | "fields" | "repeated";
      readonly text: string;
    })
  | Base<"narrow-append-output">
  | (Base<"config-path"> & { readonly problem: "missing" | "suffix" | "backup"; readonly text: string })
  | (Base<"idle-setting"> & { readonly problem: "append-output" | "append-output-match" | "prometheus" })
  | (Base<"nested-config-files"> & { readonly problem: "included" | "itself" })
  | (Base<"environment-reference"> & {
      readonly problem: "default" | "bare" | "stopped" | "unclosed";
      readonly text: string;
    })
  | (Base<"container-plugin-engines"> & { readonly missing: readonly string[] })
  | (Base<"list-onto-value"> & { readonly name: string })
  | (Base<"config-override"> & { readonly problem: OverrideProblem; readonly text: string });

export type OverrideProblem =
  | "no-value"
  | "empty-name"
  | "index"
  | "append-on-value"
  | "escape"
  | "blank"
  | "list-text"
  | "yaml"
  | "object-for-list"
  | "no-append"
  | "no-yaml";

export type ConfigFinding =
  | UnknownKey
  | RepeatedKey
  | RemovedKey
  | DeprecatedKey
  | FutureKey
  | UnreadKey
  | WrongType
  | WrongBoolean
  | MissingKey
  | UnknownValue
  | OutOfRange
  | OverriddenValue
  | ReplacedBlock
  | MissingPlugin
  | Simple;

export type ConfigCode = ConfigFinding["code"];
export type FindingOf<Code extends ConfigCode> = Extract<ConfigFinding, { code: Code }>;
