import { window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What files are checked for, as the server says it (`server/src/lsp/protocol.ts`). */
export interface ServerStatus {
  readonly target: string;
  readonly hasFalco: boolean;
  readonly targetOrigin: string;
  readonly plugins: readonly string[];
  readonly files: number;
  readonly rulesets: readonly { readonly origin: string; readonly files: readonly string[] }[];
  readonly defaultRules: readonly string[];
  /** The version of the default rules that goes with `target`. */
  readonly rulesVersion?: string;
  readonly targets: readonly string[];
}

/** The status for the document in the active editor. */
export function serverStatus(client: BaseLanguageClient): Promise<ServerStatus> {
  const uri = window.activeTextEditor?.document.uri.toString();
  return client.sendRequest<ServerStatus>("falco/status", { ...(uri !== undefined && { uri }) });
}
