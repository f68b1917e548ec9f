import type { Dirent, Stats } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { hostOf } from "../hosts/all-hosts.ts";
import { type Document, type DocumentOptions, readDocument } from "../hosts/document.ts";
import { SKIPPED_FOLDERS, type WorkspaceFiles } from "../model/workspace/workspace-files.ts";
import { PROJECT_FILE } from "../project/project-file.ts";
import { isTestFile } from "../hosts/formats/falco/own-files.ts";
import { resembledKind } from "../syntax/likely-kind.ts";
import { decodeText } from "../text/decode.ts";
import { excluding } from "./paths/ignored-files.ts";
import { complain } from "./output.ts";
import { isReadable } from "./paths/readable.ts";
import { type PathPattern, pathPattern } from "./paths/path-patterns.ts";
import * as disk from "./repeat/disk.ts";
import { noteUnrepeatable } from "./repeat/recording.ts";
import { UsageError } from "./usage-error.ts";
import { table } from "../text/table.ts";

const DEFAULT_MAX_BYTES = 5_000_000;

/** How much longer rules files may be than others. */
const RULES_FACTOR = 5;

/** Names of all files below folders that were named, read or not, relative to the working folder. */
export function listFiles(paths: readonly string[]): WorkspaceFiles {
  const folders = paths.filter((path) => statOf(path)?.isDirectory());
  const found = new Set<string>();
  for (const folder of folders)
    for (const file of below(folder, new Set(), () => undefined)) found.add(localPath(file));
  return { roots: folders.map(localPath), paths: found };
}

/** Paths of files of tests: those that are named, and all below folders. */
export function listTestFiles(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const pattern = pathPattern(path);
    if (pattern)
      return [...below(pattern.folder, new Set(), complain)].filter(
        (file) => isTestFile(file) && pattern.matches(file),
      );
    const kind = statOf(path);
    if (!kind) throw new UsageError(`File or folder ${path} does not exist.`);
    return kind.isDirectory()
      ? [...below(path, new Set(), complain)].filter(isTestFile)
      : isTestFile(path) && isReadable(path)
        ? [path]
        : [];
  });
}

export interface ReadFile {
  /** As the user wrote it. */
  readonly path: string;
  readonly document: Document;
}

/** A file that was not checked, and why. */
export interface SkippedFile {
  readonly path: string;
  /** `content`: it holds nothing of Falco's. `git`: it is read for the others, and not reported. */
  readonly reason: "content" | "binary" | "size" | "git" | "unreadable";
}

/** What was found at the paths of a command line. */
export interface Reading {
  readonly files: readonly ReadFile[];
  /** What nothing says to be Falco's, below folders: a configuration may include it all the same. */
  readonly others: readonly ReadFile[];
  readonly skipped: readonly SkippedFile[];
  /** A sentence for each path that was named and can be read as nothing. */
  readonly refused: readonly string[];
  /** A sentence for each file or folder below a path that may be Falco's and was left out. */
  readonly unread: readonly string[];
}

export interface ReadOptions extends DocumentOptions {
  /** Longest rules file that is read, in bytes. Files of other kinds may have a fifth of it. */
  readonly maxBytes?: number;
  /** Whether files that are named are read like those below folders: one that is not Falco's is no error. */
  readonly ignoreUnknown?: boolean;
  /** Patterns, as in `.gitignore`, of what is not read below folders. */
  readonly exclude?: readonly string[];
}

/** Reads files and, below folders, every file that a host knows. A path that is named and cannot be read is an error of use. */
export function readPaths(paths: readonly string[], options: ReadOptions = {}): Reading {
  const reading = { files: [], others: [], skipped: [], refused: [], unread: [] };
  for (const path of paths) {
    const pattern = pathPattern(path);
    const kind = pattern ?? statOf(path);
    if (!kind) throw new UsageError(`File or folder ${path} does not exist.`);
    if ("matches" in kind) readFolder(path, options, reading, kind);
    else if (kind.isDirectory()) readFolder(path, options, reading);
    else if (options.ignoreUnknown) readBelow(path, options, reading);
    else readNamed(path, options, reading);
  }
  return reading;
}

