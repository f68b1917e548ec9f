import type { PathLookUp } from "../configuration/context.ts";
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
export function lookUpIn({ roots, paths }: WorkspaceFiles, base: string): PathLookUp {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = folderOf(path); folder !== "" && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  const look = (path: string): ReturnType<PathLookUp> => {
    const wanted = path.startsWith("/") ? path : joinPaths(base, path.replace(/(?<!\/)\/+$/, ""));
    if (paths.has(wanted)) return "file";
    if (folders.has(wanted)) return "folder";
    const isInside = roots.some((root) => root === "" || wanted.startsWith(`${root}/`));
    return isInside && /\.ya?ml$/.test(wanted) && folders.has(folderOf(wanted)) ? "nothing" : "elsewhere";
  };
  const filesIn = (path: string): readonly string[] => {
    const clean = path.replace(/^(?:\.\/)+/, "").replace(/(?<!\/)\/+$/, "");
    const steps = clean.split("/").filter((step) => step !== "");
    const wanted = clean.startsWith("/")
      ? steps.map((_, at) => joinPaths(base, steps.slice(at).join("/")))
      : [joinPaths(base, clean)];
    const folder = wanted.find((one) => folders.has(one));
    if (folder === undefined) return [];
    return [...paths]
      .filter((one) => folderOf(one) === folder)
      .map((one) => one.slice(folder.length + 1))
      .sort();
  };
  return Object.assign(look, { filesIn });
}
