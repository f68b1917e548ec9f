import { shiftMap } from "../text/offset-map.ts";
import { shellReading } from "./falco-commands.ts";
import type { HostReading } from "./host.ts";
import { joined, nested, NOTHING } from "./nested.ts";
import { type Heredoc, shellText } from "./shell-words.ts";
import { readUnit } from "./systemd.ts";
import { readYamlText, type WrittenFile } from "./yaml-text.ts";

/** What a shell script runs, and the units, rules, configurations and manifests that its here-documents write. */
export function scriptReading(text: string): HostReading {
  return joined([shellReading(text), writtenTexts(text)]);
}

/** The units, rules, configurations and manifests in the here-documents of a text. */
export function writtenTexts(text: string): HostReading {
  return text.includes("<<") ? joined(shellText(text).heredocs.map((heredoc) => writtenText(text, heredoc))) : NOTHING;
}

function writtenText(text: string, { span, expands, stripsTabs }: Heredoc): HostReading {
  const body = text.slice(span.start, span.end);
  const inner = readBody(body, stripsTabs, fileOf(lineBefore(text, span.start)));
  if (inner === NOTHING) return NOTHING;
  const reading = nested(inner, shiftMap(span.start, body.length), { group: String(span.start) });
  // In a body that the shell expands, a dollar is the shell's and not the text's own, so nothing is written there.
  const template = expands && /[$`\\]/.test(body);
  return template ? { ...reading, regions: reading.regions.map((region) => ({ ...region, template })) } : reading;
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf("\n", offset - 2) + 1, offset);
}

/** The file that the line before a body writes it to, by a redirection, by `tee`, or as what a Dockerfile's `COPY` is followed by. */
function fileOf(line: string): WrittenFile | undefined {
  const found = /(>>?|\btee\b(?:[ \t]+-[\w-]+)*|^(?:[ \t]*--\S+)*[ \t]*<<-?["']?\w+["']?)[ \t]*([^\s|;&<>()]+\.ya?ml)(?![\w.])/.exec(line);
  const [, writer = "", path] = found ?? [];
  return path === undefined ? undefined : { path: path.replace(/["']/g, ""), isAdded: /^>>|[ \t]-(?:\w*a|-append)/.test(writer) };
}

function readBody(body: string, stripsTabs: boolean, file: WrittenFile | undefined): HostReading {
  if (/^[ \t]*\[Service\]/m.test(body)) return readUnit(body);
  if (stripsTabs && /^\t/m.test(body)) return NOTHING;
  return /falco|^[ \t]*-[ \t]+(?:rule|macro|list):|^[a-z_]+:/m.test(body) ? readYamlText(body, file) : NOTHING;
}
