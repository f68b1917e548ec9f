import { kindOfContent } from "../../syntax/file-kind.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { nodeAt, textOf, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan, type OffsetMap, shiftMap } from "../../text/offset-map.ts";
import type { HostReading, Region, StatedRules, StatedVersion } from "../host.ts";
import { NOTHING } from "../embedding/nested.ts";
import { statedRules } from "../embedding/rules-refs.ts";
import { regionOf, textRegion, treeRegion } from "../embedding/yaml-regions.ts";

/**
 * A resource of the Falco Operator. What its kind and key say is certain; under other names the content says, since the
 * names changed. Source: the operator's reference of its resources, v0.1 to v0.5.
 */
export function operatorReading(object: YamlMap, source: string, group: string): HostReading {
  const spec = valueOf(object, "spec");
  if (spec?.kind !== "map") return NOTHING;
  const kind = textOf(object, "kind") ?? "";
  const name = textOf(valueOf(object, "metadata"), "name") ?? "";
  const regions = spec.entries.flatMap(({ key, value }): readonly Region[] => {
    if (value.alias !== undefined) return [];
    const extra = { group, name: key.text };
    if (kind === "Plugin") return key.text === "config" ? pluginRegion(value, name, source, group) : [];
    const certain = CONTENTS.get(`${kind}.${key.text}`);
    // What an operator's `Config` holds is merged into the main file, as a file of the folder is.
    const named = certain === "config" ? { group, name: `config.d/${name}.yaml` } : extra;
    if (value.kind === "scalar") {
      if (certain && !value.isNull) {
        const { text, map } = scalarText(value, source);
        return [regionOf(certain, text, map, named)];
      }
      return [textRegion(value, source, extra) ?? []].flat();
    }
    const told = certain ?? kindOfContent(value);
    return told === "other" ? [] : [treeRegion(told, value, source, named)];
  });
  if (kind === "Rulesfile") return { regions, versions: artifactOf(spec, source, group) };
  return { regions, versions: kind === "Falco" ? versionsOf(spec, source, group) : [] };
}

/** What the keys of a kind hold, as a text or as a tree. */
const CONTENTS: ReadonlyMap<string, "rules" | "config"> = new Map([
  ["Config.config", "config"],
  ["Rulesfile.inlineRules", "rules"],
  ["Rulesfile.rulesString", "rules"],
]);

function versionsOf(spec: YamlMap, source: string, group: string): readonly StatedVersion[] {
  const [version, node] = [textOf(spec, "version"), valueOf(spec, "version")];
  const release = /^v?(\d+\.\d+\.\d+)$/.exec(version ?? "")?.[1];
  if (release === undefined || version === undefined || node?.kind !== "scalar") return [];
  const inText = { start: version.length - release.length, end: version.length };
  return [{ of: "falco", version: release, span: mapSpan(scalarText(node, source).map, inText), group }];
}

/** The rules that a `Rulesfile` fetches: as one reference, or, since v0.2, by repository and tag. */
function artifactOf(spec: YamlMap, source: string, group: string): readonly StatedRules[] {
  const artifact = valueOf(spec, "ociArtifact");
  const [reference, tag] = [nodeAt(artifact, ["reference"]), nodeAt(artifact, ["image", "tag"])];
  if (reference?.kind === "scalar")
    return statedRules(reference.text, scalarText(reference, source).map, group);
  const repository = textOf(nodeAt(artifact, ["image"]), "repository") ?? "";
  const [told] =
    tag?.kind === "scalar" ? statedRules(`${repository}:${tag.text}`, shiftMap(0, 0), group) : [];
  if (!told || tag?.kind !== "scalar") return [];
  const span = mapSpan(scalarText(tag, source).map, { start: 0, end: tag.text.length });
  return [{ ...told, span }];
}

/** The settings of a plugin, in the entry of `plugins` that the operator writes of them. */
function pluginRegion(config: YamlNode, resource: string, source: string, group: string): readonly Region[] {
  const settings = nodeAt(config, ["initConfig"]);
  if (settings?.kind !== "map" || settings.alias !== undefined || settings.entries.length === 0) return [];
  const name = textOf(config, "name") ?? resource;
  if (!/^[\w.-]+$/.test(name)) return [];
  const head = `plugins:\n- name: ${name}\n  library_path: lib${name}.so\n  init_config:\n`;
  const { text, map } = treeRegion("config", settings, source, {});
  const region = regionOf("config", head + indented(text), below(head, text, map), {
    group,
    name: "config.d/plugins.yaml",
  });
  return [{ ...region, opaque: [...(region.opaque ?? []), { start: 0, end: head.length }] }];
}

const INDENT = "    ";

function indented(text: string): string {
  return text.replaceAll(/^/gm, INDENT);
}

/** The map of a text that was indented and put below others lines: what was added leads to the place before which it is. */
function below(head: string, text: string, inner: OffsetMap): OffsetMap {
  const starts: number[] = Array.from({ length: head.length }, () => 0);
  for (let at = 0; at < text.length; at++) {
    if (at === 0 || text[at - 1] === "\n") for (const _ of INDENT) starts.push(at);
    starts.push(at);
  }
  const innerAt = (offset: number): number => starts[offset] ?? text.length;
  const added = (offset: number): boolean =>
    innerAt(offset) === innerAt(offset + 1) && offset < starts.length;
  return {
    length: starts.length,
    at: (offset) => inner.at(innerAt(offset)),
    endAt: (offset) => inner.endAt(offset === 0 ? 0 : innerAt(offset - 1) + (added(offset - 1) ? 0 : 1)),
    from: (outer) => {
      const place = inner.from(outer);
      const found = place === undefined ? -1 : starts.lastIndexOf(place);
      return found < head.length ? (place === text.length ? starts.length : undefined) : found;
    },
    edit(span, newText) {
      const [start, end] = [innerAt(span.start), innerAt(span.end)];
      // An edit over whole lines would must be indented anew.
      const isInLine =
        !/[\r\n]/.test(newText) &&
        !/[\r\n]/.test(text.slice(start, end)) &&
        span.start >= head.length &&
        !added(span.start);
      return isInLine ? inner.edit({ start, end }, newText) : undefined;
    },
  };
}
