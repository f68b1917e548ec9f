import type { YamlNode, YamlScalar } from "./yaml-node.ts";

/** A node as JSON would have it: plain scalars that are numbers or booleans as such, all others as strings. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === "seq") return node.items.map(plainValue);
  if (node.kind === "map")
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainValue(value)]));
  return node.isNull ? null : plainScalar(node);
}

function plainScalar({ style, text }: YamlScalar): string | number | bigint | boolean {
  if (style !== "plain") return text;
  if (text === "true" || text === "false") return text === "true";
  if (/^-?(?:0|[1-9][0-9]*)$/.test(text))
    return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  return /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/.test(text) ? Number(text) : text;
}
