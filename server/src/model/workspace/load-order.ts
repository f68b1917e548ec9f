/** Which rules load together, and in which order. Source: facts on rules files section 3, and on the configuration. */
import type { PluginRegistry } from "../../catalog/plugin-registry.ts";
import { loadedPlugins, type Plugins } from "../../catalog/plugins.ts";
import type { LoadOrder } from "./order.ts";
import type { Document } from "../../hosts/document.ts";
import {
  defaultRules,
  isPublishedFile,
  MAIN_RULES_FILE,
  type PublishedRules,
} from "../../catalog/default-rules.ts";
import { valueOf } from "../../syntax/yaml-node.ts";
import {
  hasUnknownRulesFiles,
  loadedPluginNames,
  rulesFilesOf,
  staticFieldsOf,
} from "../configuration/config-view.ts";
import type { ConfigFile } from "../configuration/read-config.ts";
import { commandOrders } from "./command-orders.ts";
import { defaultTexts, ownTexts } from "./default-texts.ts";
import { type Configuration, configFile } from "./configurations.ts";
import { embeddedOrders } from "./embedded-orders.ts";
import { compareNames, folderOf, matching, nameOf } from "./named-documents.ts";
import type { ReleaseTargets } from "./release-targets.ts";
import type { RegionRef, Settings } from "./settings.ts";

/** An order that something says. */
const TOLD = { guessed: false, exact: false } as const;

/**
 * The rulesets of a workspace: the setting's, those of configurations, those of command lines that load something more,
 * what is inside other files, and each folder's remaining rules files. A file may be in several.
 */
export function loadOrders(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  configurations: readonly Configuration[],
  targets: ReleaseTargets,
): readonly LoadOrder[] {
  if (settings.exactRuleset) {
    const files = settings.exactRuleset.flatMap((uri) => rulesRegions(documents.get(uri)));
    const target = targets.workspace;
    const published = defaultRules(target);
    return [{ ...TOLD, id: "ruleset", origin: "given", files, exact: true, target, published }];
  }
  const own = ownTexts(documents, settings);
  const background = (published: PublishedRules): readonly Document[] =>
    defaultTexts(documents, settings, published);
  const orders: LoadOrder[] = [];
  const taken = new Set<string>();
  const add = (order: LoadOrder): void => {
    if (order.files.length === 0) return;
    orders.push(order);
    for (const { uri } of order.files) taken.add(uri);
  };
  if (settings.rulesFiles.length > 0) {
    const published = defaultRules(targets.workspace, targets.rulesPins(undefined));
    const { files } = filesAt(settings.rulesFiles, "", own, background(published));
    add(
      behind(
        {
          ...TOLD,
          id: "settings",
          origin: "the setting `falco.rulesFiles`",
          files,
          target: targets.workspace,
          published,
        },
        background(published),
      ),
    );
  }
  const pluginsOpen = [...own.values()].some(changesPlugins);
  const filesOpen = [...own.values()].some((document) => setsByOption(document, /\brules_files?\b/));
  const staticOpen = [...own.values()].some((document) => setsByOption(document, /\bstatic_fields\b/));
  for (const { document, config } of configurations) {
    const paths = rulesFilesOf(config);
    const target = targets.of(document).falco;
    const published = defaultRules(target, targets.rulesPins(document));
    const found = filesAt(
      paths.map(({ text }) => text),
      folderOf(document.path),
      own,
      background(published),
    );
    const hidden = hasUnknownRulesFiles(config);
    // The setting comes first: what it names has its order from there alone.
    if (found.files.every(({ uri }) => taken.has(uri)) && settings.rulesFiles.length > 0) continue;
    const complete = found.complete && config.complete && !hidden;
    const standsAlone = nameOf(document.path) === "falco.yaml" && !valueOf(config.root, "config_files");
    const staticFields = standsAlone && config.complete && !staticOpen ? staticFieldsOf(config) : undefined;
    add({
      ...TOLD,
      ...found,
      complete,
      open: found.open || hidden,
      closed: found.closed && config.complete && !hidden && !filesOpen,
      id: document.uri,
      origin: `\`rules_files\` of ${shortPath(document, own)}`,
      config,
      pluginsOpen,
      standsAlone,
      ...(staticFields && { staticFields }),
      target,
      published,
    });
  }
  const findConfig = (folder: string, path: string): readonly ConfigFile[] =>
    matching(own, folder, path, "config").documents.map(configFile);
  for (const { document, region, folder, paths, open, config } of commandOrders(
    own.values(),
    targets,
    findConfig,
  )) {
    const group = document.regions[region]?.group;
    const target = targets.of(document, group).falco;
    const published = defaultRules(target, targets.rulesPins(document, group));
    const found = filesAt(paths, folder, own, background(published));
    // A line that loads what another order has already says nothing new.
    if (found.files.every(({ uri }) => taken.has(uri))) continue;
    const origin = `the command line in ${shortPath(document, own)}`;
    add({
      ...TOLD,
      ...found,
      open: found.open || open,
      id: `${document.uri} command ${region}`,
      origin,
      target,
      published,
      ...(config && { config }),
    });
  }
  for (const order of embeddedOrders(own, targets))
    add(behind({ ...order, pluginsOpen }, background(order.published)));
  for (const [folder, rest] of byFolder([...own.values()].filter((document) => !taken.has(document.uri)))) {
    const files = rest.sort((a, b) => compareNames(nameOf(a.path), nameOf(b.path))).flatMap(rulesRegions);
    const [first] = rest;
    const target = first ? targets.of(first).falco : targets.workspace;
    const published = defaultRules(target, targets.rulesPins(first));
    add(
      behind(
        {
          ...TOLD,
          id: `folder ${folder}`,
          origin: "the alphabetical order in the folder",
          files,
          guessed: true,
          target,
          published,
        },
        background(published),
      ),
    );
  }
  return orders;
}

