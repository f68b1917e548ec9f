/** Paths as a configuration writes them, and the documents that they mean. All paths have forward slashes. */
import type { Document } from "../hosts/document.ts";

/**
 * The documents that a path of a configuration in the folder `base` means: the file itself, or the files of a folder in
 * the order of their names. An absolute path is one of the target machine, so it is looked for by its ending.
 */
export function documentsNamed(documents: ReadonlyMap<string, Document>, base: string, path: string, host: "rules" | "config" = "rules"): readonly Document[] {
  const clean = path.replace(/\\/g, "/").replace(/^\.\//, "").replace(/\/+$/, "");
  const all = [...documents.values()].filter((document) => document.host === host);
  const wanted = clean.startsWith("/") ? clean : joinPaths(base, clean);
  const direct = all.filter((document) => document.path === wanted);
  if (direct.length > 0) return direct;
  const inFolder = all.filter((document) => folderOf(document.path) === wanted);
  if (inFolder.length > 0) return sorted(inFolder);
  if (!clean.startsWith("/")) return [];
  for (let tail = clean.split("/").slice(1); tail.length > 0; tail = tail.slice(1)) {
    const near = joinPaths(base, tail.join("/"));
    const file = all.filter((document) => document.path === near);
    if (file.length > 0) return file;
    const folder = all.filter((document) => folderOf(document.path) === near);
    if (folder.length > 0) return sorted(folder);
  }
  return [];
}

function sorted(documents: readonly Document[]): readonly Document[] {
  return [...documents].sort((a, b) => compareNames(a.path, b.path));
}

/** As a package installs them: the default rules, then the local ones, then the rest by name. */
export function compareNames(a: string, b: string): number {
  const rank = (name: string): number => (/(?:^|\/)falco_rules\.ya?ml$/.test(name) ? 0 : /(?:^|\/)falco_rules\.local\.ya?ml$/.test(name) ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** `path` taken from the folder `base`; `..` leads up. */
export function joinPaths(base: string, path: string): string {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
