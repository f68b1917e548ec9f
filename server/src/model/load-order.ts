/** Which rules load together, and in which order. Source: facts on rules files section 3, and on the configuration. */
import type { Plugins } from "../catalog/plugins.ts";
import type { Document } from "../hosts/document.ts";
import type { Version } from "../catalog/version.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { loadedPlugins, rulesFilesOf } from "./config/config-view.ts";
import { type ConfigFile, type MergedConfig, readConfig } from "./config/read-config.ts";
import type { RegionRef, Settings } from "./workspace.ts";

export interface LoadOrder {
  readonly id: string;
  readonly origin: string;
  readonly files: readonly RegionRef[];
  /** Nothing in the workspace tells the order: what one file lacks another may well define before it. */
  readonly guessed: boolean;
  /** Just these files, nothing behind them. */
  readonly exact: boolean;
  /** The configuration that names the files. */
  readonly config?: MergedConfig;
}

export function loadOrders(documents: ReadonlyMap<string, Document>, settings: Settings, target: Version): readonly LoadOrder[] {
  if (settings.exactRuleset) {
    const files = settings.exactRuleset.flatMap((uri) => rulesRegions(documents.get(uri)));
    return [{ id: "ruleset", origin: "given", files, guessed: false, exact: true }];
  }
  const orders: LoadOrder[] = [];
  const taken = new Set<string>();
  const add = (order: LoadOrder): void => {
    if (order.files.length === 0) return;
    orders.push(order);
    for (const { uri } of order.files) taken.add(uri);
  };
  if (settings.rulesFiles.length > 0) {
    const files = settings.rulesFiles.flatMap((pattern) => matching(documents, "", pattern)).flatMap(rulesRegions);
    add({ id: "settings", origin: "the setting `falco.rulesFiles`", files, guessed: false, exact: false });
  }
  for (const { document, config } of mergedConfigs(documents, target)) {
    const paths = rulesFilesOf(config).map(({ text }) => text);
    const files = unique(paths.flatMap((path) => matching(documents, folderOf(document.path), path))).flatMap(rulesRegions);
    add({ id: document.uri, origin: `\`rules_files\` of ${nameOf(document.path)}`, files, guessed: false, exact: false, config });
  }
  for (const order of embeddedOrders(documents)) add(order);
  for (const [folder, rest] of byFolder([...documents.values()].filter((document) => !taken.has(document.uri)))) {
    const files = rest.sort((a, b) => compareNames(nameOf(a.path), nameOf(b.path))).flatMap(rulesRegions);
    add({ id: `folder ${folder}`, origin: "the order of names in the folder", files, guessed: true, exact: false });
  }
  return orders;
}

/** The plugins that an order's configuration loads; undefined when it says nothing of plugins. The container plugin comes with Falco. */
export function configuredPlugins(order: LoadOrder): Plugins | undefined {
  const config = order.config;
  if (!config || !(valueOf(config.root, "load_plugins") || valueOf(config.root, "plugins"))) return undefined;
  return [...new Set(["container", ...loadedPlugins(config).map(({ name }) => name)])].map((name) => ({ name }));
}

/** Each configuration of the workspace with what it includes. One that another includes stands for nothing by itself. */
export function mergedConfigs(documents: ReadonlyMap<string, Document>, target: Version): readonly { readonly document: Document; readonly config: MergedConfig }[] {
  const configs = [...documents.values()].filter(({ host }) => host === "config");
  const merged = configs.map((document) => {
    const find = (path: string): readonly ConfigFile[] => matching(documents, folderOf(document.path), path, "config").map(configFile);
    return { document, config: readConfig(configFile(document), target, find) };
  });
  const included = new Set(merged.flatMap(({ config }) => config.files.slice(1)));
  return merged.filter(({ document }) => !included.has(document.uri));
}

function configFile({ uri, text, regions }: Document): ConfigFile {
  return { uri, root: regions[0]?.yaml?.documents[0]?.root, length: text.length };
}

/** Rules that stand inside other files: those of one group load together, in the order of their names. */
function embeddedOrders(documents: ReadonlyMap<string, Document>): readonly LoadOrder[] {
  const orders: LoadOrder[] = [];
  for (const document of documents.values()) {
    if (document.host === "rules" || document.host === "config") continue;
    const groups = new Map<string, RegionRef[]>();
    document.regions.forEach((region, index) => {
      if (region.kind !== "rules") return;
      const group = region.group ?? "";
      groups.set(group, [...(groups.get(group) ?? []), { uri: document.uri, region: index }]);
    });
    for (const [group, files] of groups) {
      const name = ({ region }: RegionRef): string => document.regions[region]?.name ?? "";
      files.sort((a, b) => compareNames(name(a), name(b)));
      orders.push({ id: `${document.uri} ${group}`, origin: nameOf(document.path), files, guessed: true, exact: false });
    }
  }
  return orders;
}

function rulesRegions(document: Document | undefined): readonly RegionRef[] {
  if (!document) return [];
  return document.regions.flatMap((region, index) => (region.kind === "rules" ? [{ uri: document.uri, region: index }] : []));
}

/**
 * The documents that a path of a configuration means: the file itself, or the .yaml and .yml files of a folder in the
 * order of their names. An absolute path is one of the target machine, so it is looked for by its ending.
 */
function matching(documents: ReadonlyMap<string, Document>, base: string, path: string, host: "rules" | "config" = "rules"): readonly Document[] {
  const clean = path.replace(/\\/g, "/").replace(/^\.\//, "").replace(/\/+$/, "");
  const all = [...documents.values()].filter((document) => document.host === host);
  const wanted = clean.startsWith("/") ? clean : join(base, clean);
  const direct = all.filter((document) => document.path === wanted);
  if (direct.length > 0) return direct;
  const inFolder = all.filter((document) => folderOf(document.path) === wanted);
  if (inFolder.length > 0) return sorted(inFolder);
  if (!clean.startsWith("/")) return [];
  for (let tail = clean.split("/").slice(1); tail.length > 0; tail = tail.slice(1)) {
    const near = join(base, tail.join("/"));
    const file = all.filter((document) => document.path === near);
    if (file.length > 0) return file;
    const folder = all.filter((document) => folderOf(document.path) === near);
    if (folder.length > 0) return sorted(folder);
  }
  return [];
}

function sorted(documents: readonly Document[]): readonly Document[] {
  return [...documents].sort((a, b) => compareNames(a.path, b.path));
}

function byFolder(documents: readonly Document[]): Map<string, Document[]> {
  const folders = new Map<string, Document[]>();
  for (const document of documents) {
    if (document.host !== "rules") continue;
    const folder = folderOf(document.path);
    folders.set(folder, [...(folders.get(folder) ?? []), document]);
  }
  return folders;
}

/** As a package installs them: the default rules, then the local ones, then the rest by name. */
function compareNames(a: string, b: string): number {
  const rank = (name: string): number => (/(?:^|\/)falco_rules\.ya?ml$/.test(name) ? 0 : /(?:^|\/)falco_rules\.local\.ya?ml$/.test(name) ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function join(base: string, path: string): string {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
