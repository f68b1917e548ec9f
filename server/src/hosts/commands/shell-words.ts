import type { Span } from "../../text/span.ts";
import { type Steps, toEnd } from "../../text/to-end.ts";
import type { Quoting, WordBuilder } from "./word-builder.ts";
import { wordBuilder } from "./word-builder.ts";
import { MASK } from "../embedding/template.ts";
import type { HostWord } from "./word-list.ts";
import { table } from "../../text/table.ts";

/** One simple command of a shell text: its words, assignments before it included, redirections left out. */
export interface ShellCommand {
  readonly words: readonly HostWord[];
  /** In how many substitutions it is. */
  readonly depth: number;
  /** The words are the elements of this array, `NAME=( … )`, and not a command. */
  readonly array?: string;
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
 * share. Hand-written, because the word splitters on offer either return no offsets or contain a whole parser in WebAssembly.
 * Never throws; what is not closed ends with the text.
 */
export function shellText(source: string, bounds?: Span): ShellText {
  return toEnd(readingShell(source, bounds));
}

/** How many characters are read in one step. */
const STEP = 5_000;

/** The same in steps. */
export function* readingShell(
  source: string,
  { start, end }: Span = { start: 0, end: source.length },
): Steps<ShellText> {
  const reading: Reading = { source, end, commands: [], heredocs: [], depth: 0 };
  const reader = new CommandReader(reading, start);
  for (let until = start + STEP; until < end; until += STEP) {
    reader.readUntil(until);
    yield;
  }
  reader.read(undefined);
  return reading;
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

/** What ends the commands within a command. */
type Close = ")" | "`";

interface AwaitedHeredoc {
  readonly delimiter: string;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
}

/** Reads the commands of one level: those in `$( )` and in backquotes have a reader of their own. */
class CommandReader {
  private readonly word = wordBuilder(shellQuoting);
  private words: HostWord[] = [];
  /** Here-documents whose bodies begin after the line. */
  private awaited: AwaitedHeredoc[] = [];
  /** The operator of a redirection whose target is expected. */
  private redirection: string | undefined;
  /** The array whose elements are read. */
  private array: string | undefined;

  constructor(
    private readonly reading: Reading,
    private at: number,
  ) {}

  /** Reads on to an offset, or to the end of what goes on over it. */
  readUntil(offset: number): void {
    while (this.at < offset) this.readNext();
  }

  read(close: Close | undefined): number {
    const { source, end } = this.reading;
    while (this.at < end) {
      if (close !== undefined && source.charAt(this.at) === close) {
        this.endCommand();
        return this.at + 1;
      }
      this.readNext();
    }
    this.at = Math.min(this.at, end);
    this.endCommand();
    return this.at;
  }

  private readNext(): void {
    const { source } = this.reading;
    const char = source.charAt(this.at);
    switch (char) {
      case "\\":
        return this.readEscape();
      case "'":
      case '"':
        return this.readQuote();
      case "$":
        return /['"]/.test(source.charAt(this.at + 1)) ? this.readQuote() : this.readExpansion();
      case "`":
        return this.readExpansion();
      case "\n":
      case "\r":
        return this.endLine();
      case " ":
      case "\t":
        this.endWord();
        return this.skip(1);
      case "<":
      case ">":
        return this.readRedirection();
      case "&":
        return source.charAt(this.at + 1) === ">" ? this.readRedirection() : this.readSeparator();
      case ";":
      case "|":
      case "(":
      case ")":
        return this.readSeparator();
      case "#":
        return this.word.started ? this.readPlain(char) : this.skipComment();
      default:
        return this.readPlain(char);
    }
  }

  private skip(length: number): void {
    this.at += length;
  }

  private readPlain(char: string): void {
    if (/[*?[\]{}]/.test(char)) this.word.bare(char, this.at);
    else this.word.push(char, this.at, this.at + 1);
    this.skip(1);
  }

  /** A backslash before a line break joins the lines. */
  private readEscape(): void {
    const { source, end } = this.reading;
    const next = this.at + 1;
    const lineEnd = lineEndAt(source, next);
    if (lineEnd > next) {
      this.at = lineEnd;
      return;
    }
    if (next < end) this.word.push(source.charAt(next), this.at, next + 1);
    this.skip(2);
  }

  private readQuote(): void {
    this.word.begin(this.at);
    this.at = readQuoted(this.reading, this.word, this.at);
  }

  private readExpansion(): void {
    this.at = readExpansion(this.reading, this.word, this.at);
  }

  private readSeparator(): void {
    const name =
      this.reading.source.charAt(this.at) === "("
        ? /^([A-Za-z_]\w*)\+?=$/.exec(this.word.text)?.[1]
        : undefined;
    if (name === undefined) this.endCommand();
    else {
      this.word.take(this.at);
      // Before it may only be what declares it.
      this.words = [];
      this.array = name;
    }
    this.skip(1);
  }

  private skipComment(): void {
    const { source, end } = this.reading;
    while (this.at < end && !isLineEnd(source, this.at)) this.at++;
  }

  /** Reads the operator of a redirection, or a process substitution such as `<(sort list)`. */
  private readRedirection(): void {
    const { source } = this.reading;
    const { at, word } = this;
    if (word.started && !/^\d+$/.test(word.text)) this.endWord();
    // Digits directly before it are the descriptor, which is not an argument.
    else if (word.started) word.take(at);
    const operator = REDIRECTION.exec(source.slice(at, at + 3))?.[0] ?? source.charAt(at);
    if (operator.length === 1 && source.charAt(at + 1) === "(") {
      this.at = readNested(this.reading, at + 2, ")");
    } else {
      this.redirection = operator;
      this.skip(operator.length);
    }
  }

  private endWord(): void {
    const { word, at, redirection } = this;
    if (!word.started) return;
    const { source } = this.reading;
    const done = word.take(at);
    if (redirection === undefined) this.words.push(done);
    else if (redirection === "<<" || redirection === "<<-") {
      const isQuoted = /["']/.test(source.charAt(at - 1));
      const raw = source.slice(done.outer.start, done.outer.end);
      this.awaited.push({
        delimiter: done.text,
        expands: !isQuoted && !raw.includes("\\"),
        stripsTabs: redirection === "<<-",
      });
    }
    this.redirection = undefined;
  }

  private endCommand(): void {
    this.endWord();
    this.redirection = undefined;
    const { words, array } = this;
    const { commands, depth } = this.reading;
    if (words.length > 0) commands.push({ words, depth, ...(array !== undefined && { array }) });
    this.words = [];
    this.array = undefined;
  }

  private endLine(): void {
    if (this.array === undefined) this.endCommand();
    else this.endWord();
    this.at = lineEndAt(this.reading.source, this.at);
    for (const heredoc of this.awaited) this.at = readHeredoc(this.reading, heredoc, this.at);
    this.awaited = [];
  }
}

const REDIRECTION = /^(?:<<<|<<-|<<|<&|<>|<|&>>|&>|>>|>&|>\||>)/;

function readNested(reading: Reading, at: number, close: Close): number {
  if (reading.depth >= MAX_DEPTH) return reading.end;
  return new CommandReader({ ...reading, depth: reading.depth + 1 }, at).read(close);
}

/** Reads one quoted stretch; returns the offset after it. */
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

/** A line of spaces and masks. */
const FILLED_LINE = new RegExp(`^[ \\t${MASK}]+$`, "gm");

/** Reads `$name`, `${…}`, `$(…)` or a backquoted command as a hole; returns the offset after it. */
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
 * A text that the shell expands, with a mask for each character of what it fills in or removes, and lines that it
 * joins as one. A line that it fills in altogether turns into spaces. Same length.
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

/** Reads the body of a here-document that begins at `from`; returns the offset after its last line. */
function readHeredoc(reading: Reading, heredoc: AwaitedHeredoc, from: number): number {
  const { source, end } = reading;
  let at = from;
  while (at < end) {
    let lineEnd = at;
    while (lineEnd < end && !isLineEnd(source, lineEnd)) lineEnd++;
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

function isLineEnd(source: string, at: number): boolean {
  return source.charAt(at) === "\n" || source.charAt(at) === "\r";
}

/** The offset after the line end at `at`, or `at` if there is none. */
function lineEndAt(source: string, at: number): number {
  if (source.charAt(at) === "\r") return source.charAt(at + 1) === "\n" ? at + 2 : at + 1;
  return source.charAt(at) === "\n" ? at + 1 : at;
}
