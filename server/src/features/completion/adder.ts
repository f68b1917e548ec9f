import type { Slot } from "../../syntax/condition/slot.ts";
import type { Edit } from "../../text/span.ts";
import type { TextPlace } from "../locate/locate.ts";
import type { Candidate, Wanted } from "./candidate.ts";

/** Makes the candidates of one place. */
export interface Adder {
  /** Whether a candidate with this label is wanted. */
  wants(label: string): boolean;
  /** The candidate, replacing the slot's word; none where the word cannot be replaced, or where it is not wanted. */
  add(newText: string, candidate: Omit<Candidate, "edit">): readonly Candidate[];
}

/** For candidates that replace the word of a slot. */
export function adder(place: TextPlace, slot: Slot, wanted: Wanted = () => () => true): Adder {
  const ofName = place.edit(slot.word, NAME);
  const wants = ofName ? wanted(ofName.span.start) : () => true;
  return {
    wants,
    add(newText, candidate) {
      if (!wants(candidate.label)) return [];
      // All names are written alike, and there are hundreds.
      if (ofName?.newText === NAME && /^[a-z][\w.]*$/.test(newText))
        return [{ ...candidate, edit: { span: ofName.span, newText } }];
      const edit = place.edit(slot.word, newText) ?? withBlank(place.edit(slot.word, newText.trimEnd()));
      return edit ? [{ ...candidate, edit }] : [];
    },
  };
}

const NAME = "proc.name";

/** A space at the end of a scalar is not in its value, so no edit of the value makes one; what is typed next needs it. */
function withBlank(edit: Edit | undefined): Edit | undefined {
  return edit && { ...edit, newText: `${edit.newText} ` };
}
