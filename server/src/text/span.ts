/** Half-open stretch of a text, in UTF-16 units from the start of that text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span placed in a file: offsets from the start of the file's text. */
export interface FileRange extends Span {
  readonly uri: string;
}

/** Replaces the text of `span` by `newText`. An empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies in `outer`, both ends included: a cursor at the end of a word is still at the word. */
export function touches(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** `inner`, given in the text that begins at `base`, as a span of the outer text. */
export function shift(inner: Span, base: number): Span {
  return { start: inner.start + base, end: inner.end + base };
}

/**
 * The text after `edits`. Edits may come in any order; of two that overlap the
 * later in the list is dropped, so the result is always well defined.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = inOrder(edits);
  const kept = sorted.some((edit, at) => at > 0 && edit.span.start < (sorted[at - 1]?.span.end ?? 0))
    ? inOrder(withoutClashes(edits))
    : sorted;
  let result = "";
  let from = 0;
  for (const { span, newText } of kept) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}

/**
 * The same edits in order, those that touch as one: where a map writes lines that go and lines that come, neither has to
 * count on what the other leaves. They must not overlap.
 */
export function joinTouching(edits: readonly Edit[]): readonly Edit[] {
  const sorted = inOrder(edits);
  const joined: Edit[] = [];
  for (const { span: at, newText } of sorted) {
    const before = joined.at(-1);
    if (before?.span.end !== at.start) joined.push({ span: at, newText });
    else
      joined[joined.length - 1] = {
        span: { start: before.span.start, end: at.end },
        newText: before.newText + newText,
      };
  }
  return joined;
}

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function withoutClashes(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits) {
    if (!kept.some((other) => clashes(other, edit))) kept.push(edit);
  }
  return kept;
}

/** Whether two edits touch the same text and so cannot both be made. Two insertions at one place do not clash. */
export function clashes(a: Edit, b: Edit): boolean {
  return overlaps(a.span, b.span);
}
