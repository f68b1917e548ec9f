import type { Host, HostReading } from "../host.ts";
import { falcoCommands } from "../commands/falco-commands.ts";
import { assignmentRegion, joined } from "../embedding/nested.ts";
import type { Quoting, WordBuilder } from "../commands/word-builder.ts";
import { replaceOnLine, wordBuilder } from "../commands/word-builder.ts";
import type { HostWord } from "../commands/word-list.ts";
import { table } from "../../text/table.ts";

/** systemd units and their drop-ins. */
export const systemdHost: Host = {
  id: "systemd",
  files: ["*.service", "*.service.d/*.conf"],
  languages: [],
  matches: (path) => /\.service$/.test(path) || /\.service\.d\/[^/]+\.conf$/.test(path),
  read: (_path, text) => readUnit(text),
};

/** The command lines and variables of a unit's `[Service]` section; of a part of a unit, also those before any section. All of one unit load together. */
export function readUnit(text: string, isPart = false): HostReading {
  const group = "unit";
  const readings: HostReading[] = [];
  const variables: HostWord[] = [];
  for (const { key, start, end } of settingsOf(text, "Service", isPart)) {
    if (key === "Environment") variables.push(...unitWords(text, start, end, false).flat());
    if (!/^Exec(?:Start|StartPre|StartPost|Reload|Condition|Stop|StopPost)$/.test(key)) continue;
    for (const words of unitWords(text, start, end, true)) {
      readings.push(
        falcoCommands(words, {
          replace: replaceOnLine(text, words, unitQuoting),
          quoting: unitQuoting,
          group,
        }),
      );
    }
  }
  const reading = joined(readings);
  // A unit that does not run Falco has no business with us, whatever variables it sets.
  if (reading.regions.length === 0 && !variables.some((word) => /^FALCO_/.test(word.text)))
    return { regions: [], versions: [] };
  return joined([
    { regions: variables.flatMap((word) => assignmentRegion(word, { group }) ?? []), versions: [] },
    reading,
  ]);
}

