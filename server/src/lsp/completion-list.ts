import type { CompletionItem, CompletionList } from "vscode-languageserver";
import type { Wanted } from "../features/completion/candidate.ts";
import { complete } from "../features/completion/complete.ts";
import type { Document } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { projectCandidates } from "../project/project-words.ts";
import type { Edit, Span } from "../text/span.ts";
import type { ClientOffers } from "./client-offers.ts";
import { toRange } from "./convert.ts";
import { defaultData, toCompletionItem } from "./convert-features.ts";

/** From how many candidates on only those are sent that fit what was typed: most of the time goes into sending them. */
const MANY = 200;

/** What could be typed at a place as the client takes it: what all of it replaces is said once where it can be. */
export function toCompletionList(
  snapshot: Snapshot,
  document: Document,
  { uri, offset }: { readonly uri: string; readonly offset: number },
  client: ClientOffers,
): CompletionItem[] | CompletionList {
  const fits = fitting(document.text, offset);
  let leftOut = 0;
  const wanted: Wanted = (start) => {
    const isFitting = fits(start);
    return (label) => {
      if (isFitting(label)) return true;
      leftOut++;
      return false;
    };
  };
  const some = projectCandidates(document, offset) ?? complete(snapshot, uri, offset, wanted);
  const isCut = some.length + leftOut >= MANY;
  const all = isCut || leftOut === 0 ? some : complete(snapshot, uri, offset);
  const fitted = isCut ? all.filter(({ label, edit }) => fits(edit.span.start)(label)) : all;
  const isIncomplete = isCut && fitted.length < some.length + leftOut;
  const items = fitted.map((candidate) => toCompletionItem(candidate, document, uri, client));
  const common = client.takesEditRange ? fitted[0]?.edit.span : undefined;
  const itemDefaults = {
    ...(common && { editRange: toRange(document, common) }),
    ...(client.takesData && { data: defaultData(uri) }),
  };
  if (common) for (const [at, { edit }] of fitted.entries()) leaveOutRange(items[at], edit, common);
  if (common || client.takesData) return { isIncomplete, itemDefaults, items };
  return isIncomplete ? { isIncomplete, items } : items;
}

/** Of an item that was just made for `edit`, where that replaces what all replace. */
function leaveOutRange(item: CompletionItem | undefined, edit: Edit, common: Span): void {
  if (!item || edit.span.start !== common.start || edit.span.end !== common.end) return;
  delete item.textEdit;
  if (edit.newText !== item.label) item.textEditText = edit.newText;
}

/** Of so many letters it is looked whether they are in a label. */
const LONGEST = 100;

/** Wants what has all letters that were typed in its label, in their order: no editor shows the others. */
function fitting(text: string, offset: number): Wanted {
  const patterns = new Map<number, RegExp>();
  return (start) => {
    if (start >= offset) return () => true;
    const pattern = patterns.get(start) ?? inOrder(text.slice(start, Math.min(offset, start + LONGEST)));
    patterns.set(start, pattern);
    return (label) => pattern.test(label);
  };
}

/** Matches in time that is linear in a label's length. */
function inOrder(letters: string): RegExp {
  const codes = Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
  const steps = codes.map((code) => `\\u${code.toString(16).padStart(4, "0")}`);
  return new RegExp(`^${steps.map((step) => `[^${step}]*${step}`).join("")}`, "i");
}
