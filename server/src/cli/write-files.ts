import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeText, encodeText } from "../text/decode.ts";
import { noteUnrepeatable } from "./repeat/recording.ts";
import { UsageError } from "./usage-error.ts";

/** A file's new text, and the text that it was made from. */
export interface NewText {
  /** A `file:` one. */
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

/** What is asked of the file system, so that a test can let any of it fail. */
export type FileSystem = Pick<
  typeof fs,
  | "closeSync"
  | "fchmodSync"
  | "fchownSync"
  | "fsyncSync"
  | "linkSync"
  | "openSync"
  | "readdirSync"
  | "readFileSync"
  | "realpathSync"
  | "renameSync"
  | "rmSync"
  | "statSync"
  | "writeSync"
>;

interface Staged {
  readonly path: string;
  /** The new text, beside the file until it replaces it. */
  readonly temporary: string;
  /** The old file under a second name, until everything is written. */
  readonly backup: string;
  readonly old: Uint8Array;
  readonly fresh: Uint8Array;
}

/**
 * Writes files so that each is at any time either the old one or the new one: all texts are put into files beside the old
 * ones first, and then take their places. A link stays a link, and mode and owner stay. Nothing is written at all where a
 * file is not Unicode, is read-only, has several names, has changed since it was read, or cannot be written; what had taken
 * its place by then is put back, or named where somebody edited it in between.
 */
export function writeFiles(files: readonly NewText[], system: FileSystem = fs): void {
  noteUnrepeatable();
  const staged: Staged[] = [];
  const replaced: Staged[] = [];
  const stop = whileWriting();
  try {
    for (const file of files) stage(file, staged, system);
    for (const one of staged) replace(one, replaced, system);
    // An edit between the last look and the replacement went into the old file.
    for (const one of replaced) if (!hasBytes(one.backup, one.old, system)) throw changed(one.path);
  } catch (error) {
    const kept = restore(replaced, system);
    remove(staged, system);
    const why = error instanceof UsageError ? error.message : `Could not write: ${reasonOf(error)}.`;
    throw new UsageError(`${why} ${leftOf(kept)}`);
  } finally {
    stop();
  }
  remove(staged, system);
}

function stage({ uri, before, after }: NewText, staged: Staged[], system: FileSystem): void {
  const path = system.realpathSync(fileURLToPath(uri));
  removeLeftovers(path, system);
  const { mode, uid, gid, nlink, isFile } = statOf(path, system);
  if (!isFile) throw new UsageError(`${path} is not a regular file.`);
  if ((mode & 0o222) === 0) throw new UsageError(`The file ${path} is read-only.`);
  if (nlink > 1)
    throw new UsageError(`The file ${path} has ${nlink} names (hard links), which would come apart.`);
  const old = system.readFileSync(path);
  const { text, encoding } = decodeText(old);
  if (!old.equals(encodeText({ text, encoding }))) throw new UsageError(`The file ${path} is not Unicode.`);
  if (text !== before) throw changed(path);
  const name = join(dirname(path), `.${basename(path)}.falco-lint-${process.pid}`);
  const fresh = encodeText({ text: after, encoding });
  staged.push({ path, temporary: name, backup: `${name}.old`, old, fresh });
  const file = system.openSync(name, "wx", 0o600);
  try {
    for (let at = 0; at < fresh.length; ) at += system.writeSync(file, fresh, at);
    const own = system.statSync(name);
    // Only root may give a file to somebody else.
    if (own.uid !== uid || own.gid !== gid) system.fchownSync(file, uid, gid);
    system.fchmodSync(file, mode & 0o7777);
    system.fsyncSync(file);
  } finally {
    system.closeSync(file);
  }
}

function statOf(path: string, system: FileSystem) {
  const found = system.statSync(path);
  return { mode: found.mode, uid: found.uid, gid: found.gid, nlink: found.nlink, isFile: found.isFile() };
}

/** Lets a new text replace the old one, which keeps its second name. */
function replace(one: Staged, replaced: Staged[], system: FileSystem): void {
  system.linkSync(one.path, one.backup);
  if (!hasBytes(one.path, one.old, system)) throw changed(one.path);
  system.renameSync(one.temporary, one.path);
  replaced.push(one);
}

/** Puts old files back; returns those that could not be, since they were edited meanwhile or cannot be written. */
function restore(replaced: readonly Staged[], system: FileSystem): readonly Staged[] {
  return replaced.toReversed().filter((one) => {
    try {
      if (!hasBytes(one.path, one.fresh, system)) return true;
      system.renameSync(one.backup, one.path);
      return false;
    } catch {
      return true;
    }
  });
}

function remove(staged: readonly Staged[], system: FileSystem): void {
  for (const { temporary, backup } of staged) {
    for (const name of [temporary, backup]) {
      try {
        system.rmSync(name, { force: true });
      } catch {
        // The next run removes it.
      }
    }
  }
}

/** Removes what a run left beside a file that was killed: its process is not there any longer. */
function removeLeftovers(path: string, system: FileSystem): void {
  const prefix = `.${basename(path)}.falco-lint-`;
  for (const name of system.readdirSync(dirname(path))) {
    const pid = name.startsWith(prefix)
      ? /^(\d+)(?:\.old)?$/.exec(name.slice(prefix.length))?.[1]
      : undefined;
    if (pid !== undefined && !isRunning(Number(pid)))
      system.rmSync(join(dirname(path), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A signal does not end the process between two files: all of it takes milliseconds, and the process ends soon after. */
function whileWriting(): () => void {
  const goOn = (): void => undefined;
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, goOn);
  return () => {
    for (const signal of signals) process.off(signal, goOn);
  };
}

function hasBytes(path: string, bytes: Uint8Array, system: FileSystem): boolean {
  return system.readFileSync(path).equals(bytes);
}

function changed(path: string): UsageError {
  return new UsageError(`File ${path} has changed since it was read.`);
}

function leftOf(kept: readonly Staged[]): string {
  if (kept.length === 0) return "No file was written.";
  return `These files have their new text and could not be put back: ${kept.map(({ path }) => path).join(", ")}.`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
