/** What `npm run lint` must find. A suppression of what it does not find is a warning, which fails it. */
import type { Connection } from "vscode-languageserver";

async function later(): Promise<void> {}

export function promises(connection: Connection): void {
  // biome-ignore lint/nursery/noFloatingPromises: planted
  later();
  // biome-ignore lint/nursery/noFloatingPromises: planted
  connection.sendNotification("x");
  // biome-ignore lint/nursery/noFloatingPromises: planted
  connection.sendDiagnostics({ uri: "", diagnostics: [] }).then(() => undefined);
  // biome-ignore lint/complexity/noVoid: planted
  void later();
}

const WORDS = { and: 1, or: 2 };
// biome-ignore lint/plugin: planted
const COUNTS: Record<string, number> = WORDS;

interface Named {
  // biome-ignore lint/plugin: planted
  readonly [name: string]: number;
}

export function tables(name: string, named: Named): unknown {
  // biome-ignore lint/plugin: planted
  if (name in WORDS) return COUNTS[name] ?? named[name];
  // biome-ignore lint/plugin: planted
  return WORDS[name as keyof typeof WORDS];
}
