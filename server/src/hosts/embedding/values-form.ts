/** By what the values of Falco's chart are distinguished from those of other charts. */
import { hasConfigKey, isTellingKey, kindOfContent, kindOfText } from "../../syntax/file-kind.ts";
import {
  booleanOf,
  entryOf,
  nodeAt,
  textOf,
  valueOf,
  type YamlMap,
  type YamlNode,
} from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";

/** Kinds of driver, misspelt ones too. */
const DRIVER_KINDS = /^(?:auto|kmod|module|gvisor|[\w-]*bpf)$/;

/** Keys of the chart that are beside each other in hardly any other chart's values. */
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
function isChartValues(node: YamlNode | undefined): node is YamlMap {
  if (node?.kind !== "map" || isOtherImage(node)) return false;
  if (holdsRules(valueOf(node, "customRules"))) return true;
  const present = chartKeysOf(node).length;
  const falco = valueOf(node, "falco");
  const config = falco?.kind === "map" && (kindOfContent(falco) === "config" || isOldConfig(falco));
  if (config && (present > 1 || node.entries.length === 1)) return true;
  if (isArtifacts(valueOf(node, "falcoctl"))) return true;
  const driver = valueOf(node, "driver");
  const foreign = foreignKeysOf(node).length;
  if (foreign > MOST_FOREIGN_KEYS) return false;
  if (present > 3 && foreign === 0) return true;
  if (present > 2 && /^(?:true|false)$/.test(textOf(driver, "enabled") ?? "")) return true;
  return present > 1 && isDriver(driver);
}

/**
 * The same where a file's name says whose values it holds, so that one key of a form that only this chart has is enough.
 */
export function isNamedValues(node: YamlNode | undefined): node is YamlMap {
  if (node?.kind !== "map" || isOtherImage(node) || foreignKeysOf(node).length > 0) return false;
  return chartKeysOf(node).some((key) => hasChartForm(key, valueOf(node, key)));
}

/** Whether what is under a key has the form that the chart gives to it. */
function hasChartForm(key: string, value: YamlNode | undefined): boolean {
  if (value?.kind === "scalar") return key === "tty" && booleanOf(value.text) !== undefined;
  if (value?.kind !== "map") return false;
  const has = (...names: readonly string[]): boolean => names.some((name) => entryOf(value, name));
  switch (key) {
    case "driver":
      return isDriver(value) || has("loader", "kmod", "modernEbpf", "ebpf", "gvisor");
    case "extra":
      return has("args", "env", "initContainers");
    case "falco":
      return hasConfigKey(value) || isOldConfig(value);
    case "falcoctl":
      return has("artifact", "config");
    case "collectors":
      return has("containerEngine", "kubernetes", "docker", "containerd", "crio");
    case "controller":
      return has("kind", "daemonset", "deployment");
    case "customRules":
      return true;
    default:
      return false;
  }
}

/** The values of Falco's chart in a tree: the tree itself, or what is under some of its keys. */
export interface FoundValues {
  /** The key of a subchart, or of one release among several. */
  readonly key?: string;
  readonly values: YamlMap;
}

/** `path` is that of a values file. A block that only is in the wrong place says nothing against the values around it. */
export function valuesIn(root: YamlNode | undefined, path?: string): readonly FoundValues[] {
  if (root?.kind !== "map") return [];
  const isNamed = path !== undefined && isNamedForFalco(path);
  const isValuesFile = path !== undefined && /values[^/]*$/.test(path);
  const below = root.entries.flatMap(({ key, value }): FoundValues[] =>
    isChartValues(value) || (isValuesFile && key.text === "falco" && !isConfig(value) && isNamedValues(value))
      ? [{ key: key.text, values: value as YamlMap }]
      : [],
  );
  const isOwn =
    below.every(({ values }) => isMisplaced(values)) &&
    (isChartValues(root) ||
      (isNamed && isNamedValues(root)) ||
      below.some(({ key, values }) => isConfig(values) || (key === "rules" && isBesideDriver(root))));
  return isOwn ? [{ values: root }] : below;
}

