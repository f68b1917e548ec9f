import type { Edit } from "./span.ts";

/** An edit of the first text, with what caused it: indices that the caller gave. */
export interface LoggedEdit extends Edit {
  readonly causes: readonly number[];
}

/** An edit of the text as it is now. */
export interface CausedEdit extends Edit {
  readonly cause: number;
}

/** A text that was edited several times, and still knows what is left of the first. Immutable. */
export interface EditLog {
  readonly before: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A stretch of the first text, or one that came later. */
type Piece =
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  | { readonly kind: "new"; readonly text: string; readonly causes: readonly number[] };

export function startLog(before: string): EditLog {
  return {
    before,
    text: before,
    pieces: before === "" ? [] : [{ kind: "kept", start: 0, end: before.length }],
  };
}

/** The log after edits of its text that do not overlap. They may come in any order; of two insertions at one place the first comes first. */
export function editLog(log: EditLog, edits: readonly CausedEdit[]): EditLog {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) =>
        a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index,
    );
  const pieces: Piece[] = [];
  let rest = log.pieces;
  let at = 0;
  for (const { edit } of sorted) {
    const [kept, behind] = cut(rest, edit.span.start - at);
    const [gone, after] = cut(behind, edit.span.end - edit.span.start);
    const earlier = gone.flatMap((piece) => (piece.kind === "new" ? piece.causes : []));
    pieces.push(...kept, { kind: "new", text: edit.newText, causes: [...new Set([...earlier, edit.cause])] });
    rest = after;
    at = edit.span.end;
  }
  pieces.push(...rest);
  return { before: log.before, pieces, text: pieces.map((piece) => textOf(piece, log.before)).join("") };
}

/** All that was done, as edits of the first text that do not touch each other, in its order. What changed nothing in the end is left out. */
export function loggedEdits({ before, pieces }: EditLog): readonly LoggedEdit[] {
  const edits: LoggedEdit[] = [];
  let at = 0;
  let newText = "";
  let causes = new Set<number>();
  const close = (end: number): void => {
    if (newText !== before.slice(at, end))
      edits.push({ span: { start: at, end }, newText, causes: [...causes] });
    newText = "";
    causes = new Set();
  };
  for (const piece of pieces) {
    if (piece.kind === "new") {
      newText += piece.text;
      for (const cause of piece.causes) causes.add(cause);
    } else {
      close(piece.start);
      at = piece.end;
    }
  }
  close(before.length);
  return edits;
}

/** The pieces of the first `length` units, and the others. */
function cut(pieces: readonly Piece[], length: number): readonly [readonly Piece[], readonly Piece[]] {
  let left = length;
  for (const [index, piece] of pieces.entries()) {
    const size = piece.kind === "kept" ? piece.end - piece.start : piece.text.length;
    if (left <= 0) return [pieces.slice(0, index), pieces.slice(index)];
    if (left < size)
      return [
        [...pieces.slice(0, index), part(piece, 0, left)],
        [part(piece, left, size), ...pieces.slice(index + 1)],
      ];
    left -= size;
  }
  return [pieces, []];
}

function part(piece: Piece, start: number, end: number): Piece {
  return piece.kind === "kept"
    ? { kind: "kept", start: piece.start + start, end: piece.start + end }
    : { ...piece, text: piece.text.slice(start, end) };
}

function textOf(piece: Piece, before: string): string {
  return piece.kind === "kept" ? before.slice(piece.start, piece.end) : piece.text;
}
