import { URI, Utils } from "vscode-uri";
import { isPublishedFile } from "../../catalog/default-rules.ts";
import { readVersion, type Version } from "../../catalog/version.ts";
import { compareNames, nameOf } from "../../model/workspace/named-documents.ts";
import type { Files } from "../files.ts";
import type { FetchedRules } from "../protocol.ts";

/** Where Falco's packages install the default rules. */
const INSTALLED = "file:///etc/falco";

/** One file of the default rules, read. */
export interface DefaultRulesText {
  readonly uri: string;
  readonly text: string;
  /** Of rules that are only where the release ships this version. */
  readonly version?: Version;
}

/** What the client has fetched, else what is installed. */
export async function readFetchedOrInstalled(
  files: Files,
  fetched: readonly FetchedRules[],
): Promise<readonly DefaultRulesText[]> {
  const texts = await Promise.all(
    fetched.map(async ({ uri, version = "" }): Promise<readonly DefaultRulesText[]> => {
      const text = await files.readFile(uri);
      const read = readVersion(version);
      return text === undefined ? [] : [{ uri, text, ...(read && { version: read }) }];
    }),
  );
  const found = texts.flat();
  return found.length > 0 ? found : readDefaultRules(files, undefined, undefined);
}

/**
 * The files of Falco's default rules: the file or the folder that the user names, relative to the first workspace folder;
 * else what is installed, of which only the files that are published count. Empty when there are none.
 */
export async function readDefaultRules(
  files: Files,
  path: string | undefined,
  folderUri: string | undefined,
): Promise<readonly DefaultRulesText[]> {
  const uri = path === undefined ? INSTALLED : uriOf(path, folderUri);
  const text = await files.readFile(uri);
  if (text !== undefined) return [{ uri, text }];
  const inside = (await files.listFiles(uri)).filter(
    (file) =>
      isDirectly(file, uri) && /\.ya?ml$/.test(file) && (path !== undefined || isPublishedFile(nameOf(file))),
  );
  const found = [...inside].sort((a, b) => compareNames(nameOf(a), nameOf(b)));
  const texts = await Promise.all(
    found.map(async (file) => ({ uri: file, text: await files.readFile(file) })),
  );
  return texts.flatMap(({ uri: file, text: content }) =>
    content === undefined ? [] : [{ uri: file, text: content }],
  );
}

/** The uri of a path of the user's, relative to the first workspace folder. */
export function uriOf(path: string, folderUri: string | undefined): string {
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(path);
  if (isAbsolute || folderUri === undefined) return URI.file(path).toString();
  return Utils.joinPath(URI.parse(folderUri), path).toString();
}

function isDirectly(file: string, folder: string): boolean {
  return file.slice(0, file.lastIndexOf("/")) === folder.replace(/(?<!\/)\/+$/, "");
}
