import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

/** A workspace of one file. */
export function snapshotOf(
  path: string,
  text: string,
): { readonly snapshot: Snapshot; readonly uri: string } {
  const uri = `file:///w/${path}`;
  const document = readDocument(uri, `/w/${path}`, text);
  return { snapshot: createWorkspace().snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS), uri };
}
