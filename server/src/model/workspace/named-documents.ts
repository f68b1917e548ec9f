/** Paths as configurations and command lines write them, and the documents that they mean. All paths have forward slashes. */
import type { Document } from "../../hosts/document.ts";
import { groupedBy } from "../../text/grouped.ts";
import { keptBy } from "../../text/kept.ts";

export interface PathMatch {
  readonly documents: readonly Document[];
  /** Found by the ending of its path somewhere in the workspace: another file of that name may be meant. */
  readonly guessed: boolean;
}

const NOTHING: PathMatch = { documents: [], guessed: false };

/**
 * The documents that a path means: the file itself, or the .yaml and .yml files of a folder in the order of their names.
 * An absolute path is one of the target machine, so it is looked for by its ending, first beside `base`, the folder of
 * the file that names it, then in the whole workspace, where the nearest one counts and two that are as near do not.
 * An empty `host` looks among the documents that nothing is known of.
 */
export function matching(
  documents: ReadonlyMap<string, Document>,
  base: string,
  path: string,
  host: "rules" | "config" | "" = "rules",
): PathMatch {
  const clean = path
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/(?<!\/)\/+$/, "");
  if (clean === "") return NOTHING;
  const all = placesOf(documents).get(host);
  if (!all) return NOTHING;
  const own = clean.startsWith("/") ? clean : joinPaths(base, clean);
  const beside = at(all, own);
  // Without a folder a path is relative, or from the root, which is some editors' whole workspace.
  const direct = beside.length === 0 && base === "" ? at(all, `/${own}`) : beside;
  if (direct.length > 0) return { documents: direct, guessed: false };
  const tails = clean.startsWith("/") ? endings(clean.slice(1)) : [clean];
  if (clean.startsWith("/")) {
    for (const tail of tails) {
      const near = at(all, joinPaths(base, tail));
      if (near.length > 0) return { documents: near, guessed: false };
    }
  }
  for (const tail of tails) {
    const found = nearest(all, base, `/${tail}`);
    if (found.length > 0) return { documents: found, guessed: true };
  }
  return NOTHING;
}

/** The same, without what is only guessed. */
export function documentsNamed(
  documents: ReadonlyMap<string, Document>,
  base: string,
  path: string,
  host: "rules" | "config" | "" = "rules",
): readonly Document[] {
  const { documents: found, guessed } = matching(documents, base, path, host);
  return guessed ? [] : found;
}

/** As a package installs them: the default rules, then the local ones, then the rest by name. */
export function compareNames(a: string, b: string): number {
  const rank = (name: string): number =>
    /(?:^|\/)falco_rules\.ya?ml$/.test(name) ? 0 : /(?:^|\/)falco_rules\.local\.ya?ml$/.test(name) ? 1 : 2;
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The folder and those around it, innermost first; the empty one is around all. */
export function foldersAround(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder.lastIndexOf("/"); at > 0; at = folder.lastIndexOf("/", at - 1))
    folders.push(folder.slice(0, at));
  return folder === "" ? folders : [...folders, ""];
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Documents by where they are, so that a path is not compared with each. */
interface Places {
  readonly byPath: ReadonlyMap<string, readonly Document[]>;
  readonly byFolder: ReadonlyMap<string, readonly Document[]>;
  /** By their own name, and by that of their folder. */
  readonly byName: ReadonlyMap<string, readonly Document[]>;
  readonly byFolderName: ReadonlyMap<string, readonly Document[]>;
}

/** Of the documents of each host. */
const placesOf = keptBy((documents: ReadonlyMap<string, Document>): ReadonlyMap<string, Places> => {
  const places = new Map<string, Places>();
  for (const [host, all] of groupedBy(documents.values(), ({ host = "" }) => host))
    places.set(host, {
      byPath: groupedBy(all, ({ path }) => path),
      byFolder: groupedBy(all, ({ path }) => folderOf(path)),
      byName: groupedBy(all, ({ path }) => nameOf(path)),
      byFolderName: groupedBy(all, ({ path }) => nameOf(folderOf(path))),
    });
  return places;
});

/** The file at a path, or the files of the folder there. */
function at({ byPath, byFolder }: Places, path: string): readonly Document[] {
  return byPath.get(path) ?? inOrder(byFolder.get(path) ?? []);
}

/** Falco reads a folder in the plain order of its paths. */
function inOrder(documents: readonly Document[]): readonly Document[] {
  return [...documents].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function nearest({ byName, byFolderName }: Places, base: string, ending: string): readonly Document[] {
  const name = nameOf(ending);
  const named = new Set([...(byName.get(name) ?? []), ...(byFolderName.get(name) ?? [])]);
  const ranked = [
    ...groupedBy(named, ({ path }) => [path, folderOf(path)].find((one) => `/${one}`.endsWith(ending))),
  ]
    .map(([place, those]) => ({ those, near: sharedFolders(base, place) }))
    .sort((a, b) => b.near - a.near);
  const [first, second] = ranked;
  return first && first.near !== second?.near ? inOrder(first.those) : [];
}

function sharedFolders(base: string, path: string): number {
  const [ours, theirs] = [base.split("/"), folderOf(path).split("/")];
  const different = ours.findIndex((part, i) => part !== theirs[i]);
  return different < 0 ? ours.length : different;
}

/** `a/b/c`, `b/c`, `c`. */
function endings(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, i) => parts.slice(i).join("/"));
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
