import type { PublishedRules } from "./default-rules.ts";
import type { EventTable } from "./events.ts";
import type { FieldAbsence, FieldInfo } from "./fields/field-info.ts";
import type { LoadedPlugin } from "./plugins.ts";
import type { PluginRegistry } from "./plugin-registry.ts";
import type { ModifierRecord, OperatorRecord, TransformerRecord } from "./language-records.ts";
import type { FieldRecord, ValueType } from "./records.ts";
import type { EngineVersion } from "./releases.ts";
import type { Version } from "./version.ts";

/** What Falco knows in one release with some plugins loaded. Immutable; one object for each such pair, so it can key a cache. */
export interface Catalog {
  readonly target: Version;
  readonly engine: EngineVersion;
  readonly plugins: readonly LoadedPlugin[];
  /** The published rules files, in the versions that are where it is used. */
  readonly published: PublishedRules;
  /** All plugins that are known, loaded or not. */
  readonly registry: PluginRegistry;
  plugin(name: string): LoadedPlugin | undefined;
  /** Loaded plugins whose fields are unknown. They may provide sources, fields and events. */
  readonly uncatalogued: readonly string[];
  /** Event sources that rules may name, `syscall` first. */
  readonly sources: readonly string[];
  isSource(name: string): boolean;

  /** A field by its exact name without argument, whatever the source of the rule. */
  field(name: string): FieldInfo | undefined;
  /** The same, when rules of this source see it. */
  fieldFor(name: string, source: string): FieldInfo | undefined;
  /** The fields that rules of a source see, in the order of the tables. */
  fieldsFor(source: string): readonly FieldInfo[];
  /** Their names, hidden ones too. */
  fieldNames(source: string): readonly string[];
  /** A name as it is in a condition, dots and all, without a bracketed argument. */
  lookupField(name: string, source: string): FieldLookup;
  /** Every record of a name, over all versions and plugins. */
  knownField(name: string): readonly FieldRecord[];
  /** What can follow the field and a dot, for completion: event parameters, event names, or fixed words. */
  suffixes(field: FieldInfo): readonly string[];

  readonly events: EventTable;

  /** What the target has of the language; `language.ts` has it over all versions. */
  readonly operators: ReadonlyMap<string, OperatorRecord>;
  readonly modifiers: ReadonlyMap<string, ModifierRecord>;
  readonly transformers: ReadonlyMap<string, TransformerRecord>;
  /** Whether the target knows a construct of `CONSTRUCTS`. */
  hasConstruct(id: string): boolean;
}

export type FieldLookup =
  | FoundField
  | FieldAbsence
  /** The field is there; what follows its dot is not. `known` is how far Falco's reader gets into it: with it Falco calls the field nonexistent, without it the argument unknown. */
  | {
      readonly kind: "bad-suffix";
      readonly field: FieldInfo;
      readonly suffix: string;
      readonly known?: string;
    }
  /** Rules of these sources see it. */
  | { readonly kind: "other-source"; readonly field: FieldInfo; readonly sources: readonly string[] }
  | { readonly kind: "unknown" };

export interface FoundField {
  readonly kind: "found";
  readonly field: FieldInfo;
  /** What is after the field's own name and a dot: `res` in `evt.arg.res`. */
  readonly suffix?: string;
  /** The type that operators are checked with: for `evt.rawarg.NAME` that of the parameter. */
  readonly type: ValueType;
}
