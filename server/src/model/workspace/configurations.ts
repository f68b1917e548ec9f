import type { Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import { type ConfigFile, type MergedConfig, readConfig } from "../configuration/read-config.ts";
import { documentsNamed, folderOf } from "./named-documents.ts";

/** A configuration of the workspace, with what it includes. */
export interface Configuration {
  /** Its main file. */
  readonly document: Document;
  readonly config: MergedConfig;
}

/** Every configuration of a workspace. A file that another one includes represents nothing by itself. */
export function configurationsOf(
  documents: ReadonlyMap<string, Document>,
  target: Version,
): readonly Configuration[] {
  const merged = [...documents.values()].filter(isConfig).map((document): Configuration => {
    const find = (path: string): readonly ConfigFile[] =>
      documentsNamed(documents, folderOf(document.path), path, "config").map(configFile);
    return { document, config: readConfig(configFile(document), target, find) };
  });
  const included = new Set(merged.flatMap(({ config }) => config.files.slice(1)));
  return merged.filter(({ document }) => !included.has(document.uri));
}

/** The same, made anew only when a configuration file or the target changed. */
export function createConfigurations(): typeof configurationsOf {
  let last:
    | {
        readonly files: readonly Document[];
        readonly target: Version;
        readonly made: readonly Configuration[];
      }
    | undefined;
  return (documents, target) => {
    const files = [...documents.values()].filter(isConfig);
    const isSame =
      last?.target === target &&
      last.files.length === files.length &&
      last.files.every((file, at) => file === files[at]);
    if (last && isSame) return last.made;
    last = { files, target, made: configurationsOf(documents, target) };
    return last.made;
  };
}

/** The configuration that a file is part of; the first when there are several. */
export function configurationOf(
  configurations: readonly Configuration[],
  uri: string,
): Configuration | undefined {
  return configurations.find(({ config }) => config.files.includes(uri));
}

function isConfig({ host }: Document): boolean {
  return host === "config";
}

/** A document as the merge of configurations reads it. */
export function configFile({ uri, text, regions }: Document): ConfigFile {
  return { uri, root: regions[0]?.yaml?.documents[0]?.root, length: text.length };
}
