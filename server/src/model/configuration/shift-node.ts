import { shift } from "../../text/span.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";

/** The tree with every span moved by `base`. Nodes that are shared through aliases stay shared. */
export function shiftNode<T extends YamlNode>(node: T, base: number): T {
  return base === 0 ? node : (shifted(node, base, new Map()) as T);
}

function shifted(node: YamlNode, base: number, members: Map<unknown, unknown>): YamlNode {
  const span = shift(node.span, base);
  if (node.kind === "scalar") return { ...node, span };
  if (node.kind === "seq") {
    const known = members.get(node.items) as readonly YamlNode[] | undefined;
    const items = known ?? node.items.map((item) => shifted(item, base, members));
    members.set(node.items, items);
    return { ...node, items, span };
  }
  const known = members.get(node.entries) as readonly YamlEntry[] | undefined;
  const entries =
    known ??
    node.entries.map((entry) => ({
      key: shifted(entry.key, base, members) as YamlScalar,
      value: shifted(entry.value, base, members),
      span: shift(entry.span, base),
    }));
  members.set(node.entries, entries);
  return { ...node, entries, span };
}
