import { countUntil } from "../../text/count-until.ts";
import { contains, type Span } from "../../text/span.ts";
import type { UnquotedPattern } from "./finding.ts";
import { givenOptions, type Invocation } from "./invocation.ts";

/**
 * Values of `-o` that a shell may read as a pattern of file names, or as several words. `bare` are the signs that no
 * quotes protect, in the order of the text. Source: facts, cli-contexts.md, on shell scripts.
 */
export function unquotedPatterns(invocation: Invocation, bare: readonly Span[]): readonly UnquotedPattern[] {
  if (invocation.program !== "falco") return [];
  return givenOptions(invocation, "-o").flatMap(({ value }): readonly UnquotedPattern[] => {
    const signs = value ? signsIn(value.span, bare) : [];
    const letters = signs.map(({ start }) => value?.text.charAt(start - value.span.start)).join("");
    const pattern = patternSign(letters);
    const splits = letters.includes("{") && expandsBraces(value?.text ?? "");
    if (!value || !(pattern || splits)) return [];
    // Nothing is reported at what only the shell knows, nor written there.
    const span = value.opaque ? { start: signs[0]?.start ?? 0, end: signs.at(-1)?.end ?? 0 } : value.span;
    const edits = value.opaque ? [] : [{ span, newText: value.text }];
    return [
      {
        code: "unquoted-pattern",
        span,
        value: value.text,
        sign: pattern ?? "",
        splits: !pattern,
        edits,
      },
    ];
  });
}

/** The first sign that makes a pattern of a text: `*`, `?`, or a bracket that is closed. */
function patternSign(letters: string): string | undefined {
  const closed = letters.lastIndexOf("]");
  return [...letters].find((sign, at) => sign === "*" || sign === "?" || (sign === "[" && at < closed));
}

/** Whether a shell makes several words of braces in a text: `{a,b}`, `{1..3}`. */
function expandsBraces(text: string): boolean {
  return (text.match(/\{[^{}]*\}/g) ?? []).some((braces) => /,|\.\./.test(braces));
}

function signsIn(span: Span, bare: readonly Span[]): readonly Span[] {
  const from = countUntil(bare, (sign) => sign.start < span.start);
  const to = countUntil(bare, (sign) => sign.start <= span.end);
  return bare.slice(from, to).filter((sign) => contains(span, sign));
}
