import { FILE_NAMES } from "../hosts/file-names.ts";
import { decodeText } from "../text/decode.ts";
import { SKIPPED_FOLDERS } from "../model/workspace/workspace-files.ts";

/** What a front lends the server to see files that no editor has open. Both answer empty instead of failing. */
export interface Files {
  /**
   * Undefined for what is removed, too large to be anyone's rules, no text, or no file: neither pipes nor devices are read.
   * With `within`, uris of folders, what a link leads out of all of them for is not read either. `maxBytes` is where too
   * large begins.
   */
  readFile(uri: string, within?: readonly string[], maxBytes?: number): Promise<string | undefined>;
  /** The files below a workspace folder that may hold something of Falco's. */
  listFiles(folderUri: string): Promise<readonly string[]>;
}

/** Longest file that is read, in bytes. The largest published rules file has a hundredth of it. */
export const MAX_FILE_BYTES = 20_000_000;

/** Most files that are looked at in one workspace folder. */
export const MAX_FILES = 20_000;

/** How editors and packages call copies of YAML files. They are never read, but Falco loads those in folders that it includes. */
const COPY_NAMES: readonly string[] = ["*.yaml~", "*.yml~", "*.yaml.*", "*.yml.*"];

/** The files that some host reads, and copies of such, as a pattern of editors: to list files, and to watch them. */
export const LISTED_GLOB = `**/{${[...FILE_NAMES, ...COPY_NAMES].join(",")}}`;

/** Whether a folder of this name is looked into. */
export function isLookedInto(folder: string): boolean {
  return !SKIPPED_FOLDERS.includes(folder);
}

export const SKIPPED_GLOB = `**/{${SKIPPED_FOLDERS.join(",")}}/**`;

const CANDIDATE = patternOf(FILE_NAMES);
const COPY = patternOf(COPY_NAMES);

function patternOf(names: readonly string[]): RegExp {
  return new RegExp(
    `/(?:${names.map((name) => name.replaceAll(".", "\\.").replaceAll("*", "[^/]*")).join("|")})$`,
  );
}

/** Whether a file may say what Falco loads, by its name alone. `path` is absolute, with forward slashes. */
export function isCandidate(path: string): boolean {
  return CANDIDATE.test(path);
}

/** Whether a file is listed: it may say what Falco loads, or be a copy that Falco loads too. */
export function isListed(path: string): boolean {
  return isCandidate(path) || COPY.test(path);
}

/**
 * Whether a closed file is worth reading closely: its path or text names Falco, it lies in a `config.d` folder, or it
 * has an item of a rules file.
 * A quick look, so that a folder with thousands of other YAML files costs little.
 */
export function mayBeOurs(path: string, text: string): boolean {
  return (
    /falco|\/config\.d\//i.test(path) ||
    /falco|^rules_files?:|^[ \t]*-[ \t]+["']?(?:rule|macro|list|required_engine_version|required_plugin_versions)["']?[ \t]*:/im.test(
      text,
    )
  );
}

/** The text of a file's bytes, in whichever encoding Falco would read them. */
export function textOf(bytes: Uint8Array): string {
  return decodeText(bytes).text;
}
