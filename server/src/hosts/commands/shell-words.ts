import type { Span } from "../../text/span.ts";
import type { Quoting, WordBuilder } from "./word-builder.ts";
import { wordBuilder } from "./word-builder.ts";
import { MASK } from "../embedding/template.ts";
import type { HostWord } from "./word-list.ts";
import { table } from "../../text/table.ts";

/** One simple command of a shell text: its words, assignments before it included, redirections left out. */
export interface ShellCommand {
  readonly words: readonly HostWord[];
}

export interface ShellText {
  readonly commands: readonly ShellCommand[];
  /** The bodies of here-documents. */
  readonly heredocs: readonly Heredoc[];
}

export interface Heredoc {
  readonly span: Span;
  /** The shell fills in variables. */
  readonly expands: boolean;
  /** Each line loses its leading tabs. */
  readonly stripsTabs: boolean;
}

/** How deep commands are read within commands. */
const MAX_DEPTH = 8;

/**
 * The simple commands of a shell text, those in `$( )` and in backquotes included, after the rules that sh and bash
 * share. Read by hand, for the word splitters on offer either give no offsets or bring a whole parser in WebAssembly.
 * Never throws; what is not closed ends with the text.
 */
export function shellText(source: string, bounds: Span = { start: 0, end: source.length }): ShellText {
  const commands: ShellCommand[] = [];
  const heredocs: Heredoc[] = [];
  readCommands({ source, end: bounds.end, commands, heredocs, depth: 0 }, bounds.start, undefined);
  return { commands, heredocs };
}

/** A word as a shell writes it: bare where that is safe, in single quotes else, or in double quotes where it holds a single one. */
export const shellQuoting: Quoting = {
  within(style, text) {
    if (style === "plain") return /^[A-Za-z0-9_@%+=:,./-]*$/.test(text) ? text : undefined;
    if (style === "single") return text.includes("'") ? undefined : text;
    return text.replace(/[\\"$`]/g, "\\$&");
  },
  word(text) {
    if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
    return text.includes("'") ? `"${text.replace(/[\\"$`]/g, "\\$&")}"` : `'${text}'`;
  },
};

interface Reading {
  readonly source: string;
  readonly end: number;
  readonly commands: ShellCommand[];
  readonly heredocs: Heredoc[];
  readonly depth: number;
}

interface AwaitedHeredoc {
  readonly delimiter: string;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
}

