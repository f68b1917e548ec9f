import type { Problem } from "./check.ts";

const COMMENT = /#\s*falco-lint:\s*ignore(-file)?\b[ \t]*([a-z0-9,\- \t]*)/g;

/**
 * The problems without those that a comment silences. `# falco-lint: ignore code, code` speaks for its own line and
 * the next one, `# falco-lint: ignore-file code` for the whole file; without codes, for all of them.
 */
export function suppressed(problems: readonly Problem[], text: string): Problem[] {
  if (!text.includes("falco-lint:")) return [...problems];
  const silences = [...text.matchAll(COMMENT)].map((match) => ({ file: match[1] !== undefined, codes: codesOf(match[2] ?? ""), ...linesAfter(text, match.index) }));
  return problems.filter(({ code, span }) => !silences.some((silence) => speaksOf(silence.codes, code) && (silence.file || (span.start >= silence.start && span.start < silence.end))));
}

function codesOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function speaksOf(codes: readonly string[], code: string): boolean {
  return codes.length === 0 || codes.includes(code);
}

/** From the start of the comment's line to the end of the next line. */
function linesAfter(text: string, at: number): { readonly start: number; readonly end: number } {
  const own = text.indexOf("\n", at);
  const next = own < 0 ? -1 : text.indexOf("\n", own + 1);
  return { start: text.lastIndexOf("\n", at) + 1, end: next < 0 ? text.length + 1 : next };
}
