import { configKey } from "../../catalog/config-keys.ts";
import { booleanOf, type YamlNode } from "../../syntax/yaml-node.ts";

/**
 * Whether a value does nothing where it goes to: it is empty, switches something off, or is what falco.yaml has there by
 * default. `to` is a path of the chart's values.
 */
export function isQuiet(node: YamlNode, to: string): boolean {
  if (node.kind === "map") return node.entries.every(({ key, value }) => isQuiet(value, `${to}.${key.text}`));
  if (node.kind === "seq") return node.items.length === 0;
  return node.isNull || isQuietText(node.text, to);
}

/** The same for a value as `--set` takes it. */
export function isQuietText(text: string, to: string): boolean {
  if (text === "" || text === "{}" || booleanOf(text) === false) return true;
  const initial = to.startsWith("falco.") ? configKey(to.slice("falco.".length))?.default : undefined;
  return typeof initial !== "object" && initial !== undefined && String(initial) === text;
}
