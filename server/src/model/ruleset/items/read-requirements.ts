import { entryOf, type YamlMap, type YamlNode, type YamlScalar } from "../../../syntax/yaml-node.ts";
import type { EngineVersionView, PluginRequirement, PluginVersionsView } from "./items.ts";
import type { ItemReader } from "./item-reader.ts";

/** An integer N means 0.N.0; else the first three numbers of `x.y.z`. Undefined when it is neither. */
function engineVersionOf(text: string): string | undefined {
  if (/^\d+$/.test(text)) return `0.${Number(text)}.0`;
  return versionOf(text);
}

/** The first three numbers of a version, as Falco's reader takes them. */
export function versionOf(text: string): string | undefined {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(text);
  return numbers ? `${Number(numbers[1])}.${Number(numbers[2])}.${Number(numbers[3])}` : undefined;
}

export function readEngineVersion(reader: ItemReader): EngineVersionView {
  const value = reader.text("required_engine_version", true);
  const version = value && engineVersionOf(value.text);
  const base = { kind: "required_engine_version", item: reader.item, node: reader.node, value } as const;
  if (value && !version) {
    const place = { type: "required_engine_version", name: "", at: reader.node.span.start };
    reader.add("invalid-version", value.span, { detail: value.text, place });
  }
  return { ...base, ...(version && { version }) };
}

export function readPluginVersions(reader: ItemReader): PluginVersionsView {
  const value = reader.entry("required_plugin_versions")?.value;
  const entries: PluginRequirement[] = [];
  const at = value?.span.start;
  if (value?.kind !== "seq") {
    const span = value && value.span.end > value.span.start ? value.span : reader.nameSpan();
    reader.add("wrong-shape", span, {
      detail: "required_plugin_versions",
      options: ["a list"],
      place: { type: "required plugin versions", name: "", at },
    });
  } else {
    for (const node of value.items) {
      const entry = readRequirement(reader, node, "required plugin versions entry");
      if (entry) entries.push(entry);
    }
  }
  return { kind: "required_plugin_versions", item: reader.item, node: reader.node, entries };
}

function readRequirement(reader: ItemReader, node: YamlNode, type: string): PluginRequirement | undefined {
  if (node.kind !== "map") {
    reader.add("wrong-shape", node.span, {
      detail: "required_plugin_versions",
      options: ["a list of maps"],
      place: { type, name: "", at: node.span.start },
    });
    return undefined;
  }
  const nameNode = required(reader, node, "name", type, "");
  const name = nameNode?.text ?? "";
  const versionNode = required(reader, node, "version", type, name);
  if (!nameNode || !versionNode) return undefined;
  const version = versionOf(versionNode.text);
  if (!version)
    reader.add("invalid-version", versionNode.span, {
      detail: versionNode.text,
      place: { type, name, at: node.span.start },
      falco: "LOAD_ERR_VALIDATE",
    });
  const alternatives: PluginRequirement[] = [];
  const list = entryOf(node, "alternatives")?.value;
  if (list?.kind === "seq") {
    for (const item of list.items) {
      const alternative = readRequirement(reader, item, "required plugin versions alternative");
      if (!alternative) continue;
      if (alternative.name === name || alternatives.some((other) => other.name === alternative.name)) {
        reader.add("repeated-plugin", alternative.nameNode.span, {
          detail: alternative.name,
          place: { type, name, at: node.span.start },
          falco: "LOAD_ERR_VALIDATE",
        });
      }
      alternatives.push(alternative);
    }
  } else if (list) {
    reader.add("wrong-shape", list.span, {
      detail: "alternatives",
      options: ["a list"],
      place: { type, name, at: list.span.start },
    });
  }
  return { name, nameNode, version: version ?? versionNode.text, versionNode, alternatives };
}

function required(
  reader: ItemReader,
  node: YamlMap,
  key: string,
  type: string,
  name: string,
): YamlScalar | undefined {
  const value = entryOf(node, key)?.value;
  if (value?.kind === "scalar" && value.text !== "") return value;
  const span =
    value && value.span.end > value.span.start ? value.span : (node.entries[0]?.key.span ?? node.span);
  reader.add(value ? "empty-value" : "missing-key", span, {
    detail: key,
    place: { type, name, at: node.span.start },
  });
  return undefined;
}
