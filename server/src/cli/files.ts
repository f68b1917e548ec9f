import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Document, type DocumentOptions, readDocument } from "../hosts/document.ts";
import { SKIPPED_FOLDERS, type WorkspaceFiles } from "../model/workspace/workspace-files.ts";
import { isTestFile } from "../evaluate/tests/test-file.ts";
import { UsageError } from "./options.ts";
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
    if (!kind) throw new UsageError(`There is no file or folder ${path}.`);
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

/** Reads files and, below folders, every file that a host knows. A path that is named and cannot be read is an error of use. */
export function readFiles(paths: readonly string[], options: DocumentOptions = {}): readonly ReadFile[] {
  const files: ReadFile[] = [];
  for (const path of paths) {
    const kind = statOf(path);
    if (!kind) throw new UsageError(`There is no file or folder ${path}.`);
    if (!kind.isDirectory()) {
      const file = read(path, options);
      if (!file.document.host && /^-\s+["']?(?:rule|macro|list)["']?\s*:/m.test(file.document.text))
        process.stderr.write(`falco-lint: ${path} is not taken for a rules file. With --as rules it is.\n`);
      files.push(file);
    } else {
      const visited = new Set<string>();
      for (const file of below(path, visited)) {
        if (isTooLarge(file)) {
          process.stderr.write(
            `falco-lint: ${file} has more than ${LARGEST / 1_000_000} MB and is left out.\n`,
          );
          continue;
        }
        const found = read(file, {});
        if (found.document.host) files.push(found);
      }
    }
  }
  return files;
}

function read(path: string, options: DocumentOptions): ReadFile {
  if (isTooLarge(path))
    throw new UsageError(`The file ${path} has more than ${LARGEST / 1_000_000} MB and is not read.`);
  const text = orRefused(path, (file) => readFileSync(file, "utf8"));
  return {
    path,
    document: readDocument(pathToFileURL(path).href, localPath(path), text, undefined, options),
  };
}

function localPath(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

function* below(folder: string, visited: Set<string>): Generator<string> {
  const real = orRefused(folder, (path) => realpathSync(path));
  if (visited.has(real)) return;
  visited.add(real);
  const entries = orRefused(folder, (path) => readdirSync(path, { withFileTypes: true }));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.includes(entry.name)) yield* below(path, visited);
    } else if (
      entry.isFile() &&
      (/\.ya?ml$/i.test(entry.name) || (statOf(path)?.size ?? LARGEST) < LARGEST_OTHER)
    )
      yield path;
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
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "it is gone",
});

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (code === "" ? String(error) : `the system says ${code}`);
}
