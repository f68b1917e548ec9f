import type { Item } from "../../syntax/item.ts";
import type { ItemList } from "../../syntax/items.ts";
import type { ItemFinding, ItemView } from "./items/items.ts";
import type { ItemReading } from "./items/read-item.ts";
import type { Judge, Memo } from "./judge.ts";
import type { NameKind } from "./items/item-names.ts";

/** One rules text of the ruleset, in load order. */
export interface RulesText {
  readonly id: string;
  readonly items: ItemList;
  /** Part of a page: who reads it may use what it defines. */
  readonly fragment?: boolean;
  /** One of Falco's default rules files, and sure to be loaded where it is in the order. */
  readonly published?: boolean;
  /** Not the user's to change: what is wrong with it is reported where the user's own items make it so. */
  readonly background?: boolean;
  /** Made of what is known of a published file that is not there. */
  readonly outline?: OutlineInfo;
}

/** What is known of how a published file comes before the user's. */
export interface OutlineInfo {
  readonly file: string;
  /** Something says that it is loaded. */
  readonly isLoaded: boolean;
  /** Falco loads it if nothing says otherwise. */
  readonly isUsual: boolean;
  /** All that is loaded is known, and it is not among that: Falco rejects what needs it. */
  readonly isAbsent: boolean;
}

/** What a load depends on besides its files. */
export interface LoadTerms {
  readonly judge: Judge;
  readonly memo: Memo;
  readonly readItem: (item: Item) => ItemReading;
  /** What else the target says of a requirement; empty when it is met. */
  readonly checkRequirement: (view: ItemView) => readonly ItemFinding[];
  readonly known: KnownName;
  /** Names that published files define, those of the main one first: what may have been meant. */
  readonly published: (kind: NameKind) => readonly string[];
  /** The target does not know `override`. */
  readonly withoutOverride?: true;
  /** Whether rules that are, or may well be, loaded before the files use a name of this kind. */
  readonly usedBefore: (kind: NameKind, name: string) => boolean;
  /** Nothing says which plugins are loaded, so a source that is not known may well be there. */
  readonly pluginsAssumed: boolean;
}

export interface LoadInput extends LoadTerms {
  readonly files: readonly RulesText[];
}

/** Who else defines a name that no file loaded so far does: a file `loaded` before them, some file of the workspace, or a published one; undefined when nobody is known to. What the text `except` defines does not count. */
export type KnownName = (
  kind: NameKind,
  name: string,
  except?: RulesText["id"],
) => "loaded" | "workspace" | { readonly published: string } | undefined;
