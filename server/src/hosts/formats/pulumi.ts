import { readYaml } from "../../syntax/yaml.ts";
import { textOf, valueOf, type YamlEntry } from "../../syntax/yaml-node.ts";
import { withTemplates } from "../commands/container.ts";
import { chartRelease } from "../embedding/chart-release.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import { maskTemplate } from "../embedding/template.ts";
import type { Host, HostReading } from "../host.ts";
import { objectReading } from "./kubernetes.ts";

/** Pulumi's programs in YAML: releases of Falco's chart, and Kubernetes objects. */
export const pulumiHost: Host = {
  id: "pulumi",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path, text) =>
    /\.ya?ml$/.test(path) && /^[ \t]+type:[ \t]+["']?kubernetes:/m.test(text) && /^resources:/m.test(text),
  read(_path, text) {
    if (!/falco|- (?:rule|macro|list):/.test(text)) return NOTHING;
    const source = maskTemplate(text, "terraform");
    const resources = readYaml(source).documents.flatMap(({ root }) => {
      const all = valueOf(root, "resources");
      return all?.kind === "map" ? all.entries : [];
    });
    return joined(resources.map((resource) => withTemplates(resourceReading(resource, source))));
  },
};

function resourceReading({ key, value }: YamlEntry, source: string): HostReading {
  const type = textOf(value, "type") ?? "";
  const properties = valueOf(value, "properties");
  if (!type.startsWith("kubernetes:") || properties?.kind !== "map") return NOTHING;
  const group = key.text;
  if (/^kubernetes:helm\.sh\/v\d:(?:Release|Chart)$/.test(type))
    return chartRelease(
      properties,
      { name: "chart", version: "version", values: [valueOf(properties, "values")] },
      source,
      group,
    );
  return objectReading(properties, source, group, type.slice(type.lastIndexOf(":") + 1));
}
