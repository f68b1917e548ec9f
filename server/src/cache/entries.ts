import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { isPrivate } from "./private-folder.ts";

/** Texts by key, which the next run of the program may find again, or not. */
export interface Entries {
  /** Undefined for what is missing, damaged or too large. */
  read(key: string): string | undefined;
  /** Does nothing where it cannot. */
  write(key: string, text: string): void;
}

const ENDING = ".entry";
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 8_000_000;
const MOST_BYTES_TOGETHER = 64_000_000;
const OLDEST_MS = 30 * 24 * 3600 * 1000;

/** The entries of a folder that only the user can write to; undefined where it is not such a folder and cannot be made. */
export function entriesIn(folder: string): Entries | undefined {
  if (!isPrivate(path.dirname(folder)) || !isPrivate(folder)) return undefined;
  const fileOf = (key: string): string => path.join(folder, `${hashOf(key)}${ENDING}`);
  return {
    read(key) {
      const file = fileOf(key);
      try {
        const { size } = lstatSync(file);
        if (size > 4 * MOST_CHARACTERS) return undefined;
        const whole = readFileSync(file, "utf8");
        const [head = ""] = whole.split("\n", 1);
        const text = whole.slice(head.length + 1);
        if (head !== hashOf(`${key}\n${text}`)) return undefined;
        markUsed(file);
        return text;
      } catch {
        return undefined;
      }
    },
    write(key, text) {
      if (text.length > MOST_CHARACTERS) return;
      const part = path.join(folder, `${process.pid}-${hashOf(`${key}\n${text}`)}.part`);
      try {
        // Another run may write at the same time: a whole file replaces the one before.
        writeFileSync(part, `${hashOf(`${key}\n${text}`)}\n${text}`, { mode: 0o600 });
        renameSync(part, fileOf(key));
        removeOld(folder);
      } catch {
        rmSync(part, { force: true });
      }
    },
  };
}

/** Of two entries, the one that was used last stays longer. */
function markUsed(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Another run has removed it, or the disk cannot be written to.
  }
}

/** Removes what is old, too many or too large together, and what runs left that were ended while they wrote. */
function removeOld(folder: string): void {
  const found = readdirSync(folder).flatMap((name) => {
    const stat = lstatSync(path.join(folder, name), { throwIfNoEntry: false });
    return stat?.isFile() ? [{ name, used: stat.mtimeMs, size: stat.size }] : [];
  });
  const oldest = Date.now() - OLDEST_MS;
  let together = 0;
  for (const [at, { name, used, size }] of found.toSorted((a, b) => b.used - a.used).entries()) {
    together += size;
    if (at >= MOST_ENTRIES || together > MOST_BYTES_TOGETHER || used < oldest)
      rmSync(path.join(folder, name), { force: true });
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
