import { readYaml } from "../../syntax/yaml.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import {
  nodeAt,
  textOf,
  valueOf,
  type YamlMap,
  type YamlNode,
  type YamlSeq,
} from "../../syntax/yaml-node.ts";
import { withBranches } from "../embedding/branches.ts";
import { findValues } from "./helm-values.ts";
import { falcoctlConfigHost } from "./falco/falcoctl-config.ts";
import { operatorReading } from "./falco-operator.ts";
import { chartRelease } from "../embedding/chart-release.ts";
import {
  argumentReading,
  argumentsReading,
  containerReading,
  imageReading,
  POD_KEYS,
  withTemplates,
} from "../commands/container.ts";
import { falcoImage } from "../commands/images.ts";
import type { Host, HostReading, StatedVersion } from "../host.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { shift } from "../../text/span.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import { maskTemplate } from "../embedding/template.ts";
import { textRegion } from "../embedding/yaml-regions.ts";

/** Kubernetes objects: pod templates, ConfigMaps, the Falco operator's resources, and objects that install a Helm chart. */
export const kubernetesHost: Host = {
  id: "kubernetes",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path, text) =>
    (/\.(?:ya?ml(?:\.gotmpl|\.j2|\.tpl)?|tpl)$/.test(path) &&
      /^["']?apiVersion["']?:/m.test(text) &&
      /^["']?kind["']?:/m.test(text)) ||
    KUSTOMIZATION.test(path) ||
    isOperations(path, text),
  read(path, text) {
    const isPatch = isOperations(path, text);
    const isNamed = isPatch && /falco/.test(path);
    if (!isNamed && !/falco|-\s+["'\\]*(?:rule|macro|list)["'\\]*:/.test(text)) return NOTHING;
    const source = maskTemplate(text, "go");
    if (isPatch) {
      const roots = readYaml(source).documents.flatMap(({ root }) => (root?.kind === "seq" ? [root] : []));
      return withTemplates(joined(roots.map((root) => operationsReading(root, source, isNamed))));
    }
    const objects = readYaml(source).documents.flatMap(({ root }) =>
      root?.kind === "map" && KUSTOMIZATION.test(path) ? [root] : objectsOf(root),
    );
    return withBranches(
      joined(
        objects.map((object, index) =>
          withTemplates(
            objectReading(
              object,
              source,
              `${kindOf(object, path) ?? ""}/${textOf(valueOf(object, "metadata"), "name") ?? String(index)}`,
              kindOf(object, path),
            ),
          ),
        ),
      ),
      text,
    );
  },
};

/** The names that Kustomize looks for; what has one may leave out what kind of object it is. */
const KUSTOMIZATION = /(?:^|\/)[Kk]ustomization(?:\.ya?ml)?$/;

/** Whether a file is a list of operations on an object, as Kustomize's patches are. */
function isOperations(path: string, text: string): boolean {
  return (
    /\.(?:ya?ml|json)$/.test(path) &&
    /^(?:[ \t]*(?:#.*|---[ \t]*)?\r?\n)*[ \t]*(?:-|\[)/.test(text) &&
    /["']?op["']?:\s*["']?(?:add|replace)\b/.test(text) &&
    /["']?path["']?:\s*["']?\/(?:data|spec|template|jobTemplate)\//.test(text)
  );
}

/** A document's objects; a `List` holds several. */
function objectsOf(root: YamlNode | undefined): YamlMap[] {
  if (root?.kind !== "map") return [];
  const items = valueOf(root, "items");
  if (textOf(root, "kind")?.endsWith("List") && items?.kind === "seq") return items.items.flatMap(objectsOf);
  return textOf(root, "kind") === undefined ? [] : [root];
}

/** What an object says; `kind` is that of the object where it is elsewhere. */
export function objectReading(
  object: YamlMap,
  source: string,
  group: string,
  kind = textOf(object, "kind"),
  depth = 0,
): HostReading {
  const release = releaseReading(object, source, group, kind);
  if (release) return release;
  if (kind === "ConfigMap" || kind === "Secret")
    return textsReading(valueOf(object, kind === "Secret" ? "stringData" : "data"), source, group);
  if (/falco/.test(textOf(object, "apiVersion") ?? ""))
    return joined([
      operatorReading(object, source, group),
      containersIn(object, source, group, depth, kind === "Falco" ? "operator" : "patch"),
    ]);
  return containersIn(object, source, group, depth, isPatchable(object) ? "patch" : undefined);
}

/**
 * Whether an object is one of Kubernetes' own, or a policy that changes these: a container called falco without an
 * image is a patch there. In other resources it may be anything.
 */
function isPatchable(object: YamlMap): boolean {
  return /^(?:v\d|(?:apps|batch|extensions|kyverno\.io)\/)/.test(textOf(object, "apiVersion") ?? "v1");
}

/** An object within another, as policies and templates hold those that they make; undefined for what is not one. */
function innerObject(node: YamlMap, source: string, group: string, depth: number): HostReading | undefined {
  const kind = textOf(node, "kind");
  if (depth === 0 || kind === undefined || textOf(node, "apiVersion") === undefined) return undefined;
  const inner = `${group}/${kind}/${textOf(valueOf(node, "metadata"), "name") ?? textOf(node, "name") ?? ""}`;
  // Kyverno writes the content of what it generates one level deeper.
  const content = valueOf(node, "data");
  const generated =
    kind === "ConfigMap" || kind === "Secret"
      ? (valueOf(content, "data") ?? valueOf(content, "stringData"))
      : undefined;
  if (generated) return textsReading(generated, source, inner);
  return objectReading(node, source, inner, kind, depth + 1);
}

/** Rules and configurations that are texts in a map, as a ConfigMap's data are. Its other data may be anything. */
function textsReading(data: YamlNode | undefined, source: string, group: string): HostReading {
  if (data?.kind !== "map") return NOTHING;
  return joined(
    data.entries.map(({ key, value }): HostReading => textReading(value, source, group, key.text)),
  );
}

function textReading(value: YamlNode, source: string, group: string, name: string): HostReading {
  if (value.kind !== "scalar") return NOTHING;
  if (falcoctlConfigHost.matches(name, value.text)) {
    const { text, map } = scalarText(value, source);
    return nested(falcoctlConfigHost.read(name, text), map, { group });
  }
  if (/values[^/]*\.ya?ml$/.test(name)) {
    const { text, map } = scalarText(value, source);
    const roots = readYaml(text).documents;
    const values = joined(roots.map(({ root }, index) => findValues(root, text, String(index))));
    if (values.regions.length > 0) return nested(values, map, { group });
  }
  const region = textRegion(value, source, { group, name });
  return { regions: region ? [region] : [], versions: [] };
}

/** How deep containers are looked for. */
const MAX_DEPTH = 24;

/**
 * Every container below a node, wherever a pod template is. One pod's containers form a group with their index.
 * In an `operator`'s resource the one called falco runs Falco whatever its image, in a `patch` where it has none.
 */
function containersIn(
  node: YamlNode,
  source: string,
  group: string,
  depth: number,
  named?: "operator" | "patch",
): HostReading {
  if (depth > MAX_DEPTH || node.kind === "scalar" || node.alias !== undefined) return NOTHING;
  if (node.kind === "seq")
    return joined(node.items.map((item) => containersIn(item, source, group, depth + 1, named)));
  const inner = innerObject(node, source, group, depth);
  if (inner) return inner;
  return joined(
    node.entries.map(({ key, value }) => {
      const holds =
        /^(?:containers|initContainers|ephemeralContainers)$/.test(key.text) && value.kind === "seq";
      if (!holds) return containersIn(value, source, group, depth + 1, named);
      return joined(
        value.items.map((item, index) => {
          const isFalcos = textOf(item, "name") === "falco";
          if (named === "operator" && key.text === "containers" && isFalcos)
            return containerReading(item, source, POD_KEYS, group, "falco");
          const program = named && isFalcos && textOf(item, "image") === undefined ? "falco" : undefined;
          return containerReading(item, source, POD_KEYS, `${group}/${key.text}/${index}`, program);
        }),
      );
    }),
  );
}

/** An object that installs the Falco chart: Argo CD's Application, Flux's HelmRelease, k3s' HelmChart, a Kustomization. */
function releaseReading(
  object: YamlMap,
  source: string,
  group: string,
  kind: string | undefined,
): HostReading | undefined {
  const spec = valueOf(object, "spec");
  switch (kind) {
    case "Application":
    case "ApplicationSet": {
      const inner = nodeAt(spec, ["template", "spec"]) ?? spec;
      const several = valueOf(inner, "sources");
      const sources = several?.kind === "seq" ? several.items : [valueOf(inner, "source")];
      return joined(
        sources.map((one, index) =>
          chartRelease(
            one,
            {
              version: "targetRevision",
              values: [nodeAt(one, ["helm", "values"]), nodeAt(one, ["helm", "valuesObject"])],
              settings: nodeAt(one, ["helm", "parameters"]),
            },
            source,
            `${group}/${index}`,
          ),
        ),
      );
    }
    case "Kustomization": {
      const charts = valueOf(object, "helmCharts");
      const released = (charts?.kind === "seq" ? charts.items : []).map((chart, index) =>
        chartRelease(
          chart,
          { version: "version", values: [valueOf(chart, "valuesInline")] },
          source,
          `${group}/${index}`,
        ),
      );
      return joined([
        ...released,
        ...patchesReading(object, source, group),
        imagesReading(object, source, group),
      ]);
    }
    case "HelmRelease":
      return chartRelease(
        nodeAt(spec, ["chart", "spec"]) ?? valueOf(spec, "chart"),
        { version: "version", values: [valueOf(spec, "values")] },
        source,
        group,
      );
    case "Release": {
      // Crossplane's, of its provider for Helm.
      const parameters = valueOf(spec, "forProvider");
      return chartRelease(
        valueOf(parameters, "chart"),
        { version: "version", values: [valueOf(parameters, "values")], settings: valueOf(parameters, "set") },
        source,
        group,
      );
    }
    case "HelmChartConfig":
      return chartRelease(
        valueOf(object, "metadata"),
        { name: "name", version: "version", values: [valueOf(spec, "valuesContent")] },
        source,
        group,
      );
    case "HelmChart":
      return chartRelease(
        spec,
        { version: "version", values: [valueOf(spec, "valuesContent")], settings: valueOf(spec, "set") },
        source,
        group,
      );
    default:
      return undefined;
  }
}

/** The releases that a Kustomization puts into the place of the images' own tags. */
function imagesReading(object: YamlMap, source: string, group: string): HostReading {
  const images = valueOf(object, "images");
  const versions = (images?.kind === "seq" ? images.items : []).flatMap((image, index): StatedVersion[] => {
    const tag = valueOf(image, "newTag");
    const name = textOf(image, "newName") ?? textOf(image, "name");
    if (name === undefined || tag?.kind !== "scalar" || tag.alias !== undefined) return [];
    const { version, span } = falcoImage(`${name}:${tag.text}`) ?? {};
    if (version === undefined || span === undefined) return [];
    const by = -(name.length + 1);
    const own = mapSpan(scalarText(tag, source).map, shift(span, by));
    return [{ of: "falco", version, span: own, group: `${group}/image ${index}` }];
  });
  return { regions: [], versions };
}

/** What kind of object one is; a file may say it by its name. */
function kindOf(object: YamlMap, path: string): string | undefined {
  return textOf(object, "kind") ?? (KUSTOMIZATION.test(path) ? "Kustomization" : undefined);
}

/** The patches that a Kustomization holds as texts: parts of objects, or lists of operations. */
function patchesReading(object: YamlMap, source: string, group: string): readonly HostReading[] {
  const patches = ["patches", "patchesStrategicMerge", "patchesJson6902"].flatMap((key) => {
    const list = valueOf(object, key);
    return list?.kind === "seq" ? list.items : [];
  });
  return patches.map((patch, index) => {
    const node = patch.kind === "map" ? valueOf(patch, "patch") : patch;
    if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined || !node.text.includes("\n"))
      return NOTHING;
    const { text, map } = scalarText(node, source);
    const name = textOf(valueOf(patch, "target"), "name") ?? "";
    const readings = readYaml(text).documents.flatMap(({ root }) => {
      if (root?.kind === "seq") return [operationsReading(root, text, /falco/.test(name))];
      return objectsOf(root).map((one) => objectReading(one, text, textOf(one, "kind") ?? ""));
    });
    return withTemplates(nested(joined(readings), map, { group: `${group}/patch ${index}` }));
  });
}

/**
 * What operations put into containers and ConfigMaps: arguments, one or all, an image, a whole container, texts. Those of an object called
 * falco are Falco's, and so are those of a container whose image another operation states.
 */
function operationsReading(operations: YamlSeq, source: string, isFalcos: boolean): HostReading {
  return joined(
    operations.items.map((operation) => {
      const value = valueOf(operation, "value");
      const path = textOf(operation, "path") ?? "";
      if (!value || !/^(?:add|replace)$/.test(textOf(operation, "op") ?? "")) return NOTHING;
      const data = /^\/data(?:\/([^/]+))?$/.exec(path);
      if (data) return dataReading(value, data[1], source);
      const [, container, rest] = /\/((?:initC|c)ontainers\/(?:\d+|-))(?:\/([^]*))?$/.exec(path) ?? [];
      if (container === undefined) return NOTHING;
      const program = isFalcos && container.startsWith("c") ? "falco" : undefined;
      if (rest === undefined) return containerReading(value, source, POD_KEYS, container, program);
      if (/^(?:args|command)$/.test(rest)) return argumentsReading(value, source, program, container);
      if (/^args\/(?:\d+|-)$/.test(rest)) return argumentReading(value, source, program, container);
      return rest === "image" ? imageReading(value, source, container) : NOTHING;
    }),
  );
}

/** What an operation puts into a ConfigMap: one of its texts, or all. In a JSON pointer `~1` is a slash. */
function dataReading(value: YamlNode, name: string | undefined, source: string): HostReading {
  if (name === undefined) return textsReading(value, source, "data");
  return textReading(value, source, "data", name.replaceAll("~1", "/").replaceAll("~0", "~"));
}
