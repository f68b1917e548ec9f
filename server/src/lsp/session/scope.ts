import { type FileEvent, FileChangeType } from "vscode-languageserver";
import type { Version } from "../../catalog/version.ts";
import type { WorkspaceFiles } from "../../model/workspace/workspace-files.ts";
import { isListed, isLookedInto, MAX_FILES } from "../files.ts";
import { isBelow, pathOf } from "./uris.ts";

/** What counts although no editor has it open: the files of the workspace's folders, and files that the settings name. Uris are keys. */
export class Scope {
  readonly #folders = new Set<string>();

  /** Paths of all candidates in the folders, read or not, and the folders of which none is left out. */
  #listing: WorkspaceFiles = { roots: [], paths: new Set() };

  /** Files of Falco's default rules, with their version where only the release that ships it has them. */
  defaultRules: ReadonlyMap<string, Version | undefined> = new Map();

  /** Files that describe plugins. */
  pluginFiles: readonly string[] = [];

  /** Of the workspace's folders, in the order they came. */
  get folders(): readonly string[] {
    return [...this.#folders];
  }

  get listing(): WorkspaceFiles {
    return this.#listing;
  }

  /** Whether a file lies in one of the folders. */
  isInFolder(uri: string): boolean {
    return this.folders.some((folder) => isBelow(uri, folder));
  }

  /** Whether a file counts also while no editor has it open. */
  isKept(uri: string): boolean {
    return this.isInFolder(uri) || this.defaultRules.has(uri) || this.pluginFiles.includes(uri);
  }

  addFolder(folderUri: string): void {
    this.#folders.add(folderUri);
  }

  /** Takes note of the files that a folder was found to have. */
  setListed(folderUri: string, files: readonly string[]): void {
    const { roots, paths } = this.#listing;
    const isWhole = files.length < MAX_FILES;
    this.#listing = {
      roots: isWhole ? [...new Set([...roots, pathOf(folderUri)])] : roots,
      paths: new Set([...paths, ...files.map(pathOf)]),
    };
  }

  removeFolder(folderUri: string): void {
    this.#folders.delete(folderUri);
    const { roots, paths } = this.#listing;
    this.#listing = { roots: roots.filter((root) => root !== pathOf(folderUri)), paths };
  }

  /** Takes note of files that came and went. Returns the changes of files that count. */
  filesChanged(changes: readonly FileEvent[]): readonly FileEvent[] {
    const watched = changes.filter(({ uri }) => isWatched(uri) && this.isKept(uri));
    const moved = watched.filter(({ type }) => type !== FileChangeType.Changed);
    if (moved.length > 0) {
      const paths = new Set(this.#listing.paths);
      for (const { uri, type } of moved)
        if (type === FileChangeType.Deleted) paths.delete(pathOf(uri));
        else paths.add(pathOf(uri));
      this.#listing = { ...this.#listing, paths };
    }
    return watched;
  }
}

function isWatched(uri: string): boolean {
  const path = pathOf(uri);
  return isListed(path) && path.split("/").every(isLookedInto);
}
