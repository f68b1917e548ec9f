import type { YamlMap } from "../../../syntax/yaml-node.ts";

/** Keys that an override replaces. Source: facts on rule files, section 2. */
const REPLACEABLE: ReadonlySet<string> = new Set([
  "condition",
  "output",
  "desc",
  "priority",
  "enabled",
  "exceptions",
  "warn_evttypes",
  "skip-if-unknown-filter",
]);

/**
 * The `override` that says of each key of a rule's item that it is replaced, and of tags that they are appended; undefined
 * where there are none, or others that no override changes. `besides` are keys that do not count.
 */
export function overrideFor(
  map: YamlMap,
  besides: readonly string[] = [],
  // biome-ignore lint/plugin: written out, never looked up but by our own words
): Readonly<Record<string, string>> | undefined {
  const keys = map.entries
    .map(({ key }) => key.text)
    .filter((key) => key !== "rule" && !besides.includes(key));
  if (keys.length === 0 || !keys.every((key) => key === "tags" || REPLACEABLE.has(key))) return undefined;
  return Object.fromEntries(keys.map((key) => [key, key === "tags" ? "append" : "replace"]));
}

/** It in words: `enabled: replace`, with backticks. */
// biome-ignore lint/plugin: written out, never looked up
export function overrideWords(override: Readonly<Record<string, string>>): string {
  return Object.entries(override)
    .map(([key, operation]) => `\`${key}: ${operation}\``)
    .join(", ");
}
