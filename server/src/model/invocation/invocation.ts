import type { OptionRecord } from "../../catalog/records.ts";
import { keptBy } from "../../text/kept.ts";
import type { Span } from "../../text/span.ts";

/** One word of a command line. */
export interface Word {
  readonly text: string;
  /** In the region's text. */
  readonly span: Span;
  /** A part of it is known only when it runs. */
  readonly opaque: boolean;
  /** Of such a word: the rest of it. */
  readonly known?: string;
}

/** A value that an option was given. */
export interface GivenValue extends Word {
  /** In a word of its own; else after `=` or right after the letter. */
  readonly separate: boolean;
}

/** One option as it was given. */
export interface GivenOption {
  readonly kind: "option";
  /** With its dashes: `-A`, `--pidfile`. */
  readonly name: string;
  /** Of the name alone. In a group such as `-vA` it is the letter. */
  readonly span: Span;
  readonly word: Word;
  /** Other letters are in the same word. */
  readonly grouped: boolean;
  /** What is known of it, in whatever release; absent for a name that no release knows. */
  readonly record?: OptionRecord;
  readonly value?: GivenValue;
  /** Falco wants a value and the line ends here. */
  readonly lacksValue?: true;
}

/** A word with a dash that is written as no option can be. */
export interface MalformedOption {
  readonly kind: "malformed";
  readonly word: Word;
  /** The option that its beginning names. */
  readonly record?: OptionRecord;
}

/** A word that belongs to no option. */
export interface StrayWord {
  readonly kind: "stray";
  readonly word: Word;
  /** The option before it. */
  readonly after?: GivenOption;
}

/** A command line as its program reads it. */
export interface Invocation {
  /** By its base name, or as the region says. */
  readonly program: string;
  /** Absent where the program is not written. */
  readonly programWord?: Word;
  readonly arguments: readonly Word[];
  /** In the order of the line. */
  readonly parts: readonly (GivenOption | MalformedOption | StrayWord)[];
}

/** The options of a line that have a name among theirs, in its order. */
export function givenOptions({ parts }: Invocation, name: string): readonly GivenOption[] {
  return parts.filter(
    (part): part is GivenOption => part.kind === "option" && part.record?.names.includes(name) === true,
  );
}

/** All places of an option on a line, in its order. */
export function placesOf(invocation: Invocation, record: OptionRecord | undefined): readonly GivenOption[] {
  return byRecord(invocation).get(record) ?? [];
}

const byRecord = keptBy(({ parts }: Invocation) => {
  const places = new Map<OptionRecord | undefined, GivenOption[]>();
  for (const part of parts) {
    if (part.kind !== "option") continue;
    const known = places.get(part.record);
    if (known) known.push(part);
    else places.set(part.record, [part]);
  }
  return places;
});

/** A command-line region, as far as it matters here: words parted by NUL. */
export interface CommandLine {
  readonly text: string;
  readonly program?: string;
  readonly opaque?: readonly Span[];
}

/**
 * Reads a command line after the rules of Falco's option parser (cxxopts 3.0.0, since Falco 0.31.1).
 * An option of any release keeps its argument, so that one that is removed is found together with its value.
 */
export function readInvocation(line: CommandLine, options: readonly OptionRecord[]): Invocation {
  const words = wordsOf(line);
  const programWord = line.program === undefined ? words[0] : undefined;
  const args = programWord ? words.slice(1) : words;
  const program = line.program ?? baseName(programWord?.text ?? "");
  return { program, ...(programWord ? { programWord } : {}), arguments: args, parts: partsOf(args, options) };
}

