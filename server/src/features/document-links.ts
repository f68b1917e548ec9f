import { configurationOf } from "../model/workspace/configurations.ts";
import { listItems } from "../model/configuration/node-path.ts";
import { folderOf, matching } from "../model/workspace/named-documents.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** The files of the workspace that configurations name as rules or as further configuration. */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  const document = snapshot.documents.get(uri);
  if (!document) return [];
  const main = configurationOf(snapshot.configurations, uri)?.document ?? document;
  return document.regions.flatMap((region) => {
    const root = region.kind === "config" ? region.yaml?.documents[0]?.root : undefined;
    return ["rules_files", "rules_file", "config_files"].flatMap((key) =>
      listItems(valueOf(root, key)).flatMap((item): readonly DocumentLink[] => {
        const node = item.kind === "map" ? valueOf(item, "path") : item;
        if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined) return [];
        const { documents: found } = matching(
          snapshot.documents,
          folderOf(main.path),
          node.text,
          key === "config_files" ? "config" : "rules",
        );
        // A folder is no file to open.
        const [target, ...more] = found;
        const name = node.text.slice(node.text.lastIndexOf("/") + 1);
        return target && more.length === 0 && target.path.endsWith(name)
          ? [{ span: mapSpan(region.map, node.span), target: target.uri }]
          : [];
      }),
    );
  });
}
