import type { Problem } from "./check.ts";

const COMMENT = /#\s*falco-lint:\s*ignore(-file)?\b[ \t]*([a-z0-9,\- \t]*)/g;

/** What one comment silences. */
interface Silence {
  /** All when empty. */
  readonly codes: readonly string[];
  readonly file: boolean;
  /** The stretch that it speaks for. */
  readonly start: number;
  readonly end: number;
}

/**
 * The problems without those that a comment silences. `# falco-lint: ignore code, code` on a line of its own speaks for the
 * next line that is not a comment, with everything that is indented below it: so one can be before a condition of many
 * lines, or before a rule. After something it speaks for its line in the same way, and for the next line.
 * `# falco-lint: ignore-file code` speaks for the whole file. Without codes, a comment speaks of all of them.
 */
export function suppressed(problems: readonly Problem[], text: string): Problem[] {
  if (problems.length === 0 || !text.includes("falco-lint:")) return [...problems];
  const silences = [...text.matchAll(COMMENT)].map(
    (match): Silence => ({
      file: match[1] !== undefined,
      codes: codesOf(match[2] ?? ""),
      ...stretchOf(text, match.index),
    }),
  );
  return problems.filter(
    ({ code, span }) =>
      !silences.some(
        (silence) =>
          speaksOf(silence.codes, code) &&
          (silence.file || (span.start >= silence.start && span.start < silence.end)),
      ),
  );
}

/** The comment that silences a code. */
export function ignoreComment(code: string): string {
  return `# falco-lint: ignore ${code}`;
}

/** Where one more code can be written into a comment that is alone on the line from `start`; undefined for any other line. */
export function endOfCodes(line: string): number | undefined {
  const found = /^\s*#\s*falco-lint:\s*ignore[ \t]+[a-z0-9,\- \t]*[a-z0-9]/.exec(line);
  return found?.[0].length;
}

function codesOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function speaksOf(codes: readonly string[], code: string): boolean {
  return codes.length === 0 || codes.includes(code);
}

function stretchOf(text: string, at: number): { readonly start: number; readonly end: number } {
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
