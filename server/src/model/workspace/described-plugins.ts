import { CATALOGUED, type PluginRegistry, registryWith } from "../../catalog/plugin-registry.ts";
import { meantPlugin } from "../../catalog/plugins.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { pluginFile } from "../../hosts/formats/falco/plugin-file.ts";
import type { ItemGroup } from "../../syntax/items.ts";
import type { Item } from "../../syntax/item.ts";
import { keptBy } from "../../text/kept.ts";
import { loadedPluginNames } from "../configuration/config-view.ts";
import type { DescribedPlugin } from "../plugins/plugin-file.ts";
import { readPluginFile } from "../plugins/read-plugin-file.ts";
import type { ItemReading } from "../ruleset/items/read-item.ts";
import type { Configuration } from "./configurations.ts";

/** The plugins that a document describes. */
export function describedIn({ host, path, regions }: Document): readonly DescribedPlugin[] {
  if (host !== pluginFile.id) return [];
  return regions.flatMap(({ text, yaml }) => readPluginFile(path, text, yaml).descriptions);
}

/** The plugins that are known with what the files of a workspace describe; made anew only when one of these changed. */
export function createRegistries(): (documents: ReadonlyMap<string, Document>) => PluginRegistry {
  let files: readonly Document[] = [];
  let registry = CATALOGUED;
  return (documents) => {
    const now = [...documents.values()].filter(({ host }) => host === pluginFile.id);
    if (now.length !== files.length || now.some((file, at) => file !== files[at])) {
      files = now;
      registry = registryWith(now.flatMap(describedIn));
    }
    return registry;
  };
}

/**
 * Names of plugins that these files require, or that a configuration of the workspace loads, and that are not known. The
 * rules that use their fields are right, as far as anybody can tell.
 */
export function unknownPlugins(
  files: readonly (ParsedRegion | undefined)[],
  configurations: readonly Configuration[],
  readItem: (item: Item) => ItemReading,
  registry: PluginRegistry,
): readonly string[] {
  const required = files.flatMap((region) => {
    const views = (region?.items?.groups ?? []).flatMap(requiring).map((item) => readItem(item).view);
    return views.flatMap((view) =>
      view?.kind === REQUIRING
        ? view.entries.flatMap((entry) => [entry, ...entry.alternatives].map(({ name }) => name))
        : [],
    );
  });
  const loaded = configurations.flatMap(({ config }) => loadedPluginNames(config, registry) ?? []);
  const isUnknown = (name: string): boolean =>
    registry.plugin(name)?.fieldsUnknown !== undefined ||
    (registry.plugin(name) === undefined && meantPlugin(name, registry) === undefined);
  return [...new Set([...required, ...loaded])].filter(isUnknown);
}

const REQUIRING = "required_plugin_versions";

/** The items of a group that may require plugins. */
const requiring = keptBy((group: ItemGroup): readonly Item[] => {
  const found = group.filter(({ text }) => text.includes(REQUIRING));
  return found.length > 0 ? found : NONE;
});

const NONE: readonly Item[] = [];
