import { URI } from "vscode-uri";
import { keptLast } from "../../text/kept.ts";

/** A uri as it is known here: editors differ in which characters they escape. */
export const keyOf = keptLast((uri: string): string => parsedUri(uri)?.toString() ?? String(uri));

/** The path of a uri, decoded and with forward slashes. */
export function pathOf(uri: string): string {
  return parsedUri(uri)?.path ?? String(uri);
}

/** Whether a file lies in a folder or in one of its folders. Both are keys. */
export function isBelow(uri: string, folderUri: string): boolean {
  return uri.startsWith(folderUri.endsWith("/") ? folderUri : `${folderUri}/`);
}

/** Undefined for what is not one, which clients send too. */
function parsedUri(uri: string): URI | undefined {
  try {
    return URI.parse(uri);
  } catch {
    return undefined;
  }
}
