import type { CallHierarchyItem, Connection, Location, Range } from "vscode-languageserver";
import {
  type NameKey,
  type NameNode,
  nameNodeAt,
  type NameUse,
  usedBy,
  usesOf,
} from "../features/name-hierarchy.ts";
import { layers } from "../features/navigation.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { FileRange } from "../text/span.ts";
import { answerOr } from "./answer.ts";
import { toLocation, toRange } from "./convert.ts";
import { SYMBOL_KINDS } from "./convert-features.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";

/** Answers who uses a rule, macro or list, what it uses, and which items it is made of. */
export function serveHierarchy(connection: Connection, session: Session): void {
  connection.onImplementation(({ textDocument, position }) =>
    answerOr<Location[]>(connection, `Layers in ${textDocument.uri}`, [], () => {
      const snapshot = session.snapshot();
      const uri = keyOf(textDocument.uri);
      const document = snapshot.documents.get(uri);
      return document
        ? layers(snapshot, uri, document.lines.offset(position)).flatMap(
            (place) => toLocation(snapshot.documents, place) ?? [],
          )
        : [];
    }),
  );
  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
    answerOr<CallHierarchyItem[] | null>(connection, `Hierarchy in ${textDocument.uri}`, null, () => {
      const snapshot = session.snapshot();
      const uri = keyOf(textDocument.uri);
      const document = snapshot.documents.get(uri);
      const node = document && nameNodeAt(snapshot, uri, document.lines.offset(position));
      const item = node && itemOf(snapshot, node);
      return item ? [item] : null;
    }),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    answerOr(connection, `Uses of ${item.name}`, null, () => {
      const key = readKey(item.data);
      const snapshot = session.snapshot();
      return key
        ? usesOf(snapshot, key).flatMap((use) => {
            const from = itemOf(snapshot, use.node);
            return from ? [{ from, fromRanges: rangesOf(snapshot, use) }] : [];
          })
        : null;
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    answerOr(connection, `What ${item.name} uses`, null, () => {
      const key = readKey(item.data);
      const snapshot = session.snapshot();
      return key
        ? usedBy(snapshot, key).flatMap((use) => {
            const to = itemOf(snapshot, use.node);
            // Ranges are those of the item that was asked about; what another layer of it uses is in another file.
            const here = { ...use, at: use.at.filter(({ uri }) => uri === key.uri) };
            return to ? [{ to, fromRanges: rangesOf(snapshot, here) }] : [];
          })
        : null;
    }),
  );
}

function itemOf(
  { documents }: Snapshot,
  { kind, name, uri, span, nameSpan }: NameNode,
): CallHierarchyItem | undefined {
  const document = documents.get(uri);
  return (
    document && {
      name,
      kind: SYMBOL_KINDS[kind],
      detail: kind,
      uri,
      range: toRange(document, span),
      selectionRange: toRange(document, nameSpan),
      data: { uri, kind, name } satisfies NameKey,
    }
  );
}

function rangesOf({ documents }: Snapshot, { at }: NameUse): Range[] {
  return at.flatMap((place: FileRange) => {
    const document = documents.get(place.uri);
    return document ? [toRange(document, place)] : [];
  });
}

/** What an item carries that comes back from the client; undefined for anything else. */
function readKey(data: unknown): NameKey | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { uri, kind, name } = data as Partial<Record<keyof NameKey, unknown>>;
  return typeof uri === "string" &&
    typeof name === "string" &&
    (kind === "rule" || kind === "macro" || kind === "list")
    ? { uri, kind, name }
    : undefined;
}