/** Whether a document passes plugins as options of Falco's or of its chart's, besides any configuration. Pages are examples. */
function changesPlugins(document: Document): boolean {
  return setsByOption(document, /\b(?:load_)?plugins[[.=]/);
}

/** Whether a command line or a setting beside the files has this text. */
function setsByOption({ host, regions }: Document, sought: RegExp): boolean {
  return (
    host !== "markdown" &&
    regions.some(({ kind, text }) => (kind === "command-line" || kind === "setting") && sought.test(text))
  );
}

/** A file's name, with its folder where another file has the same. */
function shortPath({ path, uri }: Document, documents: ReadonlyMap<string, Document>): string {
  const name = nameOf(path);
  const isUnique = ![...documents.values()].some((other) => other.uri !== uri && nameOf(other.path) === name);
  return isUnique ? name : `${nameOf(folderOf(path))}/${name}`.replace(/^\//, "");
}

/** An order with the default rules before its files, where these do not load them themselves. */
function behind(order: LoadOrder, background: readonly Document[]): LoadOrder {
  const names = new Set(order.files.map(({ uri }) => nameOf(uri)));
  const missing = background.filter(
    ({ uri }) => !names.has(nameOf(uri)) && (order.before?.includes(nameOf(uri)) ?? true),
  );
  return missing.length === 0
    ? order
    : { ...order, files: [...missing.flatMap(rulesRegions), ...order.files] };
}

function filesAt(
  paths: readonly string[],
  base: string,
  own: ReadonlyMap<string, Document>,
  background: readonly Document[],
): {
  readonly files: readonly RegionRef[];
  readonly guessed: boolean;
  readonly open: boolean;
  readonly complete: boolean;
  readonly closed: boolean;
  readonly before: readonly string[];
} {
  const found = paths.map((path) => {
    const here = matching(own, base, path);
    if (here.documents.length > 0 && !here.guessed) return here;
    const shipped = background.filter(
      (document) => document.path === path || nameOf(document.path) === nameOf(path),
    );
    return shipped.length > 0 ? { documents: shipped, guessed: false } : here;
  });
  const names = paths.map(nameOf);
  return {
    files: unique(found.flatMap(({ documents }) => documents)).flatMap(rulesRegions),
    closed:
      names.includes(MAIN_RULES_FILE) &&
      found.every(({ documents: here, guessed }, i) =>
        here.length > 0 ? !guessed : isPublishedFile(names[i] ?? ""),
      ),
    guessed: found.some(({ guessed }) => guessed),
    complete: found.every((match) => match.documents.length > 0 && !match.guessed),
    open: paths.some((path, i) => found[i]?.documents.length === 0 && isOwnFile(path)),
    before: names.filter((name, i) => found[i]?.documents.length === 0 && isPublishedFile(name)),
  };
}

/** Whether a path that leads nowhere names rules of the user's: not a folder, which may be empty, nor what Falco installs. */
function isOwnFile(path: string): boolean {
  const name = nameOf(path);
  return /\.ya?ml$/.test(name) && name !== "falco_rules.local.yaml" && !isPublishedFile(name);
}

/**
 * The plugins that an order's configuration loads; undefined when it says nothing of plugins, or when files of it that
 * may load more are not here, a name depends on the environment, or a command line may load others. The container plugin
 * comes with Falco, in a file that a `falco.yaml` of one's own has to include.
 */
export function configuredPlugins(order: LoadOrder, registry: PluginRegistry): Plugins | undefined {
  const config = order.config;
  if (!config?.complete || order.pluginsOpen) return undefined;
  if (!valueOf(config.root, "load_plugins") && !valueOf(config.root, "plugins")) {
    // Rules of other plugins may well be for another configuration; without one, these events are not there at all.
    const bundled = new Set(loadedPlugins("default", order.target).map(({ name }) => name));
    return order.standsAlone && bundled.size > 0
      ? registry.plugins.filter(({ name }) => !bundled.has(name)).map(({ name }) => ({ name }))
      : undefined;
  }
  const names = loadedPluginNames(config, registry);
  const always = order.standsAlone ? [] : ["container"];
  return names && [...new Set([...always, ...(order.plugins ?? []), ...names])].map((name) => ({ name }));
}

function rulesRegions(document: Document | undefined): readonly RegionRef[] {
  if (!document) return [];
  return document.regions.flatMap((region, index) =>
    region.kind === "rules" ? [{ uri: document.uri, region: index }] : [],
  );
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
