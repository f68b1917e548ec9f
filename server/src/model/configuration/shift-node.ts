import { shift } from "../../text/span.ts";
import { entryNode, placedMap, placedScalar, placedSeq } from "../../syntax/packed-node.ts";
import type { YamlEntry, YamlNode } from "../../syntax/yaml-node.ts";

/** The tree with every span moved by `base`. Nodes that are shared through aliases stay shared. */
export function shiftNode<T extends YamlNode>(node: T, base: number): T {
  return base === 0 ? node : (shifted(node, base, new Map()) as T);
}

function shifted(node: YamlNode, base: number, members: Map<unknown, unknown>): YamlNode {
  const span = shift(node.span, base);
  if (node.kind === "scalar") return placedScalar(node, span);
  if (node.kind === "seq") {
    const known = members.get(node.items) as readonly YamlNode[] | undefined;
    const items = known ?? node.items.map((item) => shifted(item, base, members));
    members.set(node.items, items);
    return placedSeq(node, items, span);
  }
  const known = members.get(node.entries) as readonly YamlEntry[] | undefined;
  const entries =
    known ??
    node.entries.map(({ key, value }) =>
      entryNode(placedScalar(key, shift(key.span, base)), shifted(value, base, members)),
    );
  members.set(node.entries, entries);
  return placedMap(node, entries, span);
}
