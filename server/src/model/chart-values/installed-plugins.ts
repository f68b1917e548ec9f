import { chartShows } from "../../catalog/helm.ts";
import { plugin } from "../../catalog/plugins.ts";
import type { Version } from "../../catalog/version.ts";
import {
  booleanOf,
  entryOf,
  nodeAt,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from "../../syntax/yaml-node.ts";
import { addedItem, insertedAfter } from "../configuration/entry-edit.ts";
import type { ContainerPluginTwice, PluginNotInstalled } from "./finding.ts";

/** Values, the chart that they are for, and the values of other files that may be given to Helm with them. */
interface Given {
  readonly root: YamlMap;
  readonly source: string;
  readonly chart: Version;
  readonly beside: readonly YamlMap[];
}

/** Plugins that the configuration loads and the chart does not provide, or provides twice: Falco stops in both cases. */
export function pluginFindings({
  root,
  source,
  chart,
  beside,
}: Given): (PluginNotInstalled | ContainerPluginTwice)[] {
  // A configuration alone is a part of what Helm is given.
  if (root.entries.length < 2 || [root, ...beside].some(bringsItsOwn)) return [];
  const settles = (own: YamlMap): boolean => ["falcoctl", "collectors"].some((key) => entryOf(own, key));
  return [
    ...(chartShows(chart, "no-bundled-plugins") ? notInstalled(root, source, beside) : []),
    ...(chartShows(chart, "container-plugin-in-image") && !beside.some(settles)
      ? loadedTwice(root, source)
      : []),
  ];
}

/** Whether files may come into the container in another way: another image, containers before it, or volumes. */
function bringsItsOwn(root: YamlMap): boolean {
  const isFilled = (path: readonly string[]): boolean => {
    const node = nodeAt(root, path);
    return (
      node !== undefined &&
      !(node.kind === "scalar" ? node.isNull : node.kind === "seq" && node.items.length === 0)
    );
  };
  const repository = textOf(nodeAt(root, ["image"]), "repository");
  return (
    (repository !== undefined && !/^(?:[\w.:-]+\/)*falcosecurity\/falco$/.test(repository)) ||
    isFilled(["extra", "initContainers"]) ||
    isFilled(["mounts", "volumeMounts"]) ||
    isFilled(["mounts", "volumes"])
  );
}

/** What falcoctl installs, as far as the values say it; undefined where that cannot be known. */
interface Installation {
  readonly runs: boolean;
  readonly mayInstallPlugins: boolean;
  readonly resolvesDependencies: boolean;
  /** Names without registry and version. */
  readonly artifacts: readonly string[];
}

/** What charts install by default. Source: values.yaml of charts 4.0.0 to 9.1.0. */
const DEFAULT_ARTIFACTS = ["falco-rules"];

function installationOf(root: YamlMap): Installation | undefined {
  const falcoctl = entryOf(root, "falcoctl")?.value;
  const config = nodeAt(falcoctl, ["config", "artifact"]);
  const runs = ["install", "follow"].filter((name) => !isOff(nodeAt(falcoctl, ["artifact", name])));
  const types = textsOf(entryOf(config, "allowedTypes"));
  const lists = runs.map((name) => textsOf(entryOf(nodeAt(config, [name]), "refs")));
  // Arguments may name artifacts too.
  const args = runs.flatMap(
    (name) => textsOf(entryOf(nodeAt(falcoctl, ["artifact", name]), "args")) ?? [undefined],
  );
  const isReadable =
    ![types, ...lists].some((list) => list?.includes(undefined)) &&
    args.every((word) => word === undefined || /^--?[a-z]/.test(word));
  if (!isReadable || hasAlias(falcoctl)) return undefined;
  return {
    runs: runs.length > 0,
    mayInstallPlugins: types === undefined || types.includes("plugin"),
    resolvesDependencies: booleanOf(textOf(nodeAt(config, ["install"]), "resolveDeps") ?? "") !== false,
    artifacts: lists.flatMap((list) => list ?? DEFAULT_ARTIFACTS).map((ref) => artifactName(ref ?? "")),
  };
}

function notInstalled(root: YamlMap, source: string, beside: readonly YamlMap[]): PluginNotInstalled[] {
  const falco = entryOf(root, "falco")?.value;
  const loaded = entryOf(falco, "load_plugins")?.value;
  const installation = installationOf(root);
  const others = beside.filter((own) => entryOf(own, "falcoctl")).map(installationOf);
  if (!installation || others.includes(undefined) || loaded?.kind !== "seq" || loaded.alias !== undefined)
    return [];
  return loaded.items.flatMap((item): PluginNotInstalled[] => {
    if (item.kind !== "scalar" || item.isNull || item.alias !== undefined || !/^[\w-]+$/.test(item.text))
      return [];
    const name = item.text;
    if (![installation, ...others].every((one) => one && isMissing(name, one, root))) return [];
    const base = { code: "plugin-not-installed", span: item.span, name } as const;
    if (!installation.runs) return [{ ...base, problem: "off", edits: [] }];
    const config = nodeAt(root, ["falcoctl", "config", "artifact"]);
    const isType = !installation.mayInstallPlugins;
    const list = isType ? entryOf(config, "allowedTypes") : entryOf(nodeAt(config, ["install"]), "refs");
    const added = list && addedItem(list, isType ? "plugin" : name, source);
    return [{ ...base, problem: isType ? "types" : "refs", edits: added ? [added] : [] }];
  });
}

function isMissing(name: string, installation: Installation, root: YamlMap): boolean {
  // The image has the one, and the chart installs the other.
  if (name === "container" || isElsewhere(name, root)) return false;
  if (
    name === "k8smeta" &&
    booleanOf(textOf(nodeAt(root, ["collectors", "kubernetes"]), "enabled") ?? "") === true
  )
    return false;
  if (!installation.runs || !installation.mayInstallPlugins) return true;
  return !installation.artifacts.some((artifact) =>
    brings(artifact, name, installation.resolvesDependencies),
  );
}

/** Whether the plugin's file lies where no artifact is installed to. */
function isElsewhere(name: string, root: YamlMap): boolean {
  const plugins = nodeAt(root, ["falco", "plugins"]);
  if (plugins?.kind !== "seq") return plugins !== undefined;
  const own = plugins.items.find((one) => textOf(one, "name") === name);
  const path = textOf(own, "library_path");
  return path !== undefined && /\//.test(path) && !path.startsWith("/usr/share/falco/plugins/");
}

/** Rules that need no plugin but the one that the image has. */
const WITHOUT_PLUGIN = /^(?:falco(?:-\w+)?|application)-rules$/;

/** Whether an artifact is the plugin, or rules that may need it. Of what is not known anything may be true. */
function brings(artifact: string, name: string, resolvesDependencies: boolean): boolean {
  if (artifact === name) return true;
  if (!artifact.endsWith("-rules")) return plugin(artifact) === undefined;
  if (!resolvesDependencies || WITHOUT_PLUGIN.test(artifact)) return false;
  const of = artifact.slice(0, -"-rules".length);
  const family = (text: string): string => text.split("-")[0] ?? "";
  return (
    plugin(of) === undefined || name === "json" || plugin(name) === undefined || family(of) === family(name)
  );
}

/** `ghcr.io/falcosecurity/plugins/plugin/json:0.7.2` is `json`. */
function artifactName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1).replace(/[:@].*/, "");
}