/** Whether a map has a driver as the chart has one, so that no block in it is a subchart of that name. */
function isBesideDriver(root: YamlMap): boolean {
  return isDriver(valueOf(root, "driver"));
}

/** Whether a map speaks of the chart by `customRules` alone. */
function isMisplaced(node: YamlMap): boolean {
  return isConfig(node) || chartKeysOf(node).every((key) => key === "customRules");
}

/** Whether a map has keys of falco.yaml, and of the chart none but `customRules`. */
function isConfig(node: YamlNode | undefined): boolean {
  return (
    node?.kind === "map" && hasConfigKey(node) && chartKeysOf(node).every((key) => key === "customRules")
  );
}

/** Whether a values file is called after Falco, or lies in a folder that is: `falco-values.yaml`, `falco/values-prod.yaml`. */
export function isNamedForFalco(path: string): boolean {
  const [, folder = "", name = ""] = /(?<![^/])(?:([^/]*)\/)?([^/]*)$/.exec(path) ?? [];
  if (!/values/.test(name)) return false;
  // Other programs around Falco have names of their own.
  const isFalco = (text: string): boolean => /(?:^|[-_.])falco(?:[-_.]|$)/.test(text) && !OTHERS.test(text);
  return isFalco(name) || (folder === "falco" && !OTHERS.test(name));
}

const OTHERS =
  /exporter|operator|sidekick|talon|event-generator|metacollector|falco-ui|(?:^|[-_.])rules?[-_.]/;

function chartKeysOf(node: YamlMap): readonly string[] {
  return CHART_KEYS.filter((key) => entryOf(node, key));
}

/** Keys that the chart does not have. A misspelt one of its own, or one of falco.yaml, is a mistake rather than foreign. */
function foreignKeysOf(node: YamlMap): readonly string[] {
  return node.entries.flatMap(({ key: { text } }) =>
    CHART_KEYS.includes(text) ||
    COMMON_KEYS.has(text) ||
    text.startsWith("x-") ||
    isTellingKey(text) ||
    nearestName(text, CHART_KEYS) !== undefined
      ? []
      : [text],
  );
}

function isOtherImage(node: YamlMap): boolean {
  const repository = textOf(valueOf(node, "image"), "repository");
  return repository !== undefined && !/falco(?:-no-driver|-distroless|-debian)?$/.test(repository);
}

function isDriver(driver: YamlNode | undefined): boolean {
  return DRIVER_KINDS.test(textOf(driver, "kind") ?? "");
}

/** Whether rules are under `customRules`, in the shape that the chart wants or in another. */
function holdsRules(custom: YamlNode | undefined): boolean {
  if (custom?.kind === "map") return custom.entries.some(({ value }) => isRules(value));
  return custom !== undefined && isRules(custom);
}

/** What begins an item of a rules file, in a text that its indentation may have spoiled. */
const ITEM = /^\s*- +(?:rule|macro|list): \S/;

function isRules(node: YamlNode): boolean {
  if (node.kind === "scalar") return kindOfText(node.text) === "rules" || ITEM.test(node.text);
  return kindOfContent(node) === "rules";
}

/** What the chart lets falcoctl install and follow. */
function isArtifacts(falcoctl: YamlNode | undefined): boolean {
  const artifact = valueOf(falcoctl, "artifact");
  return (
    valueOf(artifact, "install")?.kind === "map" && nodeAt(falcoctl, ["config", "artifact"])?.kind === "map"
  );
}

/** Charts before 2.0.0 wrote the keys of falco.yaml in camel case. */
export function isOldConfig(falco: YamlMap): boolean {
  return falco.entries.some(({ key }) =>
    /^(?:rulesFile|jsonOutput|timeFormatISO8601|syscallEventDrops|bufferedOutputs|stdoutOutput|httpOutput|programOutput|fileOutput|grpcOutput|jsonIncludeOutputProperty)$/.test(
      key.text,
    ),
  );
}
