import { fromMarkdown } from "mdast-util-from-markdown";
import { type OffsetMap, tableMap } from "../../text/offset-map.ts";
import { indentedLines } from "../../text/indented-lines.ts";
import { dockerfileHost } from "./dockerfile.ts";
import { withoutElisions } from "../embedding/elision.ts";
import type { Host, HostReading } from "../host.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import { readUnit } from "./systemd.ts";
import { scriptReading } from "./script.ts";
import { readYamlText } from "../embedding/yaml-text.ts";

/** Longer pages are left alone: reading Markdown takes its time, and the longest known ones with rules have a fifth of it. */
const MAX_LENGTH = 500_000;

/** More quotes and lists than this within each other on one line are not a page that somebody wrote, and take long to read. */
const NESTED = /^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){50}/m;

/** What is within paragraphs decides nothing about blocks, and some of it takes long to read. */
const BLOCKS_ONLY = {
  extensions: [
    {
      disable: {
        null: [
          "attention",
          "autolink",
          "codeText",
          "hardBreakEscape",
          "htmlText",
          "labelEnd",
          "labelStartImage",
          "labelStartLink",
        ],
      },
    },
  ],
};

/** Fenced blocks of Markdown pages. Each is a fragment and a group of its own. */
export const markdownHost: Host = {
  id: "markdown",
  files: ["*.md", "*.markdown", "*.mdx"],
  languages: ["markdown", "mdx"],
  matches: (path) => /\.(?:mdx?|markdown)$/i.test(path),
  read(_path, text) {
    if (text.length > MAX_LENGTH || !/```|~~~/.test(text) || !/falco|-\s+(?:rule|macro|list):/.test(text))
      return NOTHING;
    if (NESTED.test(text)) return NOTHING;
    return joined(
      // Blocks are distinguished by their number, which stays while one types above them.
      fencesIn(fromMarkdown(text, BLOCKS_ONLY)).map((fence, index) => {
        const body = bodyOf(fence, text);
        return body
          ? nested(readFence(fence.language, body.text), body.map, { group: String(index), fragment: true })
          : NOTHING;
      }),
    );
  },
};

interface Fence {
  readonly language: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

type Root = ReturnType<typeof fromMarkdown>;

/** The fenced blocks with a language, in the order of the page. Quotes and lists may be within each other to any depth, so nothing recurs. */
function fencesIn(root: Root): readonly Fence[] {
  const found: Fence[] = [];
  const pending: (Root | Root["children"][number])[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type === "code" && node.lang && start !== undefined && end !== undefined)
      found.push({ language: languageOf(node.lang), value: node.value, start, end });
    else if ("children" in node) for (const child of node.children.toReversed()) pending.push(child);
  }
  return found;
}

/** Sites write more after the language, without a space: `yaml:rules.yaml`, `yaml{2-4}`, `{.yaml}`. */
function languageOf(info: string): string {
  return /^\{?\.?([\w+-]*)/.exec(info)?.[1]?.toLowerCase() ?? "";
}

function readFence(language: string, text: string): HostReading {
  switch (language) {
    case "yaml":
    case "yml":
      return readYamlText(withoutElisions(text));
    case "sh":
    case "bash":
    case "shell":
    case "zsh":
      return scriptReading(commandsOnly(text, /^[ \t]*(?:[\w.-]+@[\w.:~/-]+)?[$%>] /));
    case "console":
    case "shellsession":
    case "shell-session":
    case "terminal":
      return scriptReading(commandsOnly(text, /^[ \t]*(?:[\w.-]+@[\w.:~/-]+)?[$#%>] /));
    case "dockerfile":
    case "docker":
      return dockerfileHost.read("Dockerfile", text);
    case "ini":
    case "systemd":
    case "service":
      return readUnit(text, true);
    default:
      return NOTHING;
  }
}

/** In a block with prompts only what is typed after one is a command, with its here-document; the rest is blanked, prompts too. */
function commandsOnly(text: string, prompt: RegExp): string {
  const lines = text.split("\n");
  if (!lines.some((line) => prompt.test(line))) return text;
  let continues = false;
  let ending: string | undefined;
  const kept = lines.map((line) => {
    if (ending !== undefined) {
      if (line.trim() === ending) ending = undefined;
      return line;
    }
    const start = prompt.exec(line)?.[0].length ?? 0;
    const isCommand = start > 0 || continues;
    continues = isCommand && /\\\s*$/.test(line);
    if (isCommand) ending = hereDocumentEnd(lines, line);
    return isCommand ? " ".repeat(start) + line.slice(start) : line.replace(/[^\r]/g, " ");
  });
  return kept.join("\n");
}

/** The line that ends the here-document which a line begins; undefined when there is none, so that nothing else is read as one. */
function hereDocumentEnd(lines: readonly string[], line: string): string | undefined {
  const delimiter = /(?<!<)<<-?[ \t]*["']?(\w+)["']?/.exec(line)?.[1];
  return lines.some((one) => one.trim() === delimiter) ? delimiter : undefined;
}

/** The block's text and where its lines are, after whatever indents or quotes them; undefined if that is unknown. */
function bodyOf(fence: Fence, source: string): { text: string; map: OffsetMap } | undefined {
  const lines = [...source.slice(fence.start, fence.end).matchAll(/[^\r\n]*(?:\r\n?|\n)?/g)];
  const starts: number[] = [];
  let prefix: string | undefined;
  let text = "";
  for (const [index, line] of fence.value.split(/\r\n|\r|\n/).entries()) {
    const written = lines[index + 1];
    if (!written) return undefined;
    const end = /(?<![\r\n])[\r\n]*$/.exec(written[0])?.[0] ?? "";
    const whole = written[0].slice(0, written[0].length - end.length);
    if (!whole.endsWith(line)) return undefined;
    const start = fence.start + written.index + whole.length - line.length;
    prefix ??= whole.slice(0, whole.length - line.length);
    for (let i = 0; i < line.length + end.length; i++) starts.push(start + i);
    text += line + end;
  }
  const map = tableMap(
    starts,
    starts.map((at) => at + 1),
    fence.start,
    indentedLines(source, text, starts, prefix ?? ""),
  );
  return { text, map };
}
