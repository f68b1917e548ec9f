import { existsSync, watch as watchFolder } from "node:fs";
import { complain, reasonOf } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { pathPattern } from "../paths/path-patterns.ts";

/** How long a folder is quiet before its changes are looked at, in milliseconds. */
const PAUSE = 100;

/** Runs at once, and again whenever something below the paths changes; only the end of the process ends it. */
export async function onChanges(paths: readonly string[], run: () => Promise<unknown>): Promise<never> {
  const watched = paths.map((path) => pathPattern(path)?.folder ?? path);
  const missing = watched.find((path) => !existsSync(path));
  if (missing !== undefined) throw new UsageError(`File or folder ${missing} does not exist.`);
  let waiting: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isStale = false;
  const again = async (): Promise<void> => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      try {
        await run();
      } catch (error) {
        // A file that is just being written may be gone for a moment.
        complain(reasonOf(error));
      }
    }
    isRunning = false;
  };
  return await new Promise<never>((_, fail) => {
    // What changes during the first run counts as well.
    for (const path of watched)
      watchFolder(path, { recursive: true }, () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => again().catch(fail), PAUSE);
      }).on("error", fail);
    again().catch(fail);
  });
}
