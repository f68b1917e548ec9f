import type { PathKind } from "../configuration/findings/path-findings.ts";
import { folderOf, joinPaths } from "./named-documents.ts";

/** Names of folders that are not looked into: what is in them comes from elsewhere, or is made. */
export const SKIPPED_FOLDERS: readonly string[] = [
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  "vendor",
  "dist",
  "target",
  ".venv",
  "__pycache__",
];

/** Names of files, read or not. Paths have forward slashes, as those of documents. */
export interface WorkspaceFiles {
  /** Folders of which every YAML file is among the paths. */
  readonly roots: readonly string[];
  readonly paths: ReadonlySet<string>;
}

/**
 * What a path that is taken from the folder `base` leads to. A path that is not there is `nothing` only where the folder
 * that it should lie in is known, and the file would have been listed: it would end in `.yaml` or `.yml`.
 */
export function lookUpIn({ roots, paths }: WorkspaceFiles, base: string): (path: string) => PathKind {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = folderOf(path); folder !== "" && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  return (path) => {
    const wanted = path.startsWith("/") ? path : joinPaths(base, path.replace(/\/+$/, ""));
    if (paths.has(wanted)) return "file";
    if (folders.has(wanted)) return "folder";
    const isInside = roots.some((root) => root === "" || wanted.startsWith(`${root}/`));
    return isInside && /\.ya?ml$/.test(wanted) && folders.has(folderOf(wanted)) ? "nothing" : "elsewhere";
  };
}
