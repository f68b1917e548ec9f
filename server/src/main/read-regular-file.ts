import { close, constants, fstat, open, read, realpath } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { MAX_FILE_BYTES, textOf } from "../lsp/files.ts";

// Of callbacks: those of `node:fs/promises` take twice as long, and a workspace has many files.
const realPathOf = promisify(realpath.native);
const opened = promisify(open);
const described = promisify(fstat);
const readInto = promisify(read);

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
    const real = await realPathOf(file);
    if (within && !(await isWithin(real, within))) return undefined;
    // Without waiting for who writes to a pipe. What was asked about by name may be something else by now, so the file that is open is.
    const handle = await opened(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await described(handle);
      if (!found.isFile()) return undefined;
      if (found.size > maxBytes) {
        warn(`${file} is larger than ${maxBytes / 1_000_000} MB and is not read.`);
        return undefined;
      }
      const text = textOf(await bytesOf(handle, found.size));
      return text.includes("\0") ? undefined : text;
    } finally {
      close(handle, () => undefined);
    }
  } catch {
    return undefined;
  }
}

/** The first bytes of a file, as many as it had when it was asked. */
async function bytesOf(handle: number, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await readInto(handle, bytes, at, size - at, at);
    if (bytesRead === 0) return bytes.subarray(0, at);
    at += bytesRead;
  }
  return bytes;
}

/** Whether a path without links is in one of the folders, whose own paths may have some. */
async function isWithin(real: string, folders: readonly string[]): Promise<boolean> {
  if (folders.some((folder) => isBelow(real, folder))) return true;
  for (const folder of folders) {
    const root = await realPathOf(folder).catch(() => undefined);
    if (root !== undefined && isBelow(real, root)) return true;
  }
  return false;
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
