import type { Item } from "../../syntax/item.ts";
import type { YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import type { ListView, MacroView, Priority, RuleView } from "./items/items.ts";
import type { Written } from "./loaded-text.ts";

interface EffectiveBase<V> {
  readonly name: string;
  /** Number of its first definition among all definitions: its place in the order. */
  readonly index: number;
  /** Number of the last item that defined, appended to or replaced it: what lies before can be seen. */
  readonly visibility: number;
  /** The items that made it what it is, first to last. A redefinition begins anew. */
  readonly views: readonly V[];
  /** Definitions that were thrown away by a later one. */
  readonly replaced: readonly V[];
  /** Position of the file, in load order, that changed it last. */
  readonly file: number;
}

export interface EffectiveList extends EffectiveBase<ListView> {
  readonly kind: "list";
  readonly items: readonly Written[];
}

export interface EffectiveMacro extends EffectiveBase<MacroView> {
  readonly kind: "macro";
  readonly condition: readonly Written[];
  /** Falco's positions stay with the first definition's condition. */
  readonly anchor: Written | undefined;
}

export interface EffectiveRule extends EffectiveBase<RuleView> {
  readonly kind: "rule";
  readonly source: string;
  readonly condition: readonly Written[];
  readonly output: readonly Written[];
  readonly anchor: Written | undefined;
  readonly outputAnchor: Written | undefined;
  readonly priority: Priority | undefined;
  readonly tags: readonly Written[];
  readonly enabled: boolean;
  readonly warnEvttypes: boolean;
  readonly skipIfUnknownFilter: boolean;
  readonly capture: boolean;
  readonly captureDuration: number;
  readonly exceptions: readonly EffectiveException[];
  /** The source is not known to this Falco: the rule is dropped before anything else of it is looked at. */
  readonly unknownSource: boolean;
}

export interface EffectiveException {
  readonly name: string;
  readonly nameNode: YamlScalar;
  readonly item: Item;
  readonly compsItem: Item;
  /** The node Falco points at. */
  readonly node: YamlNode;
  /** `fields` is a list: values are tuples. */
  readonly list: boolean;
  readonly fields: readonly YamlScalar[];
  /** Empty when left to Falco's default. */
  readonly comps: readonly YamlScalar[];
  readonly values: readonly { readonly node: YamlNode; readonly item: Item }[];
  /** Put in place by an override: Falco then does not fill in comparisons that are left out. */
  readonly unfilled?: boolean;
  /** Falco's loader has rejected it already, so it is in no condition. */
  readonly refused?: boolean;
}

export type EffectiveItem = EffectiveList | EffectiveMacro | EffectiveRule;
