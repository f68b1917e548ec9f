import type { Document } from "../hosts/document.ts";
import type { ItemGroup } from "../syntax/items.ts";
import { keptBy } from "../text/kept.ts";
import type { Span } from "../text/span.ts";
import type { Problem } from "./check.ts";

/** Codes come first, and a reason after ` -- ` or any other sign. */
const COMMENT =
  /#\s*falco-lint:\s*ignore(-file)?\b(?:[ \t]+(?!--)([a-z0-9-]+(?:[ \t,]+(?!--)[a-z0-9-]+)*))?/g;

/** What one comment silences. */
export interface Silence extends Span {
  /** All when empty. Each where it is written. */
  readonly codes: readonly (Span & { readonly code: string })[];
  readonly file: boolean;
  /** The stretch that it speaks for. */
  readonly speaksFor: Span;
}

/**
 * The problems without those that one of these comments silences. `# falco-lint: ignore code, code` on a line of its own speaks for the
 * next line that is not a comment, with everything that is indented below it: so one can be before a condition of many
 * lines, or before a rule. After something it speaks for its line in the same way, and for the next line.
 * `# falco-lint: ignore-file code` speaks for the whole file. Without codes, a comment speaks of all of them. What follows
 * ` -- ` is the reason, for people.
 */
export function suppressed(problems: readonly Problem[], silences: readonly Silence[]): readonly Problem[] {
  if (silences.length === 0) return problems;
  return problems.filter((problem) => !silences.some((silence) => silencedBy(problem, silence)));
}

/** What every such comment has. */
const MARK = "falco-lint:";

/** Whether a document may have such comments. Of its items, which nearly never have one, only those that changed are looked at. */
export function mayHoldSilences({ text, regions: [region] }: Document): boolean {
  const items = region?.text === text ? region.items : undefined;
  const [first] = items?.items ?? [];
  const last = items?.items.at(-1);
  // Between two documents of a file is text that no item has.
  const isAll =
    last?.item.document === first?.item.document &&
    last &&
    last.start + last.item.text.length === text.length;
  if (!items?.isSplit || !isAll) return text.includes(MARK);
  return text.slice(0, first?.start).includes(MARK) || items.groups.some(holdMark);
}

const holdMark = keptBy((group: ItemGroup) => group.some(({ text }) => text.includes(MARK)));

/** The comments of a text, in its order. */
export function silencesIn(text: string): readonly Silence[] {
  if (!text.includes(MARK)) return [];
  return [...text.matchAll(COMMENT)].map((match): Silence => {
    const [all, file, codes = ""] = match;
    const end = match.index + all.length;
    return {
      start: match.index,
      end,
      file: file !== undefined,
      codes: [...codes.matchAll(/[a-z0-9-]+/g)].map((word) => {
        const start = end - codes.length + word.index;
        return { code: word[0], start, end: start + word[0].length };
      }),
      speaksFor: stretchOf(text, match.index),
    };
  });
}

export function silencedBy({ code, span }: Problem, { codes, file, speaksFor }: Silence): boolean {
  const isNamed = codes.length === 0 || codes.some((one) => one.code === code);
  return isNamed && (file || (span.start >= speaksFor.start && span.start < speaksFor.end));
}

/** The comment that silences a code. */
export function ignoreComment(code: string): string {
  return `# falco-lint: ignore ${code}`;
}

/** Where one more code can be written into a comment that is alone on the line from `start`; undefined for any other line. */
export function endOfCodes(line: string): number | undefined {
  const [first] = silencesIn(line);
  return first && !first.file && first.codes.length > 0 && line.slice(0, first.start).trim() === ""
    ? first.end
    : undefined;
}

function stretchOf(text: string, at: number): Span {
  const start = text.lastIndexOf("\n", at) + 1;
  const alone = text.slice(start, at).trim() === "";
  let head = alone ? nextLine(text, start) : start;
  while (alone && /^[ \t]*#/.test(text.slice(head, nextLine(text, head)))) head = nextLine(text, head);
  const indent = indentAt(text, head);
  let end = nextLine(text, head);
  while (end < text.length && (isBlank(text, end) || indentAt(text, end) > indent)) end = nextLine(text, end);
  return { start, end: Math.max(end, alone ? 0 : nextLine(text, nextLine(text, start))) };
}

/** One after the text where there is no next line, so that the end of the text belongs to the last one. */
function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length + 1 : end + 1;
}

function isBlank(text: string, from: number): boolean {
  return text.slice(from, nextLine(text, from)).trim() === "";
}

function indentAt(text: string, from: number): number {
  return /^[ \t]*/.exec(text.slice(from, nextLine(text, from)))?.[0].length ?? 0;
}
