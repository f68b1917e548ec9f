import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { readDocument } from "../../hosts/document.ts";
import { type ReadFile, readFiles } from "../files.ts";
import { documentsOf, type LoadedFiles, settingsOf } from "../load.ts";
import { type LoadOptions, versionOf } from "../options.ts";
import { AUTO_PLUGINS, givenPlugins } from "../plugin-files.ts";
import { UsageError } from "../usage-error.ts";

/** A file as an assistant holds it. Its name says what it is: `falco.yaml`, `rules.d/local.yaml`, `values.yaml`. */
export const FILE = z.object({
  path: z.string().describe("Name of the file, relative to the working folder; decides how it is read."),
  text: z.string(),
});

/** What a tool works on: texts, or files on disk. */
export const FILES = {
  files: z
    .array(FILE)
    .optional()
    .describe("Files to use together as one workspace. They need not exist on disk."),
  paths: z
    .array(z.string())
    .optional()
    .describe("Files and folders to read, in the working folder of the server; default: all of it."),
};

export const TARGET = {
  target: z.string().optional().describe("Falco version, such as 0.44.1; default: as the files state it."),
};

export const PLUGINS = {
  plugins: z
    .string()
    .optional()
    .describe("Plugins in use: auto, all, default, none, or names separated by commas; default: auto."),
};

export interface GivenFiles {
  readonly files?: readonly z.infer<typeof FILE>[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly plugins?: string | undefined;
}

/**
 * Reads what a tool was given.
 *
 * @throws UsageError where a path leads out of the working folder or cannot be read, or a version or plugin is unknown
 */
export function loadGiven({ files, paths = [], target, plugins }: GivenFiles): LoadedFiles {
  const options: LoadOptions = {
    ruleset: undefined,
    target: target === undefined ? undefined : versionOf(target),
    plugins: plugins === undefined ? AUTO_PLUGINS : givenPlugins(plugins),
    defaultRules: undefined,
  };
  const outside = [...paths, ...(files ?? []).map((file) => file.path)].find((name) => !isBelow(name));
  if (outside !== undefined) throw new UsageError(`Path ${outside} is outside of the working folder.`);
  const onDisk = paths.length > 0 || files === undefined ? readFiles(paths.length > 0 ? paths : ["."]) : [];
  const given = (files ?? []).map(({ path: name, text }): ReadFile => {
    const uri = pathToFileURL(path.resolve(name)).toString();
    return { path: name, document: readDocument(uri, name, text) };
  });
  const replaced = new Set(given.map(({ document }) => document.uri));
  const all = [...onDisk.filter(({ document }) => !replaced.has(document.uri)), ...given];
  return {
    files: all,
    documents: documentsOf([...all, ...options.plugins.files]),
    settings: settingsOf(options, all, []),
  };
}

/** Links count for what they lead to. */
function isBelow(name: string): boolean {
  const full = existsSync(name) ? realpathSync(name) : path.resolve(name);
  const relative = path.relative(realpathSync("."), full);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
