import { type OffsetMap, shiftMap, withEdit } from "../../text/offset-map.ts";
import { cutAt } from "../embedding/branches.ts";
import { withTemplates } from "../commands/container.ts";
import { readingCommands } from "../commands/falco-commands.ts";
import type { HostReading } from "../host.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import {
  type Heredoc,
  maskExpansions,
  readingShell,
  shellText,
  type ShellText,
} from "../commands/shell-words.ts";
import { type Steps, toEnd } from "../../text/to-end.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText, type WrittenFile } from "../embedding/yaml-text.ts";

/** What a shell script runs, and the units, rules, configurations and manifests that its here-documents write. */
export function scriptReading(text: string): HostReading {
  return toEnd(readingScript(text));
}

/** The same in steps. */
export function* readingScript(text: string): Steps<HostReading> {
  const shell = yield* readingShell(text);
  const run = yield* readingCommands(text, shell);
  return joined([run, yield* readingWritten(text, shell)]);
}

/** The units, rules, configurations and manifests in the here-documents of a text. */
export function writtenTexts(text: string): HostReading {
  return text.includes("<<") ? toEnd(readingWritten(text, shellText(text))) : NOTHING;
}

/** How many here-documents are read in one step. */
const BODIES = 20;

function* readingWritten(text: string, { heredocs }: ShellText): Steps<HostReading> {
  /** By where a body begins: of thousands that one line opens and nothing ends, all begin at the end of the text. */
  const files = new Map<number, WrittenFile | undefined>();
  const fileBefore = (body: number): WrittenFile | undefined => {
    if (!files.has(body)) files.set(body, fileOf(text.slice(text.lastIndexOf("\n", body - 2) + 1, body)));
    return files.get(body);
  };
  const readings: HostReading[] = [];
  for (const [at, heredoc] of heredocs.entries()) {
    if (at % BODIES === BODIES - 1) yield;
    readings.push(writtenText(text, heredoc, fileBefore));
  }
  return joined(readings);
}

function writtenText(
  text: string,
  { span, expands, stripsTabs }: Heredoc,
  fileBefore: (body: number) => WrittenFile | undefined,
): HostReading {
  const written = text.slice(span.start, span.end);
  const body = expands ? maskExpansions(written) : written;
  const inner = readBody(body, stripsTabs, fileBefore(span.start));
  if (inner === NOTHING) return NOTHING;
  const whole = shiftMap(span.start, body.length);
  const reading = nested(inner, expands ? withoutExpansions(whole) : whole, { group: String(span.start) });
  return expands ? cutAt(withTemplates(reading), linesFilledIn(written, body, span.start)) : reading;
}

/** In a body that the shell expands, a dollar is the shell's and not the text's own, so that none is written there. */
function withoutExpansions(map: OffsetMap): OffsetMap {
  return withEdit(map, (span, newText) => (/[$`\\]/.test(newText) ? undefined : map.edit(span, newText)));
}

/** Where lines begin that the shell fills in altogether, and so with any number of lines. */
function linesFilledIn(written: string, body: string, start: number): number[] {
  return [...body.matchAll(/^.*$/gm)].flatMap(({ 0: line, index }) =>
    line.trim() === "" && /\S/.test(written.slice(index, index + line.length)) ? [start + index] : [],
  );
}

/** Longer lines are not commands that a person wrote. */
const LONGEST_LINE = 10_000;

/** The file that the line before a body writes it to, by a redirection, by `tee`, or as what a Dockerfile's `COPY` is followed by. */
function fileOf(line: string): WrittenFile | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const found =
    /(>>?[ \t]*|\btee\b(?:[ \t]+-[\w-]+)*[ \t]+|^[ \t]*(?:--\S+[ \t]+)*<<-?["']?\w+["']?[ \t]+)([^\s|;&<>()]+\.ya?ml)(?![\w.])/.exec(
      line,
    );
  const [, writer = "", path] = found ?? [];
  return path === undefined
    ? undefined
    : { path: path.replace(/["']/g, ""), isAdded: /^>>|[ \t]-(?:\w*a|-append)/.test(writer) };
}

function readBody(body: string, stripsTabs: boolean, file: WrittenFile | undefined): HostReading {
  if (/^[ \t]*\[Service\]/m.test(body)) return readUnit(body);
  if (stripsTabs && /^\t/m.test(body)) return NOTHING;
  return /falco|^[ \t]*-[ \t]+(?:rule|macro|list):|^[a-z_]+:/m.test(body)
    ? readYamlText(body, file)
    : NOTHING;
}
