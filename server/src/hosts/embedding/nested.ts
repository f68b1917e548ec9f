import type { OffsetMap } from "../../text/offset-map.ts";
import { composeMaps, mapSpan, shiftMap, tableMap } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import type { HostReading, Region } from "../host.ts";
import type { HostWord, ReplaceWords } from "../commands/word-list.ts";
import { wordList } from "../commands/word-list.ts";

export const NOTHING: HostReading = { regions: [], versions: [] };

/** What is common to the regions of one text within another. */
export type Extra = Partial<Pick<Region, "group" | "template" | "fragment" | "name">>;

/** The reading of a text that is within another: `map` leads from the inner text to the outer. */
export function nested(reading: HostReading, map: OffsetMap, extra: Extra = {}): HostReading {
  const group = (inner: string | undefined): { group?: string } => {
    const joined = [extra.group, inner].filter((part) => part !== undefined).join("/");
    return joined === "" ? {} : { group: joined };
  };
  return {
    regions: reading.regions.map((region) => ({
      ...extra,
      ...region,
      ...group(region.group),
      map: composeMaps(map, region.map),
    })),
    versions: reading.versions.map((version) => ({
      ...version,
      ...group(version.group),
      span: mapSpan(map, version.span),
    })),
  };
}

export function joined(readings: readonly HostReading[]): HostReading {
  return {
    regions: readings.flatMap((reading) => reading.regions),
    versions: readings.flatMap((reading) => reading.versions),
  };
}

/** Part of a mapped text. */
export function sliceMap(map: OffsetMap, span: Span): OffsetMap {
  return composeMaps(map, shiftMap(span.start, span.end - span.start));
}

/** The command line that `words` make. */
export function commandRegion(
  words: readonly HostWord[],
  replace: ReplaceWords,
  extra: Extra & Pick<Region, "program" | "quote"> = {},
): Region {
  const { text, map, opaque, bare } = wordList(words, replace);
  return {
    kind: "command-line",
    text,
    map,
    ...(opaque.length > 0 ? { opaque } : {}),
    ...(bare.length > 0 ? { bare } : {}),
    ...extra,
  };
}

/** The environment variable of a word `NAME=value`; undefined when the word is not one. */
export function assignmentRegion(word: HostWord, extra: Extra = {}): Region | undefined {
  const name = /^[A-Za-z_][A-Za-z0-9_]*=/.exec(word.text)?.[0];
  if (name === undefined || word.opaque?.some((hole) => hole.start < name.length)) return undefined;
  return {
    kind: "environment",
    text: word.text,
    map: word.map,
    ...(word.opaque?.length ? { opaque: word.opaque } : {}),
    ...extra,
  };
}

/** The environment variable whose name and value are apart, as `name:` and `value:` of a container do. */
export function variableRegion(name: HostWord, value: HostWord, extra: Extra = {}): Region {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [index, part] of [name, value].entries()) {
    if (index === 1) {
      starts.push(name.map.at(name.text.length));
      ends.push(Math.max(name.map.at(name.text.length), value.map.at(0)));
    }
    for (let i = 0; i < part.text.length; i++) {
      starts.push(part.map.at(i));
      ends.push(part.map.endAt(i + 1));
    }
  }
  const base = name.text.length + 1;
  const map = tableMap(starts, ends, name.map.at(0), (span, _outer, newText) => {
    if (span.end < base) return name.map.edit(span, newText);
    return span.start >= base
      ? value.map.edit({ start: span.start - base, end: span.end - base }, newText)
      : undefined;
  });
  const opaque = (value.opaque ?? []).map((hole) => ({ start: hole.start + base, end: hole.end + base }));
  return {
    kind: "environment",
    text: `${name.text}=${value.text}`,
    map,
    ...(opaque.length > 0 ? { opaque } : {}),
    ...extra,
  };
}
