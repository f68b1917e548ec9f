/** How commands look at the disk. A check reads nothing of the user's in another way: what it has seen decides whether its answer still holds. */
import { createHash } from "node:crypto";
import {
  closeSync,
  type Dirent,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { newRecording, noteSeen, noteUnrepeatable, type Recording, recorded } from "./recording.ts";

/** How many bytes the beginning of a file is. */
const GLANCE = 20_000;

/** @throws the file system's error, as all of these do but `isThere` */
export function bytesAt(path: string): Buffer {
  return look("bytes", path, () => readFileSync(path), hashOf);
}

/** The first bytes of a file. */
export function beginningAt(path: string): Buffer {
  const ask = (): Buffer => {
    const bytes = Buffer.alloc(GLANCE);
    const handle = openSync(path, "r");
    try {
      return bytes.subarray(0, readSync(handle, bytes, 0, GLANCE, 0));
    } finally {
      closeSync(handle);
    }
  };
  return look("beginning", path, ask, hashOf);
}

/** Undefined for what is not there. */
export function statOf(path: string): Stats | undefined {
  return look(
    "stat",
    path,
    () => statSync(path, { throwIfNoEntry: false }),
    (stat) => {
      if (!stat) return "none";
      if (stat.isDirectory()) return "folder";
      // What comes out of a pipe is gone then.
      if (!stat.isFile()) noteUnrepeatable();
      return String(stat.size);
    },
  );
}

export function entriesOf(folder: string): readonly Dirent[] {
  return look(
    "entries",
    folder,
    () => readdirSync(folder, { withFileTypes: true }),
    (entries) =>
      hashOf(
        entries
          .map((entry) => `${kindOf(entry)} ${entry.name}`)
          .toSorted()
          .join("\0"),
      ),
  );
}

export function realPathOf(path: string): string {
  return look(
    "real",
    path,
    () => realpathSync(path),
    (real) => real,
  );
}

export function isThere(path: string): boolean {
  return look("there", path, () => existsSync(path), String);
}

const LOOKS: ReadonlyMap<unknown, (path: string) => unknown> = new Map(
  Object.entries({
    bytes: bytesAt,
    beginning: beginningAt,
    stat: statOf,
    entries: entriesOf,
    real: realPathOf,
    there: isThere,
  }),
);

/** Whether the disk would be seen as it was, in all that counted. */
export function isUnchanged(seen: Recording["seen"]): boolean {
  const now = newRecording();
  return recorded(now, () =>
    [...seen].every(([key, before]) => {
      const [kind, path] = JSON.parse(key) as readonly [unknown, unknown];
      try {
        LOOKS.get(kind)?.(String(path));
      } catch {
        // That it fails is what was seen, then and now.
      }
      return now.seen.get(key) === before;
    }),
  );
}

function look<T>(kind: string, path: string, ask: () => T, seen: (found: T) => string): T {
  let found: T;
  try {
    found = ask();
  } catch (error) {
    noteSeen(kind, path, `error ${error instanceof Error && "code" in error ? String(error.code) : ""}`);
    throw error;
  }
  noteSeen(kind, path, seen(found));
  return found;
}

function kindOf(entry: Dirent): string {
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other";
}

function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64");
}
