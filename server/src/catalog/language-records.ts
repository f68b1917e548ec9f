import type { ValueType } from "./records.ts";
import type { Version } from "./version.ts";

/** Types that operators treat alike. A type in no group can only be tested with `exists`. */
export type TypeGroup = "number" | "boolean" | "text" | "bytes" | "address";

/** How a constant is read for a type; `refused` types take none. */
export type ConstantKind =
  | "integer"
  | "boolean"
  | "text"
  | "bytes"
  | "port"
  | "address"
  | "network"
  | "refused";

export interface OperatorRecord {
  readonly name: string;
  /** What the grammar takes on its right, besides a field. `hex` is a value of hex digits. */
  readonly right: "none" | "value" | "number" | "hex" | "list";
  /** The left-hand types it takes. */
  readonly groups: readonly TypeGroup[];
  /** Works on a field with many values. */
  readonly listFields?: true;
  /** A field or a transformer may be on its right. */
  readonly rightField?: true;
  /** `oneof`, `anyof`, `allof` may follow it. */
  readonly modifier?: true;
  /** A space has to follow it. */
  readonly needsBlank?: true;
  readonly since?: Version;
  readonly description: string;
}

export interface ModifierRecord {
  readonly name: string;
  readonly since: Version;
  readonly description: string;
}

export interface TransformerRecord {
  readonly name: string;
  readonly left?: true;
  readonly right?: true;
  readonly minArguments: number;
  /** Absent: any number. */
  readonly maxArguments?: number;
  /** Types of its arguments; absent: any. */
  readonly inputs?: readonly ValueType[];
  /** A single argument may be a field with many values. */
  readonly lists?: true;
  /** Absent: the type of its argument. */
  readonly output?: ValueType;
  /** A bracketed argument may follow it. */
  readonly bracket?: true;
  readonly since: Version;
  readonly description: string;
}

/** A construct of the language that did not always exist. */
export interface ConstructRecord {
  readonly id: string;
  readonly since: Version;
  readonly description: string;
}

export type ItemKind =
  | "rule"
  | "macro"
  | "list"
  | "required_engine_version"
  | "required_plugin_versions"
  | "exception"
  | "plugin"
  | "alternative";

export interface ItemKeyRecord {
  readonly item: ItemKind;
  readonly key: string;
  readonly type:
    | "text"
    | "texts"
    | "condition"
    | "output"
    | "priority"
    | "source"
    | "boolean"
    | "unsigned"
    | "exceptions"
    | "override"
    | "engine"
    | "plugins"
    | "version"
    | "fields"
    | "comps"
    | "values";
  /** A full definition needs it. */
  readonly required?: true;
  readonly default?: string | number | boolean;
  /** What `override` may say of it. */
  readonly override?: readonly ("append" | "replace")[];
  readonly since?: Version;
  readonly deprecatedIn?: Version;
  /** Falco's own schema for rules files knows the key since then, if later than the loader. */
  readonly schemaSince?: Version;
  /** That schema knows it as a key of `override` since then. */
  readonly overrideSchemaSince?: Version;
  readonly description: string;
}

export interface PriorityRecord {
  /** Upper case, as Falco's own schema wants it; its loader takes any case. */
  readonly name: string;
  /** 0 is the most severe. */
  readonly level: number;
  readonly aliases?: readonly string[];
  readonly description: string;
}

export interface LoadCodeRecord {
  readonly code: `LOAD_${string}`;
  /** Falco's short text for the code. */
  readonly text: string;
  readonly level: "error" | "warning";
  readonly since: Version;
  /** Its name in earlier releases. */
  readonly formerly?: string;
}
