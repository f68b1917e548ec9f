import type { Region } from "../host.ts";
import { commandRegion, sliceMap } from "../embedding/nested.ts";
import { type OffsetMap, withEdit } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import type { HostWord } from "./word-list.ts";
import { table } from "../../text/table.ts";

/** Values of the chart that are command lines, and the program that gets them as arguments. */
const PROGRAMS = table<string>({
  "extra.args": "falco",
  extraArgs: "falco",
  "driver.loader.initContainer.args": "falco-driver-loader image",
});

/** Single values of one release, with the command lines that they make: `extra.args={-A,-U}`, or `extra.args[0]=-A` and so on. */
export function withArguments(settings: readonly Region[]): readonly Region[] {
  const made = [...PROGRAMS.keys()].flatMap((path) => {
    const lists = settings.flatMap((region) =>
      region.text.startsWith(`${path}={`) && region.text.endsWith("}")
        ? argumentRegion(path, listed(region, path.length + 2), region.group)
        : [],
    );
    return [...lists, ...argumentRegion(path, numbered(settings, path), settings[0]?.group)];
  });
  return [...settings, ...made];
}

/** The command line that a list at a path of the values is; none where the path is not a command line. No word comes to it or goes from it. */
export function argumentRegion(
  path: string,
  words: readonly HostWord[],
  group: string | undefined,
): readonly Region[] {
  const program = PROGRAMS.get(path);
  const isInOrder = words.every(
    (word, index) => index === 0 || (words[index - 1]?.outer.end ?? 0) <= word.outer.start,
  );
  if (program === undefined || words.length === 0 || !isInOrder) return [];
  return [commandRegion(words, () => undefined, { program, ...(group !== undefined && { group }) })];
}

/** The words between the braces; a backslash keeps a comma in one. */
function listed(region: Region, from: number): readonly HostWord[] {
  const inner = region.text.slice(from, -1);
  return [...inner.matchAll(/(?:\\.|[^\\,])+/g)].map((match) =>
    wordAt(region, { start: from + match.index, end: from + match.index + match[0].length }),
  );
}

/** The words that are given one by one, in the order of their numbers. */
function numbered(settings: readonly Region[], path: string): readonly HostWord[] {
  const words = settings.flatMap((region): readonly (readonly [number, HostWord])[] => {
    const head = region.text.startsWith(`${path}[`)
      ? /^\[(\d+)\]=/.exec(region.text.slice(path.length))
      : null;
    return head
      ? [[Number(head[1]), wordAt(region, { start: path.length + head[0].length, end: region.text.length })]]
      : [];
  });
  return words.toSorted(([a], [b]) => a - b).map(([, word]) => word);
}

/** A stretch of a setting as a word; what Helm reads in another way than it is written is a hole. */
function wordAt({ text, map, opaque = [] }: Region, span: Span): HostWord {
  const word = text.slice(span.start, span.end);
  const holes = opaque
    .filter((hole) => hole.start < span.end && span.start < hole.end)
    .map((hole) => ({
      start: Math.max(hole.start - span.start, 0),
      end: Math.min(hole.end, span.end) - span.start,
    }));
  const escapes = word.includes("\\") ? [{ start: 0, end: word.length }] : holes;
  const own = sliceMap(map, span);
  // What has a meaning of its own to Helm is not written between the braces.
  const edit: OffsetMap["edit"] = (inner, newText) =>
    /[\\,{}]/.test(newText) ? undefined : own.edit(inner, newText);
  return {
    text: word,
    map: withEdit(own, edit),
    outer: { start: map.at(span.start), end: map.endAt(span.end) },
    ...(escapes.length > 0 && { opaque: escapes }),
  };
}
