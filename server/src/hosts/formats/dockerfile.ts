import { table } from "../../text/table.ts";
import { DockerfileParser, type Instruction, JSONInstruction } from "dockerfile-ast";
import { lineIndex } from "../../text/line-index.ts";
import { mapSpan, shiftMap } from "../../text/offset-map.ts";
import { shift, type Span } from "../../text/span.ts";
import { endsInFalco, falcoCommands, shellReading } from "../commands/falco-commands.ts";
import type { Host, HostReading } from "../host.ts";
import { falcoImage, statedImage } from "../commands/images.ts";
import { assignmentRegion, joined, nested, NOTHING, sliceMap, variableRegion } from "../embedding/nested.ts";
import { scriptReading, writtenTexts } from "./script.ts";
import { shellQuoting, shellText } from "../commands/shell-words.ts";
import { type Quoting, replaceOnLine, wordBuilder } from "../commands/word-builder.ts";
import type { HostWord, ReplaceWords } from "../commands/word-list.ts";

/** Dockerfiles and Containerfiles. What one stage says goes together. */
export const dockerfileHost: Host = {
  id: "dockerfile",
  files: [
    "Dockerfile",
    "Dockerfile.*",
    "Containerfile",
    "Containerfile.*",
    "*.Dockerfile",
    "*.dockerfile",
    "*.Containerfile",
  ],
  languages: ["dockerfile"],
  matches: (path) =>
    /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]*)?$/.test(path) ||
    /\.(?:Dockerfile|dockerfile|Containerfile)$/.test(path),
  read(_path, text) {
    const parsed = DockerfileParser.parse(text);
    const lines = lineIndex(text);
    const source = joinedLines(text, parsed.getEscapeCharacter());
    const stages: Stage[] = [];
    const defaults = new Map<string, HostWord>();
    for (const instruction of parsed.getInstructions()) {
      const range = instruction.getRange();
      const keyword = instruction.getInstruction();
      const start = lines.offset(range.start) + keyword.length;
      const written: Written = {
        instruction,
        keyword: keyword.toUpperCase(),
        source,
        span: { start, end: lines.offset(range.end) },
        offset: (at) => lines.offset(at),
      };
      if (written.keyword === "FROM")
        stages.push({ from: written, group: String(stages.length), instructions: [] });
      else if (stages.length === 0) addDefaults(written, defaults);
      else stages.at(-1)?.instructions.push(written);
    }
    return joined(stages.map((stage) => readStage(stage, defaults)));
  },
};

interface Written {
  readonly instruction: Instruction;
  readonly keyword: string;
  /** The document, in which comments within an instruction are blank. */
  readonly source: string;
  /** What follows the keyword. */
  readonly span: Span;
  offset(position: { line: number; character: number }): number;
}

interface Stage {
  readonly from: Written;
  readonly group: string;
  readonly instructions: Written[];
}

function readStage(
  { from, group, instructions }: Stage,
  defaults: ReadonlyMap<string, HostWord>,
): HostReading {
  const image = baseImage(from, group, defaults);
  const entrypoint = instructions.findLast(({ keyword }) => keyword === "ENTRYPOINT");
  const entrypointWords = entrypoint && wordsOf(entrypoint).words;
  // Arguments go to the image's own program, or to that of an exec-form ENTRYPOINT.
  const ownProgram = entrypointWords && endsInFalco(entrypointWords) ? "falco" : undefined;
  const program = entrypoint ? ownProgram : image.program;
  const readings = instructions.map((written): HostReading => {
    if (written.keyword === "ENV") return variablesOf(written, group);
    if (written.keyword === "RUN") return runReading(written, group);
    if (written.keyword === "COPY" || written.keyword === "ADD") return copied(written, group);
    if (written.keyword !== "CMD" && written.keyword !== "ENTRYPOINT") return NOTHING;
    const { words, replace, quoting } = wordsOf(written);
    const implied = written.keyword === "CMD" && program !== undefined ? { program } : {};
    return falcoCommands(words, { replace, group, ...(quoting && { quoting }), ...implied });
  });
  const reading = joined([{ regions: [], versions: image.versions }, ...readings]);
  const isFalcos =
    image.program !== undefined || reading.regions.some((region) => region.kind === "command-line");
  const isOurs = (text: string): boolean => isFalcos || /^FALCO(?:CTL)?_/.test(text);
  return {
    ...reading,
    regions: reading.regions.filter((region) => region.kind !== "environment" || isOurs(region.text)),
  };
}

function baseImage(
  from: Written,
  group: string,
  defaults: ReadonlyMap<string, HostWord>,
): { program?: string; versions: HostReading["versions"] } {
  const word = lineWords(from).find(({ text }) => !text.startsWith("--"));
  if (!word) return { versions: [] };
  const variable = /^(.*:)\$\{?(\w+)\}?$/.exec(word.text);
  const value = variable?.[2] === undefined ? undefined : defaults.get(variable[2]);
  const image = falcoImage(value && variable ? `${variable[1]}${value.text}` : word.text);
  if (!image) return { versions: [] };
  if (!value || !variable)
    return { program: image.program, versions: statedImage(image, word.map, { group }) };
  const { version, span } = image;
  const own = mapSpan(value.map, shift(span, -(variable[1]?.length ?? 0)));
  return {
    program: image.program,
    versions: version === undefined ? [] : [{ of: "falco", version, span: own, group }],
  };
}

