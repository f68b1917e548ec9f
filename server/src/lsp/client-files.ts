import type { Connection } from "vscode-languageserver";
import { CANDIDATE_GLOB, type Files, MAX_FILES, SKIPPED_GLOB } from "./files.ts";
import { type FileParams, LIST_FILES, type ListFilesParams, READ_FILE } from "./protocol.ts";

/** Files as the client sees them, for a server that has no file system of its own. */
export function clientFiles(connection: Connection): Files {
  return {
    readFile: async (uri) => (await ask<string | null>(connection, READ_FILE, { uri })) ?? undefined,
    async listFiles(uri) {
      const wanted: ListFilesParams = {
        uri,
        pattern: CANDIDATE_GLOB,
        exclude: SKIPPED_GLOB,
        most: MAX_FILES,
      };
      return (await ask<readonly string[]>(connection, LIST_FILES, wanted)) ?? [];
    },
  };
}

/** Null from a client that does not know the request: it then works with open documents only. */
async function ask<T>(connection: Connection, method: string, params: FileParams): Promise<T | null> {
  try {
    return await connection.sendRequest<T>(method, params);
  } catch {
    return null;
  }
}
