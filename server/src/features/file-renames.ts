import type { Snapshot } from "../model/workspace/workspace.ts";
import type { FileRange } from "../text/span.ts";
import { documentLinks } from "./document-links.ts";

export interface FileRename {
  readonly from: string;
  readonly to: string;
}

/**
 * What configurations say of files that get other names: the last part of the path that names each. A file that moves to
 * another folder is left alone, since nothing says where that folder is when Falco runs.
 */
export function renamedPaths(
  snapshot: Snapshot,
  renames: readonly FileRename[],
): readonly (FileRange & { readonly newText: string })[] {
  const wanted = new Map(
    renames.flatMap(({ from, to }) => (folderOf(from) === folderOf(to) ? [[from, nameOf(to)] as const] : [])),
  );
  return [...snapshot.documents].flatMap(([uri, { text }]) =>
    documentLinks(snapshot, uri).flatMap(({ span, target }) => {
      const name = wanted.get(target);
      const old = nameOf(target);
      // Quotes, and names that would need some, are not ours to change.
      const end = /["']/.test(text[span.end - 1] ?? "") ? span.end - 1 : span.end;
      const start = end - old.length;
      const isWhole =
        text.slice(start, end) === old && (start === span.start || /[/"']/.test(text[start - 1] ?? ""));
      return name !== undefined && isWhole && /^[\w.-]+$/.test(name)
        ? [{ uri, start, end, newText: name }]
        : [];
    }),
  );
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/"));
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}
