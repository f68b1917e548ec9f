import path from "node:path";
import ignore, { type Ignore } from "ignore";
import { bytesAt, isThere } from "../repeat/disk.ts";
import { isReadable } from "./readable.ts";

/** Whether a file or folder, as a path from the working folder, is excluded by patterns in the form of `.gitignore`. */
export function excluding(patterns: readonly string[]): (file: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  return (file) => {
    const local = toLocal(process.cwd(), file);
    return local !== undefined && rules.ignores(local);
  };
}

/** Whether Git ignores a file, by the `.gitignore` files of its folders up to the repository's. */
export function ignoredByGit(): (file: string) => boolean {
  const rulesByFolder = new Map<string, Ignore | undefined>();
  const rulesIn = (folder: string): Ignore | undefined => {
    if (!rulesByFolder.has(folder)) {
      const file = path.join(folder, ".gitignore");
      rulesByFolder.set(folder, isReadable(file) ? ignore().add(bytesAt(file).toString()) : undefined);
    }
    return rulesByFolder.get(folder);
  };
  const isIgnored = (file: string, folder: string): boolean => {
    const local = toLocal(folder, file);
    const { ignored = false, unignored = false } =
      local === undefined ? {} : (rulesIn(folder)?.test(local) ?? {});
    if (ignored || unignored) return ignored;
    const above = path.dirname(folder);
    return above !== folder && !isThere(path.join(folder, ".git")) && isIgnored(file, above);
  };
  return (file) => isIgnored(path.resolve(file), path.dirname(path.resolve(file)));
}

/** With slashes; undefined for the folder itself and for what lies outside of it. */
function toLocal(folder: string, file: string): string | undefined {
  const local = path.relative(folder, path.resolve(file)).split(path.sep).join("/");
  return ignore.isPathValid(local) && local !== "" ? local : undefined;
}
