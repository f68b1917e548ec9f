import type { Connection } from "vscode-languageserver";
import type { Files } from "./files.ts";
import { type FileParams, LIST_FILES, READ_FILE } from "./protocol.ts";

/** Files as the client sees them, for a server that has no file system of its own. */
export function clientFiles(connection: Connection): Files {
  return {
    readFile: async (uri) => (await ask<string | null>(connection, READ_FILE, { uri })) ?? undefined,
    listFiles: async (uri) => (await ask<readonly string[]>(connection, LIST_FILES, { uri })) ?? [],
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
