import type { ConfigKeyRecord } from "../../../catalog/records.ts";
import { textOf, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isRead, keysIn } from "../keys.ts";
import { entryAt, listItems } from "../node-path.ts";
import { expectation } from "./value-findings.ts";

/** A single value where Falco looks for keys below, or a map or list where it wants a text: each ends Falco. */
export function shapeFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const record of keysIn(root)) {
    if (record.virtual || record.path.includes("[")) continue;
    if (!isRead(record.path, context.target)) continue;
    const entry = entryAt(root, record.path);
    if (!entry) continue;
    if (
      isBlock(record) &&
      isLookedInto(record, root) &&
      entry.value.kind === "scalar" &&
      !entry.value.isNull
    ) {
      findings.push(fatalType(record, entry.value, "text"));
    }
    if (record.path === "static_fields" && entry.value.kind === "map") {
      for (const { value } of entry.value.entries)
        if (value.kind !== "scalar")
          findings.push(fatalType(record, value, value.kind === "map" ? "map" : "list", "a text"));
    }
    if (record.types[0] === "array" && record.items === "string") {
      for (const item of listItems(entry.value))
        if (item.kind !== "scalar")
          findings.push(fatalType(record, item, item.kind === "map" ? "map" : "list", "a text"));
    }
  }
  return findings;
}

function isBlock(record: ConfigKeyRecord): boolean {
  return record.types[0] === "object" && record.path !== "static_fields";
}

/** Of the blocks of engines only the one in use is looked into. */
function isLookedInto(record: ConfigKeyRecord, root: YamlMap): boolean {
  if (!record.path.startsWith("engine.")) return true;
  const kind = textOf(entryAt(root, "engine")?.value, "kind") ?? "kmod";
  return record.path === `engine.${kind}`;
}

function fatalType(
  record: ConfigKeyRecord,
  node: YamlNode,
  found: "map" | "list" | "text",
  expected = expectation(record),
): ConfigFinding {
  const text = node.kind === "scalar" ? node.text : "";
  return {
    code: "config-value-type",
    span: firstLine(node),
    path: record.path,
    falco: "fatal",
    expected,
    found,
    text,
  };
}

/** A map or list is marked at its first key or item, so that the mark stays small. */
function firstLine(node: YamlNode): { readonly start: number; readonly end: number } {
  if (node.kind === "map") return node.entries[0]?.key.span ?? node.span;
  if (node.kind === "seq") return node.items[0] ? firstLine(node.items[0]) : node.span;
  return node.span;
}
