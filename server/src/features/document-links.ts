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
  const folder = document.path.slice(0, document.path.lastIndexOf("/"));
  return ["rules_files", "rules_file", "config_files"].flatMap((key) => {
    const list = valueOf(root, key);
    const scalars = list?.kind === "seq" ? list.items : list ? [list] : [];
    return scalars.flatMap((node): readonly DocumentLink[] => {
      if (node.kind !== "scalar" || node.isNull) return [];
      const target = targetOf(snapshot, folder, node.text);
      return target === undefined ? [] : [{ span: mapSpan(region.map, node.span), target }];
    });
  });
}

/** An absolute path is one of the machine that runs Falco: here a file with the same name beside the configuration is meant. */
function targetOf(snapshot: Snapshot, folder: string, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const wanted = [path, `${folder}/${path.replace(/^\.\//, "")}`, `${folder}/${name}`];
  for (const candidate of wanted) {
    for (const { path: known, uri } of snapshot.documents.values()) if (known === candidate) return uri;
  }
  return undefined;
}
