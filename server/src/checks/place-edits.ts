import type { Place, Places } from "../model/ruleset/items/places.ts";
import type { RelatedSpot } from "../model/ruleset/found.ts";
import type { LoadedText, Piece } from "../model/ruleset/loaded-text.ts";
import { scalarText } from "../syntax/scalar-text.ts";
import { mapSpan, type OffsetMap, shiftMap } from "../text/offset-map.ts";
import type { Edit, Span } from "../text/span.ts";
import type { Fix, FixDraft, FixEdit, Related } from "./check.ts";

/** Leads from an item to the document that it is in. */
export function itemMap({ region, start }: Place): OffsetMap {
  const inner = shiftMap(start, region.text.length - start);
  return {
    length: inner.length,
    at: (offset) => region.map.at(inner.at(offset)),
    endAt: (offset) => region.map.endAt(inner.endAt(offset)),
    from: () => undefined,
    edit: (span, text) => region.map.edit({ start: span.start + start, end: span.end + start }, text),
  };
}

/** Places an edit of an item, if its region can be edited there. */
export function editAt(place: Place, map: OffsetMap, span: Span, newText: string): FixEdit | undefined {
  const edit = map.edit(span, withLineEnd(place, span, newText));
  return edit && { uri: place.uri, start: edit.span.start, end: edit.span.end, newText: edit.newText };
}

/** What is added after the last line of a region is a line too: what follows in the document is not Falco's. */
function withLineEnd({ region, start }: Place, { end }: Span, newText: string): string {
  const isAtEnd = start + end === region.text.length && region.text.endsWith("\n");
  return isAtEnd && newText !== "" && !newText.endsWith("\n") ? `${newText}\n` : newText;
}

/**
 * An edit of the compiled text, made where people wrote that text; rejected when it spans several scalars. A removal that
 * begins with the space that joins two scalars is made one character later, where that leaves the same text.
 */
export function loadedEdit(
  loaded: LoadedText,
  span: Span,
  newText: string,
  places: Places,
): FixEdit | undefined {
  const { text } = loaded;
  const isSameLater = newText === "" && text[span.start] === " " && text[span.end] === " ";
  const later = { start: span.start + 1, end: span.end + 1 };
  return (
    editInPiece(loaded, span, newText, places) ??
    (isSameLater ? editInPiece(loaded, later, "", places) : undefined)
  );
}

function editInPiece(loaded: LoadedText, span: Span, newText: string, places: Places): FixEdit | undefined {
  const { pieces } = loaded;
  let at = 0;
  for (const piece of pieces) {
    const inside = span.start >= at && span.end <= at + piece.text.length;
    if (inside && piece.from && piece.offset !== undefined && !(piece.reference && span.start === span.end)) {
      const place = places(piece.from.item);
      if (!place) return undefined;
      const inner = { start: span.start - at + piece.offset, end: span.end - at + piece.offset };
      // A scalar that would be left with nothing in it is more than an edit of its text can settle.
      if (newText.trim() === "" && !piece.reference && isBlank(pieces, piece, span, at)) return undefined;
      const edit: Edit | undefined = scalarText(piece.from.node, piece.from.item.text).map.edit(
        inner,
        newText,
      );
      return edit && editAt(place, itemMap(place), edit.span, edit.newText);
    }
    at += piece.text.length;
  }
  return undefined;
}

/** Whether an edit leaves nothing of what was written in the scalar that a piece comes from. */
function isBlank(pieces: readonly Piece[], piece: Piece, span: Span, at: number): boolean {
  const rest = piece.text.slice(0, span.start - at) + piece.text.slice(span.end - at);
  return (
    rest.trim() === "" &&
    !pieces.some(
      (other) => other !== piece && other.from?.node === piece.from?.node && other.text.trim() !== "",
    )
  );
}

/** Places all edits of a draft; nothing where one cannot be placed. */
export function placeFix(
  draft: FixDraft,
  write: (span: Span, newText: string) => FixEdit | undefined,
): readonly Fix[] {
  const edits = draft.edits.map(({ span, newText }) => write(span, newText));
  const placed = edits.filter((edit) => edit !== undefined);
  return placed.length === edits.length && placed.length > 0
    ? [{ title: draft.title, safety: draft.safety, edits: placed }]
    : [];
}

/** Places what a finding points at besides. */
export function relatedAt({ item, span, message }: RelatedSpot, places: Places): readonly Related[] {
  const place = places(item);
  if (!place) return [];
  return [{ uri: place.uri, ...mapSpan(itemMap(place), span), message }];
}