/** A word as systemd splits it: a percent and a dollar doubled, a backslash escaped, in double quotes where it holds spaces or quotes. */
export const unitQuoting: Quoting = {
  within(style, text) {
    const escaped = escapeUnit(text);
    if (style === "double") return escaped.replace(/"/g, '\\"');
    if (style === "single") return escaped.replace(/'/g, "\\'");
    return /[\s"']|^[#;]/.test(text) ? undefined : escaped;
  },
  word(text) {
    const escaped = escapeUnit(text);
    if (text === ";") return "\\;";
    // At the beginning of a line a number sign or a semicolon would make it a comment.
    return text === "" || /[\s"']|^[#;]/.test(text) ? `"${escaped.replace(/"/g, '\\"')}"` : escaped;
  },
};

function escapeUnit(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/%/g, "%%")
    .replace(/\$/g, "$$$$")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t");
}

interface Setting {
  readonly key: string;
  /** The value, from its first character to the end of its last line. */
  readonly start: number;
  readonly end: number;
}

/** Settings of one section. The parsers of INI files at hand give no offsets, and systemd's continuation lines are its own. */
export function settingsOf(text: string, section: string, isPart: boolean): Setting[] {
  const settings: Setting[] = [];
  let inside = isPart;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    let end = lineEnd(text, at);
    const line = text.slice(at, end);
    const header = /^\s*\[(.*)\]\s*$/.exec(line);
    const setting = /^(\s*([A-Za-z]+)\s*=[ \t]*)/.exec(line);
    if (header) inside = header[1] === section;
    else if (setting?.[1] !== undefined && setting[2] !== undefined) {
      const start = at + setting[1].length;
      while (text.charAt(end - 1) === "\\" && end < text.length) {
        end = lineEnd(text, afterLineEnd(text, end));
        // Within a continued value a comment line is left out, and the value goes on below it.
        while (/^\s*[#;]/.test(text.slice(lineStart(text, end), end)) && end < text.length)
          end = lineEnd(text, afterLineEnd(text, end));
      }
      if (inside) settings.push({ key: setting[2], start, end });
    }
    at = end >= text.length ? text.length : afterLineEnd(text, end);
  }
  return settings;
}

/** The words of a value; for a command line one list for each command, as `;` alone parts them. */
export function unitWords(text: string, start: number, end: number, isCommand: boolean): HostWord[][] {
  const word = wordBuilder(unitQuoting);
  const lists: HostWord[][] = [[]];
  let at = start;
  if (isCommand) while (at < end && /[@\-:+!|]/.test(text.charAt(at))) at++;
  const endWord = (): void => {
    if (!word.started) return;
    const done = word.take(at);
    if (isCommand && text.slice(done.outer.start, done.outer.end) === ";") lists.push([]);
    else lists.at(-1)?.push(done);
  };
  while (at < end) {
    const char = text.charAt(at);
    const isLineEnd = char === "\\" && (at + 1 >= end || /[\r\n]/.test(text.charAt(at + 1)));
    if (isLineEnd || /\s/.test(char)) {
      endWord();
      if (isLineEnd) at = at + 1 >= end ? end : skipComments(text, afterLineEnd(text, at + 1), end);
      else at++;
    } else if (char === '"' || char === "'") {
      word.begin(at);
      at = readQuoted(text, word, at, end);
    } else at = readCharacter(text, word, at, end, isCommand);
  }
  endWord();
  return lists.filter((words) => words.length > 0);
}

function readQuoted(text: string, word: WordBuilder, from: number, end: number): number {
  const quote = text.charAt(from);
  let at = from + 1;
  while (at < end && text.charAt(at) !== quote) {
    if (text.charAt(at) === "\\" && /[\r\n]/.test(text.charAt(at + 1))) {
      word.push(" ", at, at + 1);
      at = skipComments(text, afterLineEnd(text, at + 1), end);
    } else at = readCharacter(text, word, at, end, true);
  }
  at = Math.min(at + 1, end);
  word.quoted(quote === '"' ? "double" : "single", from, at);
  return at;
}

const ESCAPES = table<string>({
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
  "\\": "\\",
  '"': '"',
  "'": "'",
});

/** Reads one character or what represents it; returns the offset after it. */
function readCharacter(text: string, word: WordBuilder, at: number, end: number, expands: boolean): number {
  const rest = text.slice(at, Math.min(end, at + 200));
  const numbered = /^\\(?:x([0-9A-Fa-f]{2})|([0-3][0-7]{2}))/.exec(rest);
  const plain = /^\\(.)/.exec(rest);
  const doubled = expands ? /^(%%|\$\$)/.exec(rest) : /^(%%)/.exec(rest);
  const hole = expands ? /^(?:%[A-Za-z]|\$\{[^}]*\}|\$[A-Za-z_]\w*)/.exec(rest) : /^%[A-Za-z]/.exec(rest);
  if (numbered) {
    word.push(
      String.fromCharCode(
        numbered[1] ? Number.parseInt(numbered[1], 16) : Number.parseInt(numbered[2] ?? "0", 8),
      ),
      at,
      at + 4,
    );
    return at + 4;
  }
  if (plain?.[1] !== undefined && ESCAPES.get(plain[1]) !== undefined) {
    word.push(ESCAPES.get(plain[1]) ?? "", at, at + 2);
    return at + 2;
  }
  if (rest.startsWith("\\;")) {
    word.push(";", at, at + 2);
    return at + 2;
  }
  if (doubled) {
    word.push(rest.charAt(0), at, at + 2);
    return at + 2;
  }
  if (hole) {
    word.hole(hole[0], at);
    return at + hole[0].length;
  }
  word.push(rest.charAt(0), at, at + 1);
  return at + 1;
}

function skipComments(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /^[ \t]*[#;]/.test(text.slice(at, lineEnd(text, at))))
    at = afterLineEnd(text, lineEnd(text, at));
  return Math.min(at, end);
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== "\n" && text.charAt(at) !== "\r") at++;
  return at;
}

function lineStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && text.charAt(at - 1) !== "\n" && text.charAt(at - 1) !== "\r") at--;
  return at;
}

/** The offset after the line end at `at`. */
function afterLineEnd(text: string, at: number): number {
  return text.charAt(at) === "\r" && text.charAt(at + 1) === "\n" ? at + 2 : Math.min(at + 1, text.length);
}
