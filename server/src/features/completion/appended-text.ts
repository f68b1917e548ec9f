/** Texts that are appended to a condition, which go on after an operand that is in another item. */
import { type Slot, slotAt } from "../../syntax/condition/slot.ts";
import { shift } from "../../text/span.ts";
import type { TextPlace } from "../locate/locate.ts";

/** What can be at an offset of a condition's text. */
export function slotIn(place: TextPlace, text: string, offset: number): Slot {
  const lead = leadOf(place);
  const slot = slotAt(lead + text, offset + lead.length);
  return { ...slot, word: shift(slot.word, -lead.length) };
}

/** The text before an offset, with an operand before what is appended. */
export function textBefore(place: TextPlace, offset: number): string {
  return leadOf(place) + place.text.slice(0, offset);
}

function leadOf({ view }: TextPlace): string {
  if (view?.kind !== "macro" && view?.kind !== "rule") return "";
  const isAppended = view.overrides.some((one) => one.key === "condition" && one.operation === "append");
  return isAppended || view.mode === "append" ? "x " : "";
}
