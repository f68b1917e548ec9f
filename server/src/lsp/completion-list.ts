import type { CompletionItem, CompletionList } from "vscode-languageserver";
import type { Candidate } from "../features/completion/candidate.ts";
import type { Document } from "../hosts/document.ts";
import type { Span } from "../text/span.ts";
import type { ClientOffers } from "./client-offers.ts";
import { toRange } from "./convert.ts";
import { toCompletionItem } from "./convert-features.ts";

/** From how many candidates on only those are sent that fit what was typed: most of the time goes into sending them. */
const MANY = 200;

/** The candidates at a place as the client takes them: what all of them replace is said once where it can be. */
export function toCompletionList(
  candidates: readonly Candidate[],
  document: Document,
  { uri, offset }: { readonly uri: string; readonly offset: number },
  client: ClientOffers,
): CompletionItem[] | CompletionList {
  const fitting = candidates.length < MANY ? candidates : candidates.filter(fits(document.text, offset));
  const isIncomplete = fitting.length < candidates.length;
  const items = fitting.map((candidate) => toCompletionItem(candidate, document, uri, client));
  const common = client.takesEditRange ? fitting[0]?.edit.span : undefined;
  if (!common) return isIncomplete ? { isIncomplete, items } : items;
  const editRange = toRange(document, common);
  return {
    isIncomplete,
    itemDefaults: { editRange },
    items: items.map((item, at) => {
      const edit = fitting[at]?.edit;
      if (!edit || !isSame(edit.span, common)) return item;
      const { textEdit, ...rest } = item;
      return edit.newText === item.label ? rest : { ...rest, textEditText: edit.newText };
    }),
  };
}

/** Whether all letters that were typed are in a candidate's label, in their order: no editor shows the others. */
function fits(text: string, offset: number): (candidate: Candidate) => boolean {
  return ({ label, edit }) => {
    const typed = text.slice(edit.span.start, offset).toLowerCase();
    const offered = label.toLowerCase();
    let at = 0;
    for (const letter of typed) {
      at = offered.indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  };
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
