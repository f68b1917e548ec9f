import type { Document } from "../../hosts/document.ts";
import { isOpaqueAt } from "../../hosts/opaque.ts";
import { entryOf } from "../../syntax/yaml-node.ts";
import type { FileRange } from "../../text/span.ts";
import { definedPlugins } from "../configuration/config-view.ts";
import { addedItem } from "../configuration/entry-edit.ts";
import { nameOf } from "./named-documents.ts";
import type { Ruleset } from "./workspace.ts";

/** How a configuration of the workspace gets to load one more plugin. */
export interface PluginLoading {
  /** Name of the file that has `load_plugins`, or else of the main one. */
  readonly file: string;
  /** Without the list Falco loads whatever `plugins` defines. */
  readonly hasList: boolean;
  /** What `plugins` defines. A name in `load_plugins` alone would keep Falco from starting. */
  readonly defined: readonly string[];
  /** The edit of that file that names the plugin in the list; undefined where it cannot be written exactly. */
  add(name: string): (FileRange & { readonly newText: string }) | undefined;
}

/** The place that decides which plugins a ruleset has; undefined where that is a setting, or where nothing says. */
export function pluginLoading(
  { pluginConfig: config, order }: Ruleset,
  documents: ReadonlyMap<string, Document>,
): PluginLoading | undefined {
  if (!config) return undefined;
  const merged = entryOf(config.root, "load_plugins");
  const place = merged && config.place(merged.key.span);
  const document = documents.get(place?.uri ?? config.files[0] ?? "");
  if (!document) return undefined;
  // Several releases may be in one document: the list is that of the rules' own group.
  const beside = order.find(({ uri }) => uri === document.uri);
  const group = beside && document.regions[beside.region]?.group;
  return {
    file: nameOf(document.path),
    hasList: merged !== undefined,
    defined: definedPlugins(config).map(({ name }) => name),
    add(name) {
      for (const region of document.regions) {
        const list =
          region.kind === "config" && (!beside || region.group === group)
            ? entryOf(region.yaml?.documents[0]?.root, "load_plugins")
            : undefined;
        if (!list || list.key.span.start !== place?.start || list.key.span.end !== place.end) continue;
        const edit = addedItem(list, name, region.text);
        const isOpaque = isOpaqueAt(region, { start: list.key.span.start, end: list.value.span.end });
        const placed =
          edit && !region.template && !isOpaque ? region.map.edit(edit.span, edit.newText) : undefined;
        return placed && { uri: document.uri, ...placed.span, newText: placed.newText };
      }
      return undefined;
    },
  };
}
