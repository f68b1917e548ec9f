import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import type { FixEdit } from "../checks/check.ts";
import { type Documents, toRange } from "./convert.ts";

/** Edits that belong together, as a preview lists them. */
export interface EditGroup {
  readonly label: string;
  readonly description?: string;
  /** Made only when the user agrees to it in a preview. */
  readonly needsConfirmation: boolean;
  readonly edits: readonly FixEdit[];
}

/** One edit of a workspace, in groups. `versionOf` gives the version of a document that the editor has open, else null. */
export function toAnnotatedEdit(
  groups: readonly EditGroup[],
  documents: Documents,
  versionOf: (uri: string) => number | null,
): WorkspaceEdit {
  const changeAnnotations: NonNullable<WorkspaceEdit["changeAnnotations"]> = Object.create(null);
  const changes = new Map<string, TextDocumentEdit>();
  groups.forEach(({ label, description, needsConfirmation, edits }, at) => {
    const annotationId = String(at);
    changeAnnotations[annotationId] = {
      label,
      needsConfirmation,
      ...(description !== undefined && { description }),
    };
    for (const { uri, start, end, newText } of edits) {
      const document = documents.get(uri);
      if (!document) continue;
      const change = changes.get(uri) ?? { textDocument: { uri, version: versionOf(uri) }, edits: [] };
      change.edits.push({ range: toRange(document, { start, end }), newText, annotationId });
      changes.set(uri, change);
    }
  });
  return { documentChanges: [...changes.values()], changeAnnotations };
}
