import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";

/** A workspace with a cursor. */
export interface Fixture {
  readonly snapshot: Snapshot;
  readonly uri: string;
  /** Of `$0` in the document `uri`. */
  readonly offset: number;
  text(uri: string): string;
}

/**
 * Reads a workspace from a text. A line `#- path` begins a file; without one all is `falco_rules.yaml`. `$0` is the
 * cursor and is taken out; without one it is the end of the first file.
 */
export function fixture(text: string, settings: Partial<Settings> = {}): Fixture {
  const parts = text.startsWith("#- ") ? text.split(/^#- /m).slice(1) : [`falco_rules.yaml\n${text}`];
  const documents = new Map<string, Document>();
  let cursor: { uri: string; offset: number } | undefined;
  for (const part of parts) {
    const newline = part.indexOf("\n");
    const path = `/work/${part.slice(0, newline).trim()}`;
    const marked = part.slice(newline + 1);
    const uri = `file://${path}`;
    const at = marked.indexOf("$0");
    if (at >= 0) cursor = { uri, offset: at };
    documents.set(uri, readDocument(uri, path, at < 0 ? marked : marked.slice(0, at) + marked.slice(at + 2)));
  }
  const [first] = documents.values();
  const place = cursor ?? { uri: first?.uri ?? "", offset: first?.text.length ?? 0 };
  const snapshot = createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, ...settings });
  return { snapshot, ...place, text: (uri) => documents.get(uri)?.text ?? "" };
}

/** The name of a file of the fixture. */
export function nameOf(uri: string): string {
  return uri.slice("file:///work/".length);
}
