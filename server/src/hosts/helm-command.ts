import { chartVersionIn, statedChart } from "./chart-version.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import type { HostReading, Region, StatedVersion } from "./host.ts";
import { joined, NOTHING, sliceMap } from "./nested.ts";
import { withArguments } from "./setting-arguments.ts";
import type { HostWord } from "./word-list.ts";

/** `helm install falco falcosecurity/falco --version 4.11.1 --set driver.kind=ebpf`: the chart's version, and the values given on the line. */
export function helmCommand(words: readonly HostWord[], extra: { readonly group?: string }): HostReading {
  if (!words.some((word) => /(?:^|\/)falcosecurity\/(?:charts\/)?falco$/.test(word.text))) return NOTHING;
  const { regions, versions } = joined(
    words.map((word, index): HostReading => {
      const option = /^--(version|set|set-string)(?:=|$)/.exec(word.text);
      if (!option) return NOTHING;
      const isJoined = word.text.includes("=");
      const value = isJoined ? sliced(word, { start: option[0].length, end: word.text.length }) : words[index + 1];
      if (!value) return NOTHING;
      return option[1] === "version" ? { regions: [], versions: chartVersion(value, extra) } : { regions: settingsIn(value, extra), versions: [] };
    }),
  );
  return { regions: withArguments(regions), versions };
}

function chartVersion(value: HostWord, extra: { readonly group?: string }): readonly StatedVersion[] {
  const asked = chartVersionIn(value.text);
  return asked ? [statedChart(asked, mapSpan(value.map, asked), extra.group)] : [];
}

/** The settings of one word, which commas part unless a backslash or braces keep them. */
function settingsIn(word: HostWord, extra: { readonly group?: string }): readonly Region[] {
  return [...word.text.matchAll(/(?:\{(?:\\.|[^\\}])*\}|\\.|[^\\,])+/g)].flatMap((match): readonly Region[] => {
    const { text, map, opaque } = sliced(word, { start: match.index, end: match.index + match[0].length });
    return /^[A-Za-z]/.test(text) && text.includes("=") ? [{ kind: "setting", text, map, ...(opaque?.length ? { opaque } : {}), ...extra }] : [];
  });
}

function sliced(word: HostWord, span: Span): HostWord {
  const holes = (word.opaque ?? []).filter((hole) => hole.start < span.end && span.start < hole.end);
  const opaque = holes.map((hole) => ({ start: Math.max(hole.start - span.start, 0), end: Math.min(hole.end, span.end) - span.start }));
  return { text: word.text.slice(span.start, span.end), map: sliceMap(word.map, span), outer: word.outer, opaque };
}
