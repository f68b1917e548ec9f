import type { Span } from "../text/span.ts";
import type { ItemRepair } from "./item-repair.ts";
import type { YamlNode, YamlProblem } from "./yaml-node.ts";

/**
 * One entry of a rules file's list: the unit of parsing, caching and checking. Spans inside are offsets in `text`.
 * The same object is kept while its text does not change, wherever it moves; no two places share one.
 */
export interface Item {
  readonly text: string;
  /** Undefined for an empty entry. */
  readonly node: YamlNode | undefined;
  /** Number of the YAML document, from 0. */
  readonly document: number;
  readonly problems: readonly YamlProblem[];
  /** What follows the entry without being part of any: Falco reads it as a document of its own. */
  readonly stray: readonly Span[];
  /** It was read as what ends its file, and would be read otherwise before another item. */
  readonly isLast?: true;
  /** The change that makes one item of a text with a problem or with a stray. */
  readonly repair?: ItemRepair;
}