function loadedTwice(root: YamlMap, source: string): ContainerPluginTwice[] {
  const artifact = nodeAt(root, ["falcoctl", "artifact"]);
  const switches = ["install", "follow"].flatMap((name) => {
    const own = nodeAt(artifact, [name]);
    const entry = isOff(own) ? entryOf(own, "enabled") : undefined;
    return entry ? [entry] : [];
  });
  const [first, second] = switches.toSorted((a, b) => a.span.start - b.span.start);
  const collectors = nodeAt(root, ["collectors"]);
  const isCollected = ![nodeAt(root, ["driver"]), collectors, nodeAt(collectors, ["containerEngine"])].some(
    isOff,
  );
  if (!first || !second || !isCollected || hasAlias(collectors) || !includesFolder(root)) return [];
  const last = root.entries.at(-1);
  const edits =
    collectors === undefined && last && !root.flow
      ? [insertedAfter(last, ["collectors:", "  containerEngine:", "    enabled: false"], source)]
      : [];
  const related = [{ ...first.value.span, message: "The other container of falcoctl is off here." }];
  return [{ code: "container-plugin-twice", span: second.value.span, related, edits }];
}

/** Whether Falco reads the folder in which the image's configuration lies. */
function includesFolder(root: YamlMap): boolean {
  const files = nodeAt(root, ["falco", "config_files"]);
  if (files === undefined) return true;
  return (
    files.kind === "seq" &&
    files.items.some((item) => item.kind === "scalar" && /^\/etc\/falco\/config\.d/.test(item.text))
  );
}

function isOff(node: YamlNode | undefined): boolean {
  return booleanOf(textOf(node, "enabled") ?? "") === false;
}

/** The texts of a list, undefined for those that a template fills in; undefined where there is no list. */
function textsOf(entry: YamlEntry | undefined): readonly (string | undefined)[] | undefined {
  if (!entry) return undefined;
  const { value } = entry;
  if (value.alias !== undefined || value.kind === "map" || (value.kind === "scalar" && !value.isNull))
    return [undefined];
  if (value.kind === "scalar") return [];
  return value.items.map((item) =>
    item.kind === "scalar" && item.alias === undefined && !/\{\{|\uE000/.test(item.text)
      ? item.text
      : undefined,
  );
}

function hasAlias(node: YamlNode | undefined): boolean {
  if (!node || node.alias !== undefined) return node !== undefined;
  if (node.kind === "map") return node.entries.some(({ key, value }) => key.text === "<<" || hasAlias(value));
  return node.kind === "seq" && node.items.some(hasAlias);
}
