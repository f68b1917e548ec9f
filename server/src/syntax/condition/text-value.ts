import type { Span } from "../../text/span.ts";
import type { FieldArg, TextValue } from "./ast.ts";
import { bareNode, quotedNode } from "./packed-nodes.ts";
import type { Token } from "./tokens.ts";
import { table } from "../../text/table.ts";

/** A bare or quoted text or a number as a value. `isClosed` is false for a text whose closing quote is missing. */
export function readText(token: Token, isClosed = true): TextValue {
  const quote = quoteOf(token.image);
  if (!quote) return bareNode(token.image, token.start);
  const { text, escape } = unescape(token.image.slice(1, isClosed ? -1 : undefined), quote, token.start + 1);
  return quotedNode(text, quote, token.span, isClosed ? escape && { escape } : "unclosed");
}

export interface ReadArgument {
  readonly arg: FieldArg;
  readonly escape?: Span;
  /** Neither a quoted text nor a run without spaces, brackets and quotes. */
  readonly isMalformed: boolean;
}

/** `[2]`, `["a b"]`, and what is like it, as the argument of a field. */
export function readArgument(token: Token): ReadArgument {
  const { start, end } = token.span;
  const isClosed = token.image.endsWith("]");
  const inner = token.image.slice(1, isClosed ? -1 : undefined);
  const quote = quoteOf(inner);
  const { text, escape } = quote ? unescape(inner.slice(1, -1), quote, start + 2) : { text: inner };
  return {
    arg: {
      text,
      quote,
      span: { start: start + 1, end: start + 1 + inner.length },
      open: { start, end: start + 1 },
      close: isClosed ? { start: end - 1, end } : undefined,
    },
    ...(escape && { escape }),
    isMalformed: !quote && !/^[^\]["' \t\n\v\f\r]+$/.test(inner),
  };
}

function quoteOf(image: string): '"' | "'" | undefined {
  const first = image.charAt(0);
  return first === '"' || first === "'" ? first : undefined;
}

const ESCAPES = table<string>({
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  "/": "/",
  " ": "\\",
});

/** Text with its escapes undone, and the first that is not one. A backslash before a space is kept and the space dropped, as Falco has it. */
function unescape(raw: string, quote: string, start: number): { text: string; escape?: Span } {
  if (!raw.includes("\\")) return { text: raw };
  let text = "";
  let escape: Span | undefined;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char !== "\\") {
      text += char;
      continue;
    }
    const next = raw.charAt(i + 1);
    const meant = next === quote ? quote : ESCAPES.get(next);
    if (meant === undefined)
      escape ??= {
        start: start + i,
        end: start + i + 1 + String.fromCodePoint(raw.codePointAt(i + 1) ?? 32).length,
      };
    text += meant ?? char + next;
    i += 1;
  }
  return escape ? { text, escape } : { text };
}
