import type { Connection } from "vscode-languageserver";
import { LISTED_GLOB, type Files, MAX_FILES, SKIPPED_GLOB, textOf } from "./files.ts";
import {
  type FileContent,
  type FileParams,
  LIST_FILES,
  type ListFilesParams,
  READ_FILE,
} from "./protocol.ts";

/** Files as the client sees them, for a server that has no file system of its own. */
export function clientFiles(connection: Connection): Files {
  return {
    readFile: async (uri) => {
      const read = (await ask<FileContent>(connection, READ_FILE, { uri })) ?? undefined;
      return read === undefined || typeof read === "string" ? read : textOfBase64(read.base64);
    },
    async listFiles(uri) {
      const wanted: ListFilesParams = {
        uri,
        pattern: LISTED_GLOB,
        exclude: SKIPPED_GLOB,
        most: MAX_FILES,
      };
      return (await ask<readonly string[]>(connection, LIST_FILES, wanted)) ?? [];
    },
  };
}

/** Undefined for what is not a text. */
function textOfBase64(base64: string): string | undefined {
  const text = textOf(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
  return text.includes("\0") ? undefined : text;
}

/** Null from a client that does not know the request: it then works with open documents only. */
async function ask<T>(connection: Connection, method: string, params: FileParams): Promise<T | null> {
  try {
    return await connection.sendRequest<T>(method, params);
  } catch {
    return null;
  }
}