/** `ARG NAME=value` before the first stage. */
function addDefaults(written: Written, defaults: Map<string, HostWord>): void {
  if (written.keyword !== "ARG") return;
  for (const word of lineWords(written)) {
    const name = /^(\w+)=/.exec(word.text)?.[1];
    if (name === undefined) continue;
    const start = name.length + 1;
    defaults.set(name, {
      text: word.text.slice(start),
      outer: word.outer,
      map: sliceMap(word.map, { start, end: word.text.length }),
    });
  }
}

/** The words of CMD and ENTRYPOINT in either form. */
function wordsOf(written: Written): { words: readonly HostWord[]; replace: ReplaceWords; quoting?: Quoting } {
  const { instruction, source } = written;
  const strings =
    instruction instanceof JSONInstruction && instruction.getOpeningBracket()
      ? instruction.getJSONStrings()
      : [];
  if (strings.length > 0) {
    const words = strings.map((string) =>
      jsonWord(source, written.offset(string.getRange().start), written.offset(string.getRange().end)),
    );
    return { words, replace: replaceInArray(words, jsonQuoting) };
  }
  const words = lineWords(written);
  return { words, replace: replaceOnLine(source, words, shellQuoting), quoting: shellQuoting };
}

function lineWords({ source, span }: Written): readonly HostWord[] {
  return shellText(source, span).commands[0]?.words ?? [];
}

function runReading(written: Written, group: string): HostReading {
  const { source, span } = written;
  const exec = wordsOf(written);
  if (/^\s*\[/.test(source.slice(span.start, span.end)))
    return falcoCommands(exec.words, { replace: exec.replace, group });
  // Flags of RUN itself are before the command.
  const flags = /^(?:\s*--[a-z]+(?:=\S*)?)*\s*/.exec(source.slice(span.start, span.end))?.[0].length ?? 0;
  const start = span.start + flags;
  const body = source.slice(start, span.end);
  const { commands, heredocs } = shellText(body);
  const scripts = commands.length === 0 || body.startsWith("<<") ? heredocs : [];
  return joined([
    nested(scriptReading(body), shiftMap(start, body.length), { group }),
    ...scripts.map(({ span: at }) =>
      nested(shellReading(body.slice(at.start, at.end)), shiftMap(start + at.start, at.end - at.start), {
        group,
      }),
    ),
  ]);
}

/** Files that are in the Dockerfile itself. */
function copied({ source, span }: Written, group: string): HostReading {
  const body = source.slice(span.start, span.end);
  return nested(writtenTexts(body), shiftMap(span.start, body.length), { group });
}

function variablesOf(written: Written, group: string): HostReading {
  const words = lineWords(written);
  const [name, value] = words;
  if (name && value && !name.text.includes("="))
    return { regions: [variableRegion(name, value, { group })], versions: [] };
  return { regions: words.flatMap((word) => assignmentRegion(word, { group }) ?? []), versions: [] };
}

/** A word as JSON writes it. */
export const jsonQuoting: Quoting = {
  within: (style, text) => (style === "double" ? JSON.stringify(text).slice(1, -1) : undefined),
  word: (text) => JSON.stringify(text),
};

function jsonWord(source: string, start: number, end: number): HostWord {
  const word = wordBuilder(jsonQuoting);
  word.begin(start);
  let at = start + 1;
  while (at < end - 1) {
    const escape = /^\\(?:u[0-9A-Fa-f]{4}|.)/.exec(source.slice(at, Math.min(at + 6, end - 1)))?.[0];
    word.push(
      escape === undefined ? source.charAt(at) : unescapeJson(escape),
      at,
      at + (escape?.length ?? 1),
    );
    at += escape?.length ?? 1;
  }
  word.quoted("double", start, end);
  return word.take(end);
}

const JSON_ESCAPES = table({ n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" });

function unescapeJson(escape: string): string {
  const letter = escape.charAt(1);
  if (letter === "u") return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return JSON_ESCAPES.get(letter) ?? letter;
}

/** Adds, changes and removes items of an array in brackets. */
function replaceInArray(words: readonly HostWord[], quoting: Quoting): ReplaceWords {
  return (from, to, fresh) => {
    const written = fresh.map((word) => quoting.word(word));
    if (written.some((word) => word === undefined)) return undefined;
    const text = written.join(", ");
    const [before, first, last, next] = [words[from - 1], words[from], words[to - 1], words[to]];
    if (from === to) {
      if (before) return { span: { start: before.outer.end, end: before.outer.end }, newText: `, ${text}` };
      return first && { span: { start: first.outer.start, end: first.outer.start }, newText: `${text}, ` };
    }
    if (!first || !last) return undefined;
    if (written.length > 0) return { span: { start: first.outer.start, end: last.outer.end }, newText: text };
    if (before) return { span: { start: before.outer.end, end: last.outer.end }, newText: "" };
    return { span: { start: first.outer.start, end: next ? next.outer.start : last.outer.end }, newText: "" };
  };
}

/** The text with comments inside continued instructions blanked, and a backtick that continues a line written as a backslash: same length. */
function joinedLines(text: string, escape: string): string {
  const continued = new RegExp(
    `(?<!\\\\)[\\\\${escape === "`" ? "`" : ""}][ \\t]*(\\r?\\n)((?:[ \\t]*#[^\\r\\n]*\\r?\\n)*)`,
    "g",
  );
  return text.replace(continued, (whole, lineEnd: string, comments: string) => {
    const blanks = whole.length - 1 - lineEnd.length - comments.length;
    return `${" ".repeat(blanks)}\\${lineEnd}${" ".repeat(comments.length)}`;
  });
}
