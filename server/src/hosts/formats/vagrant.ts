import { shiftMap } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import { shellReading } from "../commands/falco-commands.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import type { Host } from "../host.ts";

/** A `Vagrantfile`: the shell scripts in its here-documents. Ruby's own variables may be in them. */
export const vagrantHost: Host = {
  id: "vagrant",
  files: ["Vagrantfile"],
  languages: [],
  matches: (path) => /(?:^|\/)Vagrantfile$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    return joined(
      hereDocuments(text).map(({ start, end }) => {
        const body = text.slice(start, end);
        const template = body.includes("#{");
        return nested(shellReading(body), shiftMap(start, body.length), {
          group: String(start),
          ...(template && { template }),
        });
      }),
    );
  },
};

/** Where the text of each here-document is. A line is looked at once, however many here-documents are never closed. */
function hereDocuments(text: string): readonly Span[] {
  const endsByWord = new Map<string, number[]>();
  for (const { 1: word = "", index } of [...text.matchAll(/^[ \t]*(\w+)[ \t]*$/gm)].reverse()) {
    const ends = endsByWord.get(word) ?? [];
    ends.push(index);
    endsByWord.set(word, ends);
  }
  const found: Span[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+\n?|\n/g)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const opener = /<<[-~]?["']?(\w+)\b/.exec(line);
    const start = index + line.length;
    const ends = endsByWord.get(opener?.[1] ?? "") ?? [];
    while ((ends.at(-1) ?? start) < start) ends.pop();
    const end = ends.at(-1);
    if (end !== undefined) found.push({ start, end });
  }
  return found;
}
