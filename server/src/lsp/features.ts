import type { Connection, ServerCapabilities } from "vscode-languageserver";
import type { Session } from "./session.ts";

/** What the server can do besides diagnostics. */
export const FEATURES: ServerCapabilities = {};

export function serveFeatures(connection: Connection, session: Session): void {
  void connection;
  void session;
}
