import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";

/**
 * The folder for what can be made again at any time: that of the variable `FALCO_LANGUAGE_TOOLS_CACHE`, else one of the
 * user's by the system's custom. Undefined where the variable is empty.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const stated = environment["FALCO_LANGUAGE_TOOLS_CACHE"];
  if (stated !== undefined) return stated === "" ? undefined : path.resolve(stated);
  const name = "falco-language-tools";
  switch (process.platform) {
    case "win32":
      return environment["LOCALAPPDATA"] && path.join(environment["LOCALAPPDATA"], name, "cache");
    case "darwin":
      return path.join(homedir(), "Library/Caches", name);
    default: {
      const caches = environment["XDG_CACHE_HOME"];
      return path.join(caches && path.isAbsolute(caches) ? caches : path.join(homedir(), ".cache"), name);
    }
  }
}
