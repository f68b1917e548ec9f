import { kindOfContent } from "../../syntax/file-kind.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { nodeAt, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { withBranches } from "../embedding/branches.ts";
import { isNamedForFalco, isNamedValues, isOldConfig, valuesIn } from "../embedding/values-form.ts";
import { argumentsReading, variablesOf } from "../commands/container.ts";
import type { Host, HostReading, Region, StatedVersion } from "../host.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import { MASK, maskTemplate } from "../embedding/template.ts";
import { configuredRules } from "../embedding/rules-refs.ts";
import { regionOf, textRegion, treeRegion } from "../embedding/yaml-regions.ts";

/** Values of Falco's Helm chart, as a file of their own or under the name of a subchart. */
export const helmValuesHost: Host = {
  id: "helm-values",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path, text) =>
    /\.(?:ya?ml(?:\.gotmpl|\.tpl)?|gotmpl)$/.test(path) &&
    (/^(?:["']?(?:driver|falcoctl|collectors|extraArgs)["']?| {0,4}["']?(?:falco|customRules)["']?)[ \t]*:/m.test(
      text,
    ) ||
      (isNamedForFalco(path) &&
        /^["']?(?:extra|tty|controller|falcosidekick|image)["']?[ \t]*:/m.test(text))),
  read,
};

function read(path: string, text: string): HostReading {
  const source = /\.(?:gotmpl|tpl)$/.test(path) ? maskTemplate(text, "go") : text;
  return withBranches(
    joined(
      readYaml(source).documents.map(({ root }, index) => findValues(root, source, String(index), path)),
    ),
    text,
  );
}

/** The values in a tree: the tree itself, or what is under one of its keys. `path` is that of a values file. */
export function findValues(
  root: YamlNode | undefined,
  source: string,
  group: string,
  path?: string,
): HostReading {
  return joined(
    valuesIn(root, path).map(({ key, values }) =>
      valuesReading(values, source, key === undefined ? group : `${group}/${key}`),
    ),
  );
}

/** The values of Falco's chart under a key, if they have its form: other files of a chart have such keys too. */
export function valuesUnder(key: string, text: string): HostReading {
  return joined(
    readYaml(text).documents.map(({ root }, index) => {
      const values = valueOf(root, key);
      return isNamedValues(values) ? valuesReading(values, text, `${index}/${key}`) : NOTHING;
    }),
  );
}

/** The regions of a chart's values. */
export function valuesReading(values: YamlMap, source: string, group: string): HostReading {
  if (values.entries.length === 0) return NOTHING;
  const falco = valueOf(values, "falco");
  const custom = valueOf(values, "customRules");
  const regions: Region[] = [treeRegion("values", values, source, { group })];
  // The chart merges its own defaults under it, so that what is missing here may well be there.
  if (falco?.kind === "map" && falco.alias === undefined && falco.entries.length > 0 && !isOldConfig(falco))
    regions.push(treeRegion("config", falco, source, { group, name: "falco.yaml", fragment: true }));
  const falcoctl = nodeAt(values, ["falcoctl", "config"]);
  if (falcoctl?.kind === "map" && falcoctl.alias === undefined && falcoctl.entries.length > 0)
    regions.push(treeRegion("falcoctl", falcoctl, source, { group, fragment: true }));
  regions.push(...customRules(custom, source, group));
  // A misplaced block is never loaded. What is wrong in it is worth knowing all the same.
  for (const { key, value } of values.entries)
    if (key.text !== "customRules")
      regions.push(...customRules(valueOf(value, "customRules"), source, group));
  const loader = nodeAt(values, ["driver", "loader", "initContainer"]);
  regions.push(
    ...variablesOf(nodeAt(values, ["extra", "env"]), source, "kubernetes", group),
    ...variablesOf(valueOf(loader, "env"), source, "kubernetes", group),
  );
  return joined([
    {
      regions,
      versions: [...imageVersion(values, source, group), ...configuredRules(falcoctl, source, group)],
    },
    argumentsReading(nodeAt(values, ["extra", "args"]), source, "falco", group),
    argumentsReading(valueOf(values, "extraArgs"), source, "falco", group),
    ...["install", "follow"].map((verb) =>
      argumentsReading(
        nodeAt(values, ["falcoctl", "artifact", verb, "args"]),
        source,
        `falcoctl artifact ${verb}`,
        `${group}/falcoctl-${verb}`,
      ),
    ),
    argumentsReading(valueOf(loader, "args"), source, "falco-driver-loader image", `${group}/loader`),
  ]);
}

/** The rules under `customRules`, also where they are written in another shape than the chart wants. */
function customRules(custom: YamlNode | undefined, source: string, group: string): Region[] {
  if (!custom || custom.alias !== undefined) return [];
  if (custom.kind !== "map") return rulesIn(custom, source, { group, name: "customRules" });
  return custom.entries.flatMap(({ key, value }) => rulesIn(value, source, { group, name: key.text }));
}

/** A file under `customRules` is rules whatever it holds; one that is a template altogether is nobody's. */
function rulesIn(
  value: YamlNode,
  source: string,
  extra: { readonly group: string; readonly name: string },
): Region[] {
  if (value.alias !== undefined) return [];
  if (value.kind !== "scalar")
    return kindOfContent(value) === "rules" && !value.flow ? [treeRegion("rules", value, source, extra)] : [];
  if (value.isNull) return [];
  const known = textRegion(value, source, extra);
  if (known) return known.kind === "rules" ? [known] : [];
  if (
    value.text.includes("{{") ||
    value.text.replaceAll(MASK, "").trim() === "" ||
    !/\.ya?ml$/.test(extra.name)
  )
    return [];
  const { text, map } = scalarText(value, source);
  return [regionOf("rules", text, map, extra)];
}

function imageVersion(values: YamlMap, source: string, group: string): StatedVersion[] {
  const tag = nodeAt(values, ["image", "tag"]);
  if (tag?.kind !== "scalar" || tag.isNull) return [];
  const match = /^v?(\d+\.\d+\.\d+)(?:-|$)/.exec(tag.text);
  if (match?.[1] === undefined) return [];
  const start = match[0].indexOf(match[1]);
  return [
    {
      of: "falco",
      version: match[1],
      span: mapSpan(scalarText(tag, source).map, { start, end: start + match[1].length }),
      group,
    },
  ];
}
