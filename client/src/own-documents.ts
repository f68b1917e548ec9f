import { Uri, workspace } from "vscode";
import { type Middleware, vsdiag } from "vscode-languageclient";

/**
 * Keeps from the server what only looks like a file of the workspace: the old side of a comparison, the preview of an edit,
 * an entry of a file's history. It has the path of the real file, so its problems would be counted twice.
 */
export const ownDocumentsOnly: Middleware = {
  didOpen: async (document, next) => {
    if (isOwn(document.uri)) await next(document);
  },
  didChange: async (event, next) => {
    if (isOwn(event.document.uri)) await next(event);
  },
  didSave: async (document, next) => {
    if (isOwn(document.uri)) await next(document);
  },
  didClose: async (document, next) => {
    if (isOwn(document.uri)) await next(document);
  },
  provideDiagnostics: (document, previousResultId, token, next) =>
    isOwn(document instanceof Uri ? document : document.uri)
      ? next(document, previousResultId, token)
      : { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] },
};

/** Whether it is not saved yet, or lies where the editor can write or where the workspace is (a repository read from afar). */
function isOwn({ scheme }: Uri): boolean {
  return (
    scheme === "untitled" ||
    workspace.fs.isWritableFileSystem(scheme) === true ||
    (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === scheme)
  );
}
