import { type SourceName, SYSCALL } from "../../../catalog/records.ts";
import type { ItemRepair } from "../../../syntax/item-repair.ts";
import type { ItemCode } from "./item-code.ts";
import type { Item } from "../../../syntax/item.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlProblem, YamlScalar } from "../../../syntax/yaml-node.ts";
import type { Span } from "../../../text/span.ts";

/** What an item is, by the first of these keys it has. */
export type ItemView = RuleView | MacroView | ListView | EngineVersionView | PluginVersionsView;

export type NamedView = RuleView | MacroView | ListView;

/** The event source that a rule states, or Falco's own. Macros and lists are read for that one too. */
export function sourceOf(view: ItemView): SourceName {
  return (view.kind === "rule" ? view.source?.text : undefined) ?? SYSCALL;
}

export function isNamed(view: ItemView): view is NamedView {
  return view.kind === "rule" || view.kind === "macro" || view.kind === "list";
}

interface ViewBase {
  readonly item: Item;
  readonly node: YamlMap;
}

/** How an item joins what was defined before it. */
export type ItemMode = "define" | "override" | "append" | "enable";

export type OverrideOperation = "append" | "replace";

interface NamedBase extends ViewBase {
  readonly name: string;
  readonly nameNode: YamlScalar;
  readonly mode: ItemMode;
  /** Keys under `override`, with what is asked for each. */
  readonly overrides: readonly Override[];
}

export interface Override {
  readonly key: string;
  readonly operation: OverrideOperation;
  readonly entry: YamlEntry;
}

export interface RuleView extends NamedBase {
  readonly kind: "rule";
  readonly condition?: YamlScalar;
  readonly output?: YamlScalar;
  readonly desc?: YamlScalar;
  readonly priority?: Priority;
  /** Absent when not given or given empty. */
  readonly source?: YamlScalar;
  readonly enabled?: boolean;
  readonly tags?: readonly YamlScalar[];
  readonly exceptions?: readonly ExceptionView[];
  readonly warnEvttypes?: boolean;
  readonly skipIfUnknownFilter?: boolean;
  readonly capture?: boolean;
  readonly captureDuration?: number;
}

export interface Priority {
  /** Falco's spelling: `Warning`, `Informational`. */
  readonly name: string;
  readonly node: YamlScalar;
}

export interface ExceptionView {
  readonly name: string;
  readonly nameNode: YamlScalar;
  readonly node: YamlMap;
  readonly fields?: OneOrMany;
  readonly comps?: OneOrMany;
  /** Undefined when the key is not there. */
  readonly values?: readonly YamlNode[];
}

/** A scalar, or a list of scalars: the shape decides what an exception means. */
export interface OneOrMany {
  readonly list: boolean;
  readonly items: readonly YamlScalar[];
  readonly node: YamlNode;
}

export interface MacroView extends NamedBase {
  readonly kind: "macro";
  readonly condition?: YamlScalar;
}

export interface ListView extends NamedBase {
  readonly kind: "list";
  readonly items?: readonly YamlScalar[];
}

export interface EngineVersionView extends ViewBase {
  readonly kind: "required_engine_version";
  /** As `x.y.z`; undefined when it cannot be read. */
  readonly version?: string;
  readonly value: YamlScalar | undefined;
}

export interface PluginVersionsView extends ViewBase {
  readonly kind: "required_plugin_versions";
  readonly entries: readonly PluginRequirement[];
}

export interface PluginRequirement {
  readonly name: string;
  readonly nameNode: YamlScalar;
  readonly version: string;
  readonly versionNode: YamlScalar;
  readonly alternatives: readonly PluginRequirement[];
}

/** Falco's name for the thing that an issue is about; `name` as Falco prints it. */
export interface FalcoPlace {
  readonly type: string;
  readonly name: string;
  /** Offset in the item's text of what Falco's position points at; undefined for the start of the file. */
  readonly at: number | undefined;
}

/**
 * A fact found while reading or merging items. `code` names the check that words it, `name` and `detail`
 * carry what the words need. Spans are offsets in the text of `item`.
 */
export interface ItemFinding<Code extends ItemCode = ItemCode> {
  readonly code: Code;
  readonly span: Span;
  readonly name: string;
  readonly detail?: string;
  readonly options?: readonly string[];
  /** Any of these plugins would settle it. */
  readonly plugins?: readonly string[];
  readonly place: FalcoPlace;
  readonly falco: string | null;
  readonly entry?: YamlEntry;
  /** The name that was probably meant. */
  readonly near?: string;
  /** How a text that YAML rejects would read. */
  readonly repair?: ItemRepair;
  readonly spaces?: NonNullable<YamlProblem["spaces"]>;
  /** A plugin that does as well and is loaded; it can be named after offset `after` of the item's text. */
  readonly alternative?: {
    readonly name: string;
    readonly version: string;
    readonly after: number;
    /** The entry has no alternatives yet. */
    readonly isFirst: boolean;
  };
}
