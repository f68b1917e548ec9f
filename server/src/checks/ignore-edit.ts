import { type Document, type ParsedRegion, readAgain } from "../hosts/document.ts";
import { sameValue } from "../syntax/yaml-node.ts";
import { applyEdits } from "../text/span.ts";
import type { FixEdit, Problem } from "./check.ts";
import { endOfCodes, ignoreComment, silencesIn, suppressed } from "./suppressions.ts";

/** How many places for the comment are tried, from the line of the problem outwards. */
const MAX_TRIES = 4;

/**
 * The edit that silences a problem by a comment before the line that it is in, or before the entry around it where
 * no comment can be between (in a scalar of many lines, a command that goes on). Undefined where a comment would
 * change what the file means, or in a template. Proved by reading the file with the comment.
 */
export function ignoreEdit(document: Document, problem: Problem): FixEdit | undefined {
  if (document.regions.some(({ template }) => template)) return undefined;
  const { text, lines, uri } = document;
  let line = lines.position(problem.span.start).line;
  let indent = Number.POSITIVE_INFINITY;
  for (let tries = 0; line >= 0 && tries < MAX_TRIES; line--) {
    const start = lines.offset({ line, character: 0 });
    const own = /^[ \t]*/.exec(text.slice(start, lines.lineEnd(line)))?.[0] ?? "";
    if (own.length >= indent || start + own.length === lines.lineEnd(line)) continue;
    indent = own.length;
    tries++;
    const edit = { ...commentBefore(document, line, own, problem.code), uri };
    if (silences(document, problem, edit)) return edit;
  }
  return undefined;
}

/** One more code in the comment that is there already, else a comment on a line of its own. */
function commentBefore(
  { text, lines }: Document,
  line: number,
  indent: string,
  code: string,
): Omit<FixEdit, "uri"> {
  const above = line > 0 ? lines.offset({ line: line - 1, character: 0 }) : undefined;
  const end = above === undefined ? undefined : endOfCodes(text.slice(above, lines.lineEnd(line - 1)));
  if (above !== undefined && end !== undefined)
    return { start: above + end, end: above + end, newText: `, ${code}` };
  const start = lines.offset({ line, character: 0 });
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { start, end: start, newText: `${indent}${ignoreComment(code)}${newline}` };
}

function silences(document: Document, problem: Problem, { start, end, newText }: FixEdit): boolean {
  const text = applyEdits(document.text, [{ span: { start, end }, newText }]);
  const moved = {
    ...problem,
    span: { start: problem.span.start + newText.length, end: problem.span.end + newText.length },
  };
  if (suppressed([moved], silencesIn(text)).length > 0) return false;
  const after = readAgain(document, text);
  return (
    after.regions.length === document.regions.length &&
    after.regions.every((region, at) => meansTheSame(document.regions[at], region))
  );
}

function meansTheSame(before: ParsedRegion | undefined, after: ParsedRegion): boolean {
  if (before?.kind !== after.kind) return false;
  if (before.items && after.items) {
    const [old, now] = [before.items, after.items];
    const same = old.items.every(({ item }, at) => {
      const other = now.items[at]?.item;
      return (
        other !== undefined &&
        sameValue(item.node, other.node) &&
        item.problems.length === other.problems.length
      );
    });
    return (
      same &&
      old.items.length === now.items.length &&
      old.problems.length === now.problems.length &&
      old.misplaced.length === now.misplaced.length
    );
  }
  if (before.yaml && after.yaml) {
    const [old, now] = [before.yaml, after.yaml];
    // A scalar of chart values may hold rules, in which the comment is one: they are a region of their own.
    const texts =
      before.kind === "values"
        ? (one: string, other: string): boolean => one === other || one === withoutComments(other)
        : undefined;
    return (
      old.documents.length === now.documents.length &&
      old.problems.length === now.problems.length &&
      old.documents.every(({ root }, at) => sameValue(root, now.documents[at]?.root, texts))
    );
  }
  return before.text === after.text;
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*# falco-lint: ignore .*\n/gm, "");
}
