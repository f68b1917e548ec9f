import { folderOf, matching } from "../model/named-documents.ts";
import type { Snapshot } from "../model/workspace.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** The files of the workspace that a configuration names as rules or as further configuration. */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  const document = snapshot.documents.get(uri);
  const region = document?.regions.find(({ kind }) => kind === "config");
  const root = region?.yaml?.documents[0]?.root;
  if (!document || !region || !root) return [];
  const folder = folderOf(document.path);
  return ["rules_files", "rules_file", "config_files"].flatMap((key) => {
    const list = valueOf(root, key);
    const scalars = list?.kind === "seq" ? list.items : list ? [list] : [];
    return scalars.flatMap((node): readonly DocumentLink[] => {
      if (node.kind !== "scalar" || node.isNull) return [];
      const { documents } = matching(snapshot.documents, folder, node.text, key === "config_files" ? "config" : "rules");
      const [only] = documents;
      return only && documents.length === 1 ? [{ span: mapSpan(region.map, node.span), target: only.uri }] : [];
    });
  });
}
