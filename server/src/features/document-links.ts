import { knownTag } from "../catalog/tags/attack.ts";
import type { Document } from "../hosts/document.ts";
import { configurationOf } from "../model/workspace/configurations.ts";
import { listItems } from "../model/configuration/node-path.ts";
import { folderOf, matching } from "../model/workspace/named-documents.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** The files of the workspace that configurations name as rules or as further configuration, and the pages of tags in ATT&CK. */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  const document = snapshot.documents.get(uri);
  return document ? [...configuredFiles(snapshot, document), ...tagPages(document)] : [];
}

function tagPages({ regions }: Document): readonly DocumentLink[] {
  return regions.flatMap((region) =>
    (region.items?.items ?? []).flatMap((placed) =>
      listItems(valueOf(placed.item.node, "tags")).flatMap((tag): readonly DocumentLink[] => {
        const page = tag.kind === "scalar" && tag.alias === undefined ? knownTag(tag.text)?.page : undefined;
        return page === undefined
          ? []
          : [{ span: mapSpan(itemToDocument(region, placed), tag.span), target: page }];
      }),
    ),
  );
}

function configuredFiles(snapshot: Snapshot, document: Document): readonly DocumentLink[] {
  const { uri } = document;
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
        // A folder is not a file to open.
        const [target, ...more] = found;
        const name = node.text.slice(node.text.lastIndexOf("/") + 1);
        return target && more.length === 0 && target.path.endsWith(name)
          ? [{ span: mapSpan(region.map, node.span), target: target.uri }]
          : [];
      }),
    );
  });
}
