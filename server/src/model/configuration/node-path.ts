import { type YamlEntry, type YamlNode, entryOf } from "../../syntax/yaml-node.ts";
import { childPath } from "./keys.ts";

/** The entry of a path of names such as `engine.kind`; none of them leads into a list. */
export function entryAt(root: YamlNode | undefined, path: string): YamlEntry | undefined {
  let node = root;
  let entry: YamlEntry | undefined;
  for (const name of path.split(".")) {
    entry = entryOf(node, name);
    node = entry?.value;
  }
  return entry;
}

/** The value of such a path. */
export function valueAt(root: YamlNode | undefined, path: string): YamlNode | undefined {
  return entryAt(root, path)?.value;
}

/** Steps of a document as the path of a key: indices become `[]`. */
export function keyPath(steps: readonly (string | number)[]): string {
  let path = "";
  for (const step of steps) path = typeof step === "number" ? `${path}[]` : childPath(path, step);
  return path;
}

/** Items of a list as Falco reads one: a single value represents a list of itself, a map or nothing for no list. */
export function listItems(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.kind === "seq") return node.items;
  return node?.kind === "scalar" && !node.isNull ? [node] : [];
}
