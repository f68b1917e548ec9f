import type { Item } from "../../../syntax/item.ts";
import { entryOf } from "../../../syntax/yaml-node.ts";
import { plainValue } from "../../../text/foreign-characters.ts";
import { ITEM_KINDS } from "./item-keys.ts";
import { ItemReader } from "./item-reader.ts";
import type { ItemFinding, ItemView, ListView, MacroView } from "./items.ts";
import { readMode } from "./read-mode.ts";
import { readEngineVersion, readPluginVersions } from "./read-requirements.ts";
import { readRule } from "./read-rule.ts";

export interface ItemReading {
  /** Undefined if the item is not one of Falco's. Parts that cannot be read are missing. */
  readonly view: ItemView | undefined;
  /** In the order in which Falco finds them. Falco stops at the first error. */
  readonly findings: readonly ItemFinding[];
}

/** Returns the typed view of an item, and everything that is wrong with its shape. */
export function readItemView(item: Item): ItemReading {
  const findings: ItemFinding[] = [];
  const view = readView(item, findings);
  return { view, findings: findings.length > 0 ? findings : NOTHING };
}

const NOTHING: readonly ItemFinding[] = [];

function readView(item: Item, findings: ItemFinding[]): ItemView | undefined {
  const node = item.node;
  if (!node) return undefined;
  if (node.kind !== "map") {
    const place = { type: "rules content item", name: "", at: node.span.start };
    findings.push({ code: "not-an-item", span: node.span, name: "", place, falco: "LOAD_ERR_YAML_VALIDATE" });
    return undefined;
  }
  const kind = ITEM_KINDS.find((key) => entryOf(node, key));
  const reader = new ItemReader(item, node, kind, findings);
  reader.checkKeys();
  switch (kind) {
    case undefined:
      return undefined;
    case "required_engine_version":
      return readEngineVersion(reader);
    case "required_plugin_versions":
      return readPluginVersions(reader);
    case "list":
      return readList(reader);
    case "macro":
      return readMacro(reader);
    case "rule":
      return readRule(reader);
  }
}

function readList(reader: ItemReader): ListView | undefined {
  const named = reader.named("list");
  if (!named) return undefined;
  const items = reader.scalars("items", true);
  for (const { text, span } of items ?? [])
    if (plainValue(text) !== undefined) reader.add("foreign-list-item", span, { detail: text, falco: null });
  const { item, node, name, nameNode } = named;
  const { mode, overrides } = readMode(reader, "list");
  return items
    ? { kind: "list", item, node, name, nameNode, mode, overrides, items }
    : { kind: "list", item, node, name, nameNode, mode, overrides };
}

function readMacro(reader: ItemReader): MacroView | undefined {
  const named = reader.named("macro");
  if (!named) return undefined;
  const condition = reader.text("condition", true);
  const { item, node, name, nameNode } = named;
  const { mode, overrides } = readMode(reader, "macro");
  return condition
    ? { kind: "macro", item, node, name, nameNode, mode, overrides, condition }
    : { kind: "macro", item, node, name, nameNode, mode, overrides };
}
