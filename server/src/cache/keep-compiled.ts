import Module from "node:module";
import { isPrivate } from "./private-folder.ts";

/** Node's own cache, since Node 22. */
const { enableCompileCache } = Module as typeof Module & {
  readonly enableCompileCache?: (folder: string) => unknown;
};

/** Lets Node keep the compiled code of what is loaded from now on, if it can and the folder is to be trusted. Returns whether it does. */
export function keepCompiled(folder: string | undefined): boolean {
  if (folder === undefined || !enableCompileCache || !isPrivate(folder)) return false;
  enableCompileCache(folder);
  return true;
}
