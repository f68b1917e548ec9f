import type { FalcoctlFile } from "../../catalog/falcoctl/falcoctl-records.ts";
import { falcoctlSchema } from "../../catalog/falcoctl/settings.ts";
import type { SettingsSchema } from "../../catalog/plugins/settings-schema.ts";
import {
  booleanOf,
  entryOf,
  nodeAt,
  textOf,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from "../../syntax/yaml-node.ts";
import type { FalcoctlSetting } from "./finding.ts";
import { settingsBySchema } from "./judge-settings.ts";

/**
 * What is wrong with a list of artifacts: an index of falcoctl's, or the registry of plugins. Source: falcosecurity/falcoctl,
 * pkg/index/index; falcosecurity/plugins, build/registry/pkg/registry/validate.go.
 */
export function artifactFindings(
  root: YamlNode | undefined,
  file: Exclude<FalcoctlFile, "config">,
): readonly FalcoctlSetting[] {
  if (!root || (file === "registry" && root.kind !== "map")) return [];
  const schema = falcoctlSchema(file);
  const list = file === "index" ? root : nodeAt(root, ["plugins"]);
  const entries = (list?.kind === "seq" ? list.items : []).filter(
    (one): one is YamlMap => one.kind === "map" && one.alias === undefined,
  );
  const of = (file === "index" ? schema : schema.properties.get("plugins"))?.items;
  return [
    // Other shapes are read leniently.
    ...settingsBySchema(root, schema).flatMap((one): readonly FalcoctlSetting[] =>
      one.problem === "value" ? [{ ...one, problem: "type" }] : one.problem === "unknown" ? [one] : [],
    ),
    ...entries.flatMap((entry) => missing(entry, of)),
    ...repeated(entries.flatMap((entry) => scalarAt(entry, ["name"]) ?? [])),
    ...(file === "registry" ? registered(root, entries) : []),
  ];
}

function missing(entry: YamlMap, schema: SettingsSchema | undefined): readonly FalcoctlSetting[] {
  const first = entry.entries[0];
  if (!first || entry.entries.some(({ key }) => key.text === "<<")) return [];
  return (schema?.required ?? []).flatMap((name) =>
    entryOf(entry, name) ? [] : [finding(first.key, "missing", name)],
  );
}

/** Names, sources and numbers of plugins. */
function registered(root: YamlNode, entries: readonly YamlMap[]): readonly FalcoctlSetting[] {
  const reserved = nodeAt(root, ["reserved_sources"]);
  const taken = (reserved?.kind === "seq" ? reserved.items : []).flatMap((one) =>
    one.kind === "scalar" ? [one.text] : [],
  );
  const sourcing = entries.flatMap((entry) => {
    const node = nodeAt(entry, ["capabilities", "sourcing"]);
    return booleanOf(textOf(node, "supported") ?? "") === true && node?.kind === "map" ? [node] : [];
  });
  const sources = sourcing.flatMap((node) => scalarAt(node, ["source"]) ?? []);
  return [
    ...entries.flatMap((entry) =>
      wrongName(scalarAt(entry, ["name"]), /^[a-z][a-z0-9_-]*$/, "digits, `-` and `_`"),
    ),
    ...sources.flatMap((source) =>
      taken.includes(source.text)
        ? [finding(source, "reserved")]
        : wrongName(source, /^[a-z][a-z0-9_]*$/, "digits and `_`"),
    ),
    ...repeated(sourcing.flatMap((node) => scalarAt(node, ["id"]) ?? [])),
  ];
}

function wrongName(name: YamlScalar | undefined, pattern: RegExp, signs: string): readonly FalcoctlSetting[] {
  return !name || pattern.test(name.text)
    ? []
    : [{ ...finding(name, "name"), expected: `lowercase letters, ${signs}` }];
}

function repeated(names: readonly YamlScalar[]): readonly FalcoctlSetting[] {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const isKnown = seen.has(name.text);
    seen.add(name.text);
    return isKnown ? [finding(name, "repeated")] : [];
  });
}

function scalarAt(node: YamlNode, path: readonly string[]): YamlScalar | undefined {
  const found = nodeAt(node, path);
  return found?.kind === "scalar" && !found.isNull && found.alias === undefined ? found : undefined;
}

function finding(
  { span, text }: YamlScalar,
  problem: FalcoctlSetting["problem"],
  about: string = text,
): FalcoctlSetting {
  return { code: "falcoctl-setting", span, text: about, problem };
}
