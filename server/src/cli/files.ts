import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Document, type DocumentOptions, readDocument } from "../hosts/document.ts";
import { SKIPPED_FOLDERS, type WorkspaceFiles } from "../model/workspace/workspace-files.ts";
import { PROJECT_FILE } from "../project/project-file.ts";
import { isTestFile } from "../hosts/formats/test-file.ts";
import { resembledKind } from "../syntax/likely-kind.ts";
import { decodeText } from "../text/decode.ts";
import { excluding } from "./ignored-files.ts";
import { UsageError } from "./usage-error.ts";
import { table } from "../text/table.ts";

/** Longest file that is read, in bytes. Below a folder, what is not YAML by its name is read only when it is far smaller. */
const LARGEST = 20_000_000;
const LARGEST_OTHER = 2_000_000;

/** Names of all files below folders that were named, read or not, relative to the working folder. */
export function listFiles(paths: readonly string[]): WorkspaceFiles {
  const folders = paths.filter((path) => statOf(path)?.isDirectory());
  const found = new Set<string>();
  for (const folder of folders) for (const file of below(folder, new Set())) found.add(localPath(file));
  return { roots: folders.map(localPath), paths: found };
}

/** Paths of files of tests: those that are named, and all below folders. */
export function listTestFiles(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const kind = statOf(path);
    if (!kind) throw new UsageError(`File or folder ${path} does not exist.`);
    return kind.isDirectory()
      ? [...below(path, new Set())].filter(isTestFile)
      : isTestFile(path)
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
  readonly reason: "content" | "binary" | "size" | "git";
}

/** What was found at the paths of a command line. */
export interface Reading {
  readonly files: readonly ReadFile[];
  /** What nothing tells to be Falco's, below folders: a configuration may include it all the same. */
  readonly others: readonly ReadFile[];
  readonly skipped: readonly SkippedFile[];
  /** A sentence for each path that was named and can be taken for nothing. */
  readonly refused: readonly string[];
}

export interface ReadOptions extends DocumentOptions {
  /** Patterns, as in `.gitignore`, of what is not read below folders. */
  readonly exclude?: readonly string[];
}

/** Reads files and, below folders, every file that a host knows. A path that is named and cannot be read is an error of use. */
export function readPaths(paths: readonly string[], options: ReadOptions = {}): Reading {
  const reading = { files: [], others: [], skipped: [], refused: [] };
  const isExcluded = excluding(options.exclude ?? []);
  for (const path of paths) {
    const kind = statOf(path);
    if (!kind) throw new UsageError(`File or folder ${path} does not exist.`);
    if (kind.isDirectory()) readFolder(path, isExcluded, reading);
    else readNamed(path, options, reading);
  }
  return reading;
}

/** The same where each path has to be Falco's. */
export function readFiles(paths: readonly string[], options: ReadOptions = {}): readonly ReadFile[] {
  const { files, refused } = readPaths(paths, options);
  const [first] = refused;
  if (first !== undefined) throw new UsageError(first);
  return files;
}

/** A file whose text comes from standard input, under the name that people give it; rules where nothing says otherwise. */
export async function readInput(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  options: DocumentOptions = {},
): Promise<ReadFile> {
  const parts: Uint8Array[] = [];
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
}

function readFolder(
  folder: string,
  isExcluded: (path: string) => boolean,
  { files, others, skipped, refused }: OpenReading,
): void {
  const before = files.length;
  const visited = new Set<string>();
  for (const path of below(folder, visited, isExcluded)) {
    const size = statOf(path)?.size ?? 0;
    if (size > (isYaml(path) ? LARGEST : LARGEST_OTHER)) {
      skipped.push({ path, reason: "size" });
      if (isYaml(path))
        process.stderr.write(
          `falco-lint: ${path} is larger than ${LARGEST / 1_000_000} MB and is ignored.\n`,
        );
      continue;
    }
    const text = textAt(path);
    if (text.includes("\0")) skipped.push({ path, reason: "binary" });
    else {
      const file = documentAt(path, text);
      if (file.document.host !== undefined) files.push(file);
      else if (isYaml(path)) others.push(file);
      else skipped.push({ path, reason: "content" });
    }
  }
  const isNamed = folder !== DEFAULT_FOLDER;
  if (files.length === before && isNamed) refused.push(`No Falco files were found in ${folder}.`);
}

/** What is searched when no path is named. */
const DEFAULT_FOLDER = ".";

/** A file that is named is taken for what it says it is, else for what it comes closest to. */
function readNamed(path: string, options: DocumentOptions, { files, skipped, refused }: OpenReading): void {
  if (isTooLarge(path))
    throw new UsageError(`File ${path} is larger than ${LARGEST / 1_000_000} MB and cannot be read.`);
  const text = textAt(path);
  if (text.includes("\0")) {
    refused.push(`${path} is a binary file and cannot be checked.`);
    return;
  }
  const file = documentAt(path, text, options);
  const { host, regions } = file.document;
  const kind = host === undefined && !SOURCE_CODE.test(path) ? resembledKind(text) : undefined;
  if (kind) {
    process.stderr.write(`falco-lint: ${path} is checked as ${kind}. Choose another kind with --as.\n`);
    files.push(documentAt(path, text, { as: kind }));
  } else if (host === undefined) {
    refused.push(`${path} is not recognized as a Falco file. Use --as rules or --as config to check it.`);
  } else if (regions.length === 0 && options.as !== undefined) {
    refused.push(`${path}, read as ${options.as}, contains no Falco rules or configuration.`);
  } else if (regions.length === 0) {
    process.stderr.write(
      `falco-lint: ${path} contains no Falco rules, configuration or command lines and is skipped.\n`,
    );
    skipped.push({ path, reason: "content" });
  } else files.push(file);
}

/** Programs hold rules as texts of their own: what a line of one looks like says nothing. */
const SOURCE_CODE =
  /\.(?:c|cc|cpp|cs|css|go|h|hpp|html?|ipynb|java|js|jsx|kt|lua|mjs|php|pl|proto|py|rb|rs|scala|sql|svg|swift|ts|tsx|vue|xml)$/i;

function textAt(path: string): string {
  return decodeText(orRefused(path, (file) => readFileSync(file))).text;
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

function* below(
  folder: string,
  visited: Set<string>,
  isExcluded: (path: string) => boolean = () => false,
): Generator<string> {
  const real = orRefused(folder, (path) => realpathSync(path));
  if (visited.has(real)) return;
  visited.add(real);
  const entries = orRefused(folder, (path) => readdirSync(path, { withFileTypes: true }));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name === PROJECT_FILE || isExcluded(path)) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.includes(entry.name)) yield* below(path, visited, isExcluded);
    } else if (entry.isFile()) yield path;
  }
}

function isTooLarge(path: string): boolean {
  return (statOf(path)?.size ?? 0) > LARGEST;
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  return orRefused(path, (file) => statSync(file, { throwIfNoEntry: false }));
}

/** What the file system gives; where it refuses, one sentence for the user. */
function orRefused<T>(path: string, ask: (path: string) => T): T {
  try {
    return ask(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

const REASONS = table<string>({
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  ELOOP: "its symbolic links form a cycle",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "it no longer exists",
});

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (code === "" ? String(error) : `system error ${code}`);
}
