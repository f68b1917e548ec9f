import type { YamlEntry, YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import { touches } from "../../text/span.ts";

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

/** The value that has yet to be written after a key's colon, on the same line. */
export function emptyValueAt(
  node: YamlNode | undefined,
  text: string,
  offset: number,
  steps: readonly (string | number)[] = [],
): ConfigSpot | undefined {
  if (!node || node.kind === "scalar" || node.alias !== undefined) return undefined;
  const members =
    node.kind === "seq"
      ? node.items.map((value, index) => ({ value, step: index, entry: undefined }))
      : node.entries.map((entry) => ({ value: entry.value, step: entry.key.text, entry }));
  for (const { value, step, entry } of members) {
    const path = [...steps, step];
    const isEmpty = value.kind === "scalar" && value.isNull && value.span.end === value.span.start;
    if (isEmpty && value.span.start <= offset && /^[ \t]*$/.test(text.slice(value.span.start, offset)))
      return { part: "value", node: value, entry, steps: path };
    const found = emptyValueAt(value, text, offset, path);
    if (found) return found;
  }
  return undefined;
}

function spotIn(
  node: YamlNode | undefined,
  entry: YamlEntry | undefined,
  steps: readonly (string | number)[],
  offset: number,
): ConfigSpot | undefined {
  if (!node || node.alias !== undefined || !touches(node.span, offset)) return undefined;
  if (node.kind === "scalar")
    return node.span.end > node.span.start ? { part: "value", node, entry, steps } : undefined;
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
