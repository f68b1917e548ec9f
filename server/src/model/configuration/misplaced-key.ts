import { configKey } from "../../catalog/config-keys.ts";
import { entryOf, type YamlEntry, type YamlMap } from "../../syntax/yaml-node.ts";
import { addedToBlock, contentEnd, entryRemoval, insertedAfter } from "./entry-edit.ts";
import type { ConfigRewrite } from "./finding.ts";
import { parentPath } from "./keys.ts";
import { entryAt } from "./node-path.ts";

/**
 * Moves a key on one line to the block where it belongs, or out of the block where it does not. Empty where that block
 * is not there or has the key already, where the key is the last of its block, and for values of several lines.
 */
export function misplacedRewrites(
  entry: YamlEntry,
  map: YamlMap,
  place: string,
  root: YamlMap,
  source: string,
): readonly ConfigRewrite[] {
  const { value } = entry;
  const text = source.slice(value.span.start, contentEnd(value.span, source));
  const isOneLine =
    (value.kind === "scalar" || (value.kind === "seq" && value.flow)) &&
    value.alias === undefined &&
    text !== "" &&
    !/[\r\n]/.test(text);
  if (!isOneLine || !fits(place, entry) || map.flow || (map !== root && map.entries.length === 1)) return [];
  const name = place.slice(place.lastIndexOf(".") + 1);
  const line = `${name}: ${text}`;
  const parent = parentPath(place);
  const added =
    parent === ""
      ? besideOwner(entry, root, name, line, source)
      : insideBlock(parent, root, name, line, source);
  return added
    ? [{ kind: "move", path: place, safe: false, edits: [entryRemoval(entry, source), added] }]
    : [];
}

/** Whether the value is of the kind that the key wants there. */
function fits(place: string, { value }: YamlEntry): boolean {
  const type = configKey(place)?.types[0];
  if (place.includes("[")) return false;
  return value.kind === "seq" ? type === "array" : type !== "object" && type !== "array";
}

function besideOwner(
  entry: YamlEntry,
  root: YamlMap,
  name: string,
  line: string,
  source: string,
): ReturnType<typeof insertedAfter> | undefined {
  const owner = root.entries.find(({ span }) => span.start <= entry.span.start && entry.span.end <= span.end);
  return owner && !root.flow && !entryOf(root, name) ? insertedAfter(owner, [line], source) : undefined;
}

function insideBlock(
  parent: string,
  root: YamlMap,
  name: string,
  line: string,
  source: string,
): ReturnType<typeof addedToBlock> | undefined {
  const block = entryAt(root, parent);
  if (
    block?.value.kind !== "map" ||
    block.value.flow ||
    block.value.alias !== undefined ||
    entryOf(block.value, name)
  )
    return undefined;
  return addedToBlock(block, line, source);
}
