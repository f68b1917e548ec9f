import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";
import { MAX_FILE_BYTES, textOf } from "../lsp/files.ts";

/**
 * The text of a regular file; undefined for what is removed, no text, too large, or no such file: a pipe would be waited for
 * without end, and a device gives without end. With `within`, folders, a file that links lead out of all of them to is not
 * read: what the workspace says would then decide what of the system is read. `warn` gets what the user should know.
 */
export async function readRegularFile(
  file: string,
  within: readonly string[] | undefined,
  warn: (said: string) => void,
  maxBytes = MAX_FILE_BYTES,
): Promise<string | undefined> {
  try {
    const real = await realpath(file);
    if (within && !(await isWithin(real, within))) return undefined;
    // Without waiting for who writes to a pipe. What was asked about by name may be something else by now, so the file that is open is.
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await handle.stat();
      if (!found.isFile()) return undefined;
      if (found.size > maxBytes) {
        warn(`${file} is larger than ${maxBytes / 1_000_000} MB and is not read.`);
        return undefined;
      }
      const text = textOf(await handle.readFile());
      return text.includes("\0") ? undefined : text;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

async function isWithin(real: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    if (
      root !== undefined &&
      (real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep))
    )
      return true;
  }
  return false;
}
