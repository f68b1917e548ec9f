/** Which rules load together, and in which order. Source: facts on rules files section 3, and on the configuration. */
import type { Plugins } from "../catalog/plugins.ts";
import type { Version } from "../catalog/version.ts";
import type { Document } from "../hosts/document.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { loadedPlugins, rulesFilesOf } from "./config/config-view.ts";
import type { MergedConfig } from "./config/read-config.ts";
import type { Configuration } from "./configurations.ts";
import { compareNames, documentsNamed, folderOf, nameOf } from "./named-documents.ts";
import { embeddedOrders } from "./embedded-orders.ts";
import type { ReleaseTargets } from "./release-targets.ts";
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
  /** The release that loads them. */
  readonly target: Version;
  /** Plugins that are loaded besides those of the configuration. */
  readonly plugins?: readonly string[];
  /** Names of the published rules files that are loaded before these without standing here. */
  readonly before?: readonly string[];
}

export function loadOrders(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  configurations: readonly Configuration[],
  targets: ReleaseTargets,
): readonly LoadOrder[] {
  if (settings.exactRuleset) {
    const files = settings.exactRuleset.flatMap((uri) => rulesRegions(documents.get(uri)));
    return [{ id: "ruleset", origin: "given", files, guessed: false, exact: true, target: targets.workspace }];
  }
  const orders: LoadOrder[] = [];
  const taken = new Set<string>();
  const add = (order: LoadOrder): void => {
    if (order.files.length === 0) return;
    orders.push(order);
    for (const { uri } of order.files) taken.add(uri);
  };
  if (settings.rulesFiles.length > 0) {
    const files = settings.rulesFiles.flatMap((pattern) => documentsNamed(documents, "", pattern)).flatMap(rulesRegions);
    add({ id: "settings", origin: "the setting `falco.rulesFiles`", files, guessed: false, exact: false, target: targets.workspace });
  }
  for (const { document, config } of configurations) {
    const paths = rulesFilesOf(config).map(({ text }) => text);
    const files = unique(paths.flatMap((path) => documentsNamed(documents, folderOf(document.path), path))).flatMap(rulesRegions);
    add({ id: document.uri, origin: `\`rules_files\` of ${nameOf(document.path)}`, files, guessed: false, exact: false, config, target: targets.of(document).falco });
  }
  for (const order of embeddedOrders(documents, targets)) add(order);
  for (const [folder, rest] of byFolder([...documents.values()].filter((document) => !taken.has(document.uri)))) {
    const files = rest.sort((a, b) => compareNames(nameOf(a.path), nameOf(b.path))).flatMap(rulesRegions);
    const [first] = rest;
    const target = first ? targets.of(first).falco : targets.workspace;
    add({ id: `folder ${folder}`, origin: "the order of names in the folder", files, guessed: true, exact: false, target });
  }
  return orders;
}

/** The plugins that an order's configuration loads; undefined when it says nothing of plugins. The container plugin comes with Falco. */
export function configuredPlugins(order: LoadOrder): Plugins | undefined {
  const config = order.config;
  if (!config || !(valueOf(config.root, "load_plugins") || valueOf(config.root, "plugins"))) return undefined;
  return [...new Set(["container", ...(order.plugins ?? []), ...loadedPlugins(config).map(({ name }) => name)])].map((name) => ({ name }));
}

function rulesRegions(document: Document | undefined): readonly RegionRef[] {
  if (!document) return [];
  return document.regions.flatMap((region, index) => (region.kind === "rules" ? [{ uri: document.uri, region: index }] : []));
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

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
