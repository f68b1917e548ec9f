import type { YamlEntry, YamlNode, YamlScalar } from "../syntax/yaml-node.ts";
import { touches } from "../text/span.ts";

/** A key or a single value of a configuration. */
export interface ConfigSpot {
  readonly part: "key" | "value";
  readonly node: YamlScalar;
  /** The entry whose key it is, or that holds the value; undefined for an item of a list. */
  readonly entry: YamlEntry | undefined;
  /** Names and indices from the root to the entry or item. */
  readonly steps: readonly (string | number)[];
}

/** The key or value at an offset of the text that the tree was read from; undefined between them. */
export function configSpotAt(root: YamlNode | undefined, offset: number): ConfigSpot | undefined {
  return spotIn(root, undefined, [], offset);
}

function spotIn(node: YamlNode | undefined, entry: YamlEntry | undefined, steps: readonly (string | number)[], offset: number): ConfigSpot | undefined {
  if (!node || node.alias !== undefined || !touches(node.span, offset)) return undefined;
  if (node.kind === "scalar") return node.span.end > node.span.start ? { part: "value", node, entry, steps } : undefined;
  if (node.kind === "seq") {
    for (const [index, item] of node.items.entries()) {
      const found = spotIn(item, undefined, [...steps, index], offset);
      if (found) return found;
    }
    return undefined;
  }
  for (const one of node.entries) {
    const path = [...steps, one.key.text];
    if (touches(one.key.span, offset)) return { part: "key", node: one.key, entry: one, steps: path };
    const found = spotIn(one.value, one, path, offset);
    if (found) return found;
  }
  return undefined;
}
