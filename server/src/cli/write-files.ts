import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeText, encodeText } from "../text/decode.ts";
import { UsageError } from "./options.ts";

/** A file's new text, and the text that it was made from. */
export interface NewText {
  /** A `file:` one. */
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

interface Staged {
  readonly temporary: string;
  readonly path: string;
}

/**
 * Writes files so that each is at any time either the old one or the new one: all texts are put into files beside the old
 * ones first, and then take their places. A link stays a link, and mode and owner stay. Nothing is written at all where a
 * file is not Unicode, has changed since it was read, or cannot be written.
 */
export function writeFiles(files: readonly NewText[]): void {
  const staged: Staged[] = [];
  try {
    for (const file of files) staged.push(stage(file));
    for (const { temporary, path } of staged) renameSync(temporary, path);
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Could not write: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function stage({ uri, before, after }: NewText): Staged {
  const path = realpathSync(fileURLToPath(uri));
  const old = readFileSync(path);
  const { text, encoding } = decodeText(old);
  if (text !== before || !old.equals(encodeText({ text, encoding })))
    throw new UsageError(`The file ${path} is not Unicode, or has changed meanwhile. Nothing was written.`);
  const { mode, uid, gid } = statSync(path);
  const temporary = join(dirname(path), `.${basename(path)}.falco-lint-${process.pid}`);
  const file = openSync(temporary, "wx", 0o600);
  try {
    const bytes = encodeText({ text: after, encoding });
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    try {
      fchownSync(file, uid, gid);
    } catch {
      // Only root may give a file to somebody else; then it is the writer's own, as with any editor that writes like this.
    }
    fchmodSync(file, mode & 0o7777);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return { temporary, path };
}