/** The rules files of a ruleset: what is named is one, and below folders everything else is left out. */
export function readRuleset(paths: readonly string[], options: ReadOptions = {}): Reading {
  const reading = readPaths(paths, { ...options, as: "rules" });
  return { ...reading, files: reading.files.filter(({ document }) => document.host === "rules") };
}

/** The same where each path must be Falco's. What is left out below a path is reported. */
export function readFiles(paths: readonly string[], options: ReadOptions = {}): readonly ReadFile[] {
  const { files, refused, unread } = readPaths(paths, options);
  const [first] = refused;
  if (first !== undefined) throw new UsageError(first);
  unread.forEach(complain);
  return files;
}

/** A file whose text comes from standard input, under the name that people give it; rules where nothing says otherwise. */
export async function readInput(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  options: DocumentOptions = {},
): Promise<ReadFile> {
  const parts: Uint8Array[] = [];
  noteUnrepeatable();
  for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  const { text } = decodeText(Buffer.concat(parts));
  const file = documentAt(path, text, options);
  return file.document.host === undefined ? documentAt(path, text, { as: "rules" }) : file;
}

interface OpenReading {
  readonly files: ReadFile[];
  readonly others: ReadFile[];
  readonly skipped: SkippedFile[];
  readonly refused: string[];
  readonly unread: string[];
}

/** Reads what is below a folder, or of that what matches a pattern. */
function readFolder(
  named: string,
  options: ReadOptions,
  reading: OpenReading,
  pattern: PathPattern = { folder: named, matches: () => true },
): void {
  const { files, skipped, refused, unread } = reading;
  const before = files.length;
  const isExcluded = excluding(options.exclude ?? []);
  const found = statOf(pattern.folder)
    ? below(pattern.folder, new Set(), (sentence) => unread.push(sentence), isExcluded)
    : [];
  for (const path of found) {
    if (!pattern.matches(path)) continue;
    try {
      readBelow(path, options, reading);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      skipped.push({ path, reason: "unreadable" });
      if (mayBeOurs(path)) unread.push(error.message);
    }
  }
  const isNamed = named !== DEFAULT_FOLDER;
  if (files.length === before && unread.length === 0 && isNamed && !options.ignoreUnknown)
    refused.push(`No Falco files were found in ${named}.`);
}

function readBelow(
  path: string,
  options: ReadOptions,
  { files, others, skipped, unread }: OpenReading,
): void {
  const { rules, other } = mostBytes(options);
  const tooLarge = (most: number): void => {
    skipped.push({ path, reason: "size" });
    if (hostOf(localPath(path), beginningOf(path)) !== undefined) unread.push(largerThan(path, most));
  };
  const size = statOf(path)?.size ?? 0;
  if (size > (isYaml(path) ? rules : other)) {
    tooLarge(isYaml(path) ? rules : other);
    return;
  }
  const text = textAt(path);
  if (text.includes("\0")) {
    skipped.push({ path, reason: "binary" });
    return;
  }
  const isRules = size > other && hostOf(localPath(path), text)?.id === "rules";
  if (size > other && !isRules) {
    tooLarge(other);
    return;
  }
  const file = documentAt(path, text);
  if (file.document.host !== undefined) files.push(file);
  else if (isYaml(path)) others.push(file);
  else skipped.push({ path, reason: "content" });
}

function mostBytes({ maxBytes = DEFAULT_MAX_BYTES }: ReadOptions): {
  readonly rules: number;
  readonly other: number;
} {
  return { rules: maxBytes, other: maxBytes / RULES_FACTOR };
}

function largerThan(path: string, most: number): string {
  return `${path} is larger than ${most / 1_000_000} MB and is not checked. Raise --max-file-size.`;
}

