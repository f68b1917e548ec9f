import { kindOfContent, kindOfText } from "../../syntax/file-kind.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { entryOf, nodeAt, textOf, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { withBranches } from "../embedding/branches.ts";
import { argumentsReading, variablesOf } from "../commands/container.ts";
import type { Host, HostReading, Region, StatedVersion } from "../host.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import { MASK, maskTemplate } from "../embedding/template.ts";
import { regionOf, textRegion, treeRegion } from "../embedding/yaml-regions.ts";

/** Values of Falco's Helm chart, as a file of their own or under the name of a subchart. */
export const helmValuesHost: Host = {
  id: "helm-values",
  matches: (path, text) =>
    /\.(?:ya?ml(?:\.gotmpl|\.tpl)?|gotmpl)$/.test(path) &&
    /^(?:["']?(?:driver|falcoctl|collectors|extraArgs)["']?| {0,4}["']?(?:falco|customRules)["']?)[ \t]*:/m.test(
      text,
    ),
  read,
};

function read(path: string, text: string): HostReading {
  const source = /\.(?:gotmpl|tpl)$/.test(path) ? maskTemplate(text, "go") : text;
  return withBranches(
    joined(readYaml(source).documents.map(({ root }, index) => findValues(root, source, String(index)))),
    text,
  );
}

/** The values in a tree: the tree itself, or what stands under one of its keys. */
export function findValues(root: YamlNode | undefined, source: string, group: string): HostReading {
  if (root?.kind !== "map") return NOTHING;
  // Values under a key are those of a subchart or of one release among several.
  const sub = root.entries.flatMap(({ key, value }) =>
    isChartValues(value) ? [valuesReading(value, source, `${group}/${key.text}`)] : [],
  );
  if (sub.length > 0) return joined(sub);
  return isChartValues(root) ? valuesReading(root, source, group) : NOTHING;
}

/** Kinds of driver, misspelt ones too. */
const DRIVER_KINDS = /^(?:auto|kmod|module|gvisor|[\w-]*bpf)$/;

/** Keys of the chart that stand beside each other in hardly any other chart's values. */
const CHART_KEYS = [
  "falco",
  "driver",
  "falcoctl",
  "collectors",
  "customRules",
  "falcosidekick",
  "extra",
  "controller",
  "tty",
  "responseActions",
  "services",
  "serviceMonitor",
  "ebpf",
  "extraArgs",
  "auditLog",
  "gvisor",
  "mounts",
];

/** Its other keys, which many charts have. */
const COMMON_KEYS = new Set(
  `affinity certs containerSecurityContext containerd crio daemonset docker enabled extraInitContainers extraVolumeMounts extraVolumes fakeEventGenerator
  falco-talon falcoHostnameEnv fullnameOverride global grafana healthChecks image imagePullSecrets integrations kubernetesSupport leastPrivileged metrics
  nameOverride namespaceOverride nodeSelector podAnnotations podHostname podLabels podPriorityClassName podSecurityContext podSecurityPolicy
  priorityClassName proxy rbac resources scc securityContext serviceAccount timezone tolerations`.split(
    /\s+/,
  ),
);

/** A user's own key or two beside the chart's say nothing; more of them are another program's settings, however alike. */
const MOST_FOREIGN_KEYS = 1;

/** Whether a map is the values of Falco's chart: another chart may have a `falco:` key of its own. */
export function isChartValues(node: YamlNode | undefined): node is YamlMap {
  if (node?.kind !== "map") return false;
  const repository = textOf(valueOf(node, "image"), "repository");
  if (repository !== undefined && !/falco(?:-no-driver|-distroless|-debian)?$/.test(repository)) return false;
  const custom = valueOf(node, "customRules");
  if (
    custom?.kind === "map" &&
    custom.entries.some(({ value }) => value.kind === "scalar" && kindOfText(value.text) === "rules")
  )
    return true;
  const present = CHART_KEYS.filter((key) => entryOf(node, key)).length;
  const falco = valueOf(node, "falco");
  const config = falco?.kind === "map" && (kindOfContent(falco) === "config" || isOldConfig(falco));
  if (config && (present > 1 || node.entries.length === 1)) return true;
  if (isArtifacts(valueOf(node, "falcoctl"))) return true;
  const driver = valueOf(node, "driver");
  const foreign = node.entries.filter(
    ({ key }) => !CHART_KEYS.includes(key.text) && !COMMON_KEYS.has(key.text) && !key.text.startsWith("x-"),
  ).length;
  if (foreign > MOST_FOREIGN_KEYS) return false;
  if (present > 3 && foreign === 0) return true;
  if (present > 2 && /^(?:true|false)$/.test(textOf(driver, "enabled") ?? "")) return true;
  return present > 1 && DRIVER_KINDS.test(textOf(driver, "kind") ?? "");
}

/** What the chart lets falcoctl install and follow. */
function isArtifacts(falcoctl: YamlNode | undefined): boolean {
  const artifact = valueOf(falcoctl, "artifact");
  return (
    valueOf(artifact, "install")?.kind === "map" && nodeAt(falcoctl, ["config", "artifact"])?.kind === "map"
  );
}

/** Charts before 2.0.0 wrote the keys of falco.yaml in camel case. */
function isOldConfig(falco: YamlMap): boolean {
  return falco.entries.some(({ key }) =>
    /^(?:rulesFile|jsonOutput|timeFormatISO8601|syscallEventDrops|bufferedOutputs|stdoutOutput|httpOutput|programOutput|fileOutput|grpcOutput|jsonIncludeOutputProperty)$/.test(
      key.text,
    ),
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
  if (custom?.kind === "map") {
    for (const { key, value } of custom.entries)
      regions.push(...customRules(value, source, { group, name: key.text }));
  }
  const loader = nodeAt(values, ["driver", "loader", "initContainer"]);
  regions.push(
    ...variablesOf(nodeAt(values, ["extra", "env"]), source, "kubernetes", group),
    ...variablesOf(valueOf(loader, "env"), source, "kubernetes", group),
  );
  return joined([
    { regions, versions: imageVersion(values, source, group) },
    argumentsReading(nodeAt(values, ["extra", "args"]), source, "falco", group),
    argumentsReading(valueOf(values, "extraArgs"), source, "falco", group),
    argumentsReading(valueOf(loader, "args"), source, "falco-driver-loader image", `${group}/loader`),
  ]);
}

/** A file under `customRules` is rules whatever it holds; one that is a template altogether is nobody's. */
function customRules(
  value: YamlNode,
  source: string,
  extra: { readonly group: string; readonly name: string },
): Region[] {
  if (value.kind !== "scalar" || value.isNull || value.alias !== undefined) return [];
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