/** Reads commands from `at` to `close` or the end; gives the offset after. */
function readCommands(reading: Reading, from: number, close: ")" | "`" | undefined): number {
  const { source, end } = reading;
  const word = wordBuilder(shellQuoting);
  let words: HostWord[] = [];
  let awaited: AwaitedHeredoc[] = [];
  let redirects: "no" | "target" | "heredoc" | "heredoc-tabs" = "no";
  let at = from;
  const endWord = (): void => {
    if (!word.started) return;
    const quoted = source.slice(at - 1, at) === '"' || source.slice(at - 1, at) === "'";
    const done = word.take(at);
    if (redirects === "no") words.push(done);
    else if (redirects !== "target") {
      const raw = source.slice(done.outer.start, done.outer.end);
      awaited.push({
        delimiter: done.text,
        expands: !quoted && !raw.includes("\\"),
        stripsTabs: redirects === "heredoc-tabs",
      });
    }
    redirects = "no";
  };
  const endCommand = (): void => {
    endWord();
    redirects = "no";
    if (words.length > 0) reading.commands.push({ words });
    words = [];
  };
  while (at < end) {
    const char = source.charAt(at);
    if (close !== undefined && char === close) {
      endCommand();
      return at + 1;
    }
    if (char === "\\") {
      const lineEnd = lineEndAt(source, at + 1);
      if (lineEnd > at + 1) at = lineEnd;
      else {
        if (at + 1 < end) word.push(source.charAt(at + 1), at, at + 2);
        at += 2;
      }
    } else if (char === "'" || char === '"' || (char === "$" && /['"]/.test(source.charAt(at + 1)))) {
      word.begin(at);
      at = readQuoted(reading, word, at);
    } else if (char === "$" || char === "`") {
      at = readExpansion(reading, word, at);
    } else if (char === "\n" || char === "\r") {
      endCommand();
      at = lineEndAt(source, at);
      for (const heredoc of awaited) at = readHeredoc(reading, heredoc, at);
      awaited = [];
    } else if (char === " " || char === "\t") {
      endWord();
      at++;
    } else if (char === "#" && !word.started) {
      while (at < end && source.charAt(at) !== "\n" && source.charAt(at) !== "\r") at++;
    } else if (char === "<" || char === ">" || (char === "&" && source.charAt(at + 1) === ">")) {
      if (word.started && !/^\d+$/.test(word.text)) endWord();
      else if (word.started) word.take(at);
      const operator =
        /^(?:<<<|<<-|<<|<&|<>|<|&>>|&>|>>|>&|>\||>)/.exec(source.slice(at, at + 3))?.[0] ?? char;
      if (/[<>]\($/.test(source.slice(at, at + 2)) && operator.length === 1) {
        at = readNested(reading, at + 2, ")");
      } else {
        redirects = operator === "<<" ? "heredoc" : operator === "<<-" ? "heredoc-tabs" : "target";
        at += operator.length;
      }
    } else if (char === ";" || char === "&" || char === "|" || char === "(" || char === ")") {
      endCommand();
      at++;
    } else {
      if (/[*?[\]{}]/.test(char)) word.bare(char, at);
      else word.push(char, at, at + 1);
      at++;
    }
  }
  at = Math.min(at, end);
  endCommand();
  return at;
}

function readNested(reading: Reading, at: number, close: ")" | "`"): number {
  if (reading.depth >= MAX_DEPTH) return reading.end;
  return readCommands({ ...reading, depth: reading.depth + 1 }, at, close);
}

/** Reads one quoted stretch; gives the offset after it. */
function readQuoted(reading: Reading, word: WordBuilder, from: number): number {
  const { source, end } = reading;
  const dollar = source.charAt(from) === "$" ? 1 : 0;
  const quote = source.charAt(from + dollar);
  let at = from + dollar + 1;
  while (at < end && source.charAt(at) !== quote) {
    const char = source.charAt(at);
    const escapes = quote === '"' ? /[\\"$`]/ : dollar ? /[^]/ : undefined;
    if (char === "\\" && quote === '"' && lineEndAt(source, at + 1) > at + 1) at = lineEndAt(source, at + 1);
    else if (char === "\\" && escapes?.test(source.charAt(at + 1))) {
      const next = source.charAt(at + 1);
      word.push(dollar && quote === "'" ? (ANSI_ESCAPES.get(next) ?? next) : next, at, at + 2);
      at += 2;
    } else if (quote === '"' && (char === "$" || char === "`")) at = readExpansion(reading, word, at);
    else {
      word.push(char, at, at + 1);
      at++;
    }
  }
  at = Math.min(at + 1, end);
  // A word in `$'…'` is written anew as a whole, since its escapes are its own.
  word.quoted(quote === '"' ? "double" : "single", from + dollar, at);
  if (dollar) word.quoted("double", from, from);
  return at;
}

const ANSI_ESCAPES = table<string>({
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  e: "\u001b",
});

/** A line of blanks and masks. */
const FILLED_LINE = new RegExp(`^[ \\t${MASK}]+$`, "gm");

/** Reads `$name`, `${…}`, `$(…)` or a backquoted command as a hole; gives the offset after it. */
function readExpansion(reading: Reading, word: WordBuilder, from: number): number {
  const { source, end } = reading;
  const next = source.charAt(from + 1);
  let at = from + 1;
  if (source.charAt(from) === "`") at = readNested(reading, at, "`");
  else if (source.startsWith("$((", from)) at = closingBracket(source, from + 1, end, "(", ")");
  else if (next === "(") at = readNested(reading, from + 2, ")");
  else if (next === "{") at = closingBracket(source, from + 1, end, "{", "}");
  else if (/[A-Za-z_]/.test(next)) {
    while (at < end && /[A-Za-z0-9_]/.test(source.charAt(at))) at++;
  } else if (/[0-9@*#?$!-]/.test(next)) at += 1;
  else {
    word.push("$", from, from + 1);
    return at;
  }
  at = Math.min(at, end);
  word.hole(source.slice(from, at), from);
  return at;
}

/**
 * A text that the shell expands, with a mask for each character of what it fills in or takes away, and lines that it
 * joins as one. A line that it fills in altogether turns into blanks. Same length.
 */
export function maskExpansions(source: string): string {
  const reading: Reading = { source, end: source.length, commands: [], heredocs: [], depth: 0 };
  let text = "";
  while (text.length < source.length) {
    const at = text.length;
    const char = source.charAt(at);
    if (char === "\\" && source.charAt(at + 1) === "\n") text += "  ";
    else if (char === "\\" && /[\\$`]/.test(source.charAt(at + 1))) text += MASK.repeat(2);
    else if (char !== "$" && char !== "`") text += char;
    else {
      const end = readExpansion(reading, wordBuilder(shellQuoting), at);
      text += end === at + 1 ? char : MASK.repeat(end - at);
    }
  }
  return text.replace(FILLED_LINE, (line) => (line.includes(MASK) ? " ".repeat(line.length) : line));
}

function closingBracket(source: string, from: number, end: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (source.charAt(at) === open) depth++;
    if (source.charAt(at) === close && --depth === 0) return at + 1;
  }
  return end;
}

/** Reads the body of a here-document that begins at `from`; gives the offset after its last line. */
function readHeredoc(reading: Reading, heredoc: AwaitedHeredoc, from: number): number {
  const { source, end } = reading;
  let at = from;
  while (at < end) {
    let lineEnd = at;
    while (lineEnd < end && source.charAt(lineEnd) !== "\n" && source.charAt(lineEnd) !== "\r") lineEnd++;
    const line = source.slice(at, lineEnd);
    const after = Math.min(end, lineEndAt(source, lineEnd));
    if ((heredoc.stripsTabs ? line.replace(/^\t+/, "") : line) === heredoc.delimiter) {
      reading.heredocs.push({
        span: { start: from, end: at },
        expands: heredoc.expands,
        stripsTabs: heredoc.stripsTabs,
      });
      return after;
    }
    at = after === at ? end : after;
  }
  reading.heredocs.push({
    span: { start: from, end },
    expands: heredoc.expands,
    stripsTabs: heredoc.stripsTabs,
  });
  return end;
}

/** The offset after the line end that stands at `at`, or `at` when none does. */
function lineEndAt(source: string, at: number): number {
  if (source.charAt(at) === "\r") return source.charAt(at + 1) === "\n" ? at + 2 : at + 1;
  return source.charAt(at) === "\n" ? at + 1 : at;
}