function wordsOf({ text, opaque = [] }: CommandLine): Word[] {
  const holes = [...opaque].sort((a, b) => a.start - b.start);
  let passed = 0;
  let start = 0;
  return text.split("\0").map((word) => {
    const span = { start, end: start + word.length };
    start = span.end + 1;
    while ((holes[passed]?.end ?? Infinity) <= span.start) passed++;
    let known = "";
    let from = span.start;
    let isOpaque = false;
    for (let at = passed; (holes[at]?.start ?? Infinity) < span.end; at++) {
      const hole = holes[at];
      if (!hole || hole.end <= span.start) continue;
      isOpaque = true;
      known += text.slice(from, Math.max(from, hole.start));
      from = Math.max(from, hole.end);
    }
    if (!isOpaque) return { text: word, span, opaque: false };
    return { text: word, span, opaque: true, known: known + text.slice(from, Math.max(from, span.end)) };
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function partsOf(words: readonly Word[], options: readonly OptionRecord[]): Invocation["parts"] {
  const parts: Invocation["parts"][number][] = [];
  const byName = (name: string): OptionRecord | undefined =>
    options.find((record) => record.names.includes(name));
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    at++;
    if (!word) break;
    if (word.text === "--") {
      // What follows the two dashes is not an option; Falco takes no other words.
      for (const rest of words.slice(at)) parts.push({ kind: "stray", word: rest });
      break;
    }
    const next = words[at];
    const read = word.text.startsWith("-") && word.text !== "-" ? readOption(word, next, byName) : undefined;
    if (!read) {
      const last = parts.at(-1);
      parts.push({ kind: "stray", word, ...(last?.kind === "option" ? { after: last } : {}) });
      continue;
    }
    parts.push(...read);
    const last = read.at(-1);
    if (last?.kind === "option" && last.value?.separate) at++;
  }
  return parts;
}

function readOption(
  word: Word,
  next: Word | undefined,
  byName: (name: string) => OptionRecord | undefined,
): readonly (GivenOption | MalformedOption)[] | undefined {
  const long = /^(--[A-Za-z0-9][-_A-Za-z0-9]+)(?:=([^]*))?$/.exec(word.text);
  if (long?.[1] !== undefined) {
    const name = long[1];
    const span = { start: word.span.start, end: word.span.start + name.length };
    const record = byName(name);
    const option = {
      kind: "option",
      name,
      span,
      word,
      grouped: false,
      ...(record ? { record } : {}),
    } as const;
    if (long[2] !== undefined) return [{ ...option, value: partOf(word, name.length + 1) }];
    return [withNextWord(option, next)];
  }
  const letters = /^-([A-Za-z0-9]+)$/.exec(word.text)?.[1];
  if (letters !== undefined) return readLetters(word, letters, next, byName);
  if (word.opaque && !/^-[A-Za-z]/.test(word.text)) return undefined;
  const record = byName(word.text.slice(0, 2));
  // A letter whose value is filled in later may turn out to be well written.
  if (word.opaque && record && record.arg.shape !== "none")
    return [
      {
        kind: "option",
        name: word.text.slice(0, 2),
        span: { start: word.span.start, end: word.span.start + 2 },
        word,
        grouped: false,
        record,
        value: partOf(word, 2),
      },
    ];
  return [{ kind: "malformed", word, ...(record ? { record } : {}) }];
}

function readLetters(
  word: Word,
  letters: string,
  next: Word | undefined,
  byName: (name: string) => OptionRecord | undefined,
): readonly GivenOption[] {
  const read: GivenOption[] = [];
  for (let i = 0; i < letters.length; i++) {
    const name = `-${letters.charAt(i)}`;
    const record = byName(name);
    const start = word.span.start + (i === 0 ? 0 : i + 1);
    const option = {
      kind: "option",
      name,
      span: { start, end: word.span.start + i + 2 },
      word,
      grouped: letters.length > 1,
      ...(record ? { record } : {}),
    } as const;
    const takesValue = record?.arg.shape === "value";
    if (i + 1 === letters.length) read.push(withNextWord(option, next));
    else if (takesValue) {
      read.push({ ...option, grouped: i > 0, value: partOf(word, i + 2) });
      break;
    } else read.push(option);
    // Falco gives up at the first letter it does not know.
    if (!record) break;
  }
  return read;
}

function withNextWord(
  option: Omit<GivenOption, "value" | "lacksValue">,
  next: Word | undefined,
): GivenOption {
  if (option.record?.arg.shape !== "value") return option;
  return next ? { ...option, value: { ...next, separate: true } } : { ...option, lacksValue: true };
}

function partOf(word: Word, offset: number): GivenValue {
  return {
    text: word.text.slice(offset),
    span: { start: word.span.start + offset, end: word.span.end },
    opaque: word.opaque,
    separate: false,
  };
}
