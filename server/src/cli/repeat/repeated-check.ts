import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../cache/cache-folder.ts";
import { type Entries, entriesIn } from "../../cache/entries.ts";
import { VERSION } from "../../project/product-version.ts";
import { isColoured } from "../colour.ts";
import type { CommandIo } from "../output.ts";
import { write } from "../output.ts";
import { isUnchanged } from "./disk.ts";
import { newRecording, recorded, type Recording, type Said } from "./recording.ts";

/** What a run said, and what it had seen of the disk when it did. */
interface Answer extends Pick<Recording, "seen" | "said"> {
  readonly code: number;
}

export type Check = (args: readonly string[], stdin: CommandIo["stdin"]) => Promise<number>;

/** Most of the time of a small check is loading what checks. */
const checkAnew: Check = async (args, stdin) => (await import("../check.ts")).runCheck(args, stdin);

/**
 * `falco-lint check`, answered from the cache where a run with the same arguments saw the same files. An answer of an earlier
 * run is what it printed and its exit code: nothing in the cache is executed. Returns the exit code.
 */
export async function repeatedCheck(
  args: readonly string[],
  stdin: CommandIo["stdin"],
  entries: () => Entries | undefined = storedAnswers,
  check: Check = checkAnew,
): Promise<number> {
  const store = args.includes("--no-cache") ? undefined : entries();
  if (!store) return check(args, stdin);
  const key = keyOf(args);
  const known = readAnswer(store.read(key));
  if (known && isUnchanged(known.seen)) {
    for (const [to, text] of known.said) await (to === "stdout" ? write(text) : process.stderr.write(text));
    return known.code;
  }
  const recording = newRecording();
  const code = await recorded(recording, () => check(args, stdin));
  if (recording.isRepeatable && code !== 2) store.write(key, textOf({ ...recording, code }));
  return code;
}

/** None while the program is being worked on: its version stays the same then. */
function storedAnswers(): Entries | undefined {
  const folder = VERSION === "development" ? undefined : cacheFolder();
  return folder === undefined ? undefined : entriesIn(path.join(folder, "checks"));
}

/** All that an answer depends on, besides what is on the disk. */
function keyOf(args: readonly string[]): string {
  const { platform, version, stdout } = process;
  return JSON.stringify([program(), platform, version, process.cwd(), isColoured("auto", stdout), args]);
}

/** The build: this file names the others, whose names change with their contents. */
function program(): readonly unknown[] {
  const file = fileURLToPath(import.meta.url);
  const { size, mtimeMs } = statSync(file);
  return [VERSION, size, mtimeMs, createHash("sha256").update(readFileSync(file)).digest("hex")];
}

function textOf({ seen, said, code }: Answer): string {
  return JSON.stringify({ seen: [...seen], said, code });
}

/** Undefined for anything else than an answer. */
function readAnswer(text: string | undefined): Answer | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const { seen, said, code } = value as { readonly [part in keyof Answer]?: unknown };
    return areTexts(seen) && areTexts(said) && said.every(isSaid) && (code === 0 || code === 1)
      ? { seen: new Map(seen), said: said.filter(isSaid), code }
      : undefined;
  } catch {
    return undefined;
  }
}

type Texts = readonly (readonly [string, string])[];

function areTexts(value: unknown): value is Texts {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "string"),
    )
  );
}

function isSaid(pair: readonly [string, string]): pair is Said {
  return pair[0] === "stdout" || pair[0] === "stderr";
}