/** The first lines of a file. */
function beginningOf(path: string): string {
  const { text } = decodeText(orRefused(path, disk.beginningAt));
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

/** Whether a file that cannot be read is worth reporting: others keep theirs in the same folders. */
function mayBeOurs(path: string): boolean {
  return isYaml(path) || /falco/i.test(path);
}

/** What is searched when no path is named. */
const DEFAULT_FOLDER = ".";

/** A file that is named is read as what it says it is, else for what it comes closest to. */
function readNamed(path: string, options: ReadOptions, { files, skipped, refused }: OpenReading): void {
  const { rules, other } = mostBytes(options);
  const size = statOf(path)?.size ?? 0;
  if (!isReadable(path)) {
    refused.push(`${path} is a pipe or a device and cannot be checked.`);
    return;
  }
  if (size > rules) {
    refused.push(largerThan(path, rules));
    return;
  }
  const text = textAt(path);
  const host = options.as ?? (size > other ? hostOf(localPath(path), text)?.id : undefined);
  if (size > other && host !== undefined && host !== "rules") {
    refused.push(largerThan(path, other));
    return;
  }
  if (text.includes("\0")) {
    refused.push(`${path} is a binary file and cannot be checked.`);
    return;
  }
  const file = documentAt(path, text, options);
  const { host: found, regions } = file.document;
  const kind = found === undefined && !SOURCE_CODE.test(path) ? resembledKind(text) : undefined;
  if (kind) {
    complain(`${path} is checked as ${kind}. Choose another kind with --as.`);
    files.push(documentAt(path, text, { as: kind }));
  } else if (found === undefined) {
    refused.push(`${path} is not recognized as a Falco file. Use --as rules or --as config to check it.`);
  } else if (regions.length === 0 && options.as !== undefined) {
    refused.push(`${path}, read as ${options.as}, contains no Falco rules or configuration.`);
  } else if (regions.length === 0) {
    complain(`${path} contains no Falco rules, configuration or command lines and is skipped.`);
    skipped.push({ path, reason: "content" });
  } else files.push(file);
}

/** Programs hold rules as texts of their own: what a line of one looks like says nothing. */
const SOURCE_CODE =
  /\.(?:c|cc|cpp|cs|css|go|h|hpp|html?|ipynb|java|js|jsx|kt|lua|mjs|php|pl|proto|py|rb|rs|scala|sql|svg|swift|ts|tsx|vue|xml)$/i;

function textAt(path: string): string {
  return decodeText(orRefused(path, disk.bytesAt)).text;
}

function documentAt(path: string, text: string, options: DocumentOptions = {}): ReadFile {
  return {
    path,
    document: readDocument(pathToFileURL(path).href, localPath(path), text, undefined, options),
  };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function localPath(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

/** The files below a folder; `unread` gets a sentence for each folder that cannot be looked into. */
function* below(
  folder: string,
  visited: Set<string>,
  unread: (sentence: string) => void,
  isExcluded: (path: string) => boolean = () => false,
): Generator<string> {
  let entries: readonly Dirent[];
  try {
    const real = orRefused(folder, disk.realPathOf);
    if (visited.has(real)) return;
    visited.add(real);
    entries = orRefused(folder, disk.entriesOf);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    unread(error.message);
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name === PROJECT_FILE || isExcluded(path)) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.includes(entry.name)) yield* below(path, visited, unread, isExcluded);
    } else if (entry.isFile()) yield path;
  }
}

function statOf(path: string): Stats | undefined {
  return orRefused(path, disk.statOf);
}

/** What the file system gives; where it rejects, one sentence for the user. */
function orRefused<T>(path: string, ask: (path: string) => T): T {
  try {
    return ask(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error, path)}.`);
  }
}

const REASONS = table<string>({
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  ELOOP: "its symbolic links form a cycle",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "it no longer exists",
});

function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // What is not an UTF-8 in a name is given as this sign, and no file has that name.
  if (code === "ENOENT" && path.includes("\ufffd")) return "its name is not valid UTF-8";
  return REASONS.get(code) ?? (code === "" ? String(error) : `system error ${code}`);
}
