import type { Item } from "../../syntax/item.ts";
import type { Defined } from "./history.ts";
import type { ItemFinding } from "./items/items.ts";
import type { TextFinding } from "./judge.ts";
import type { KnownName, LoadInput } from "./load-input.ts";
import type { LoadedText, Spot, SpotWithOrigin } from "./loaded-text.ts";

/** One thing found, in the text of the item or in the text that Falco compiles. */
export type Found =
  | {
      readonly kind: "item";
      readonly item: Item;
      readonly finding: ItemFinding;
      readonly related?: readonly RelatedSpot[];
    }
  | {
      readonly kind: "text";
      readonly loaded: LoadedText;
      readonly finding: TextFinding;
      /** Where that text was written. */
      readonly spot: SpotWithOrigin;
      /** Of the rule that it was evaluated for; absent for a macro that cannot be parsed. */
      readonly source?: string;
    };

export interface RelatedSpot extends Spot {
  readonly message: string;
}

/** What the findings of one point of a load have in common. */
export interface FindingContext {
  readonly known: KnownName;
  readonly published: LoadInput["published"];
  readonly defined: Defined;
  /** Whether an item is of a file that is not the user's to change. */
  readonly isBackground: (item: Item) => boolean;
  /** Of the rule that is looked at. */
  readonly source?: string;
}
