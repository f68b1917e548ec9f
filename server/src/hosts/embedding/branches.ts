import type { HostReading, Region } from "../host.ts";

/** Directives by which a template decides what the file holds: of what is between two of them only some may be there. */
const CONTROL = [
  String.raw`\{\{-?[ \t]*(?:if|else|end|range|with|define|block)\b`,
  String.raw`\{%[-+]?[ \t]*(?:if|elif|else|endif|for|endfor|block|endblock|macro|endmacro|filter|endfilter)\b`,
  String.raw`%\{~?[ \t]*(?:if|else|endif|for|endfor)\b`,
  "<%(?![=#%])",
  String.raw`#@[ \t]*(?:if|elif|else|end|for|def)\b`,
].join("|");

/**
 * Marks the regions that a template's decisions cut through: a mistake in one branch may be none, and an edit that takes
 * or moves the lines between would leave a template that is not one. `text` is the document as it is written.
 */
export function withBranches(reading: HostReading, text: string): HostReading {
  const all = [...text.matchAll(new RegExp(CONTROL, "g"))].map(({ index }) => index);
  if (all.length === 0) return reading;
  // Within a line a text is chosen and no lines are, save that a command may be on one line altogether.
  const first = all.filter((at) => /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at)));
  return cutAt(reading, first, all);
}

/** Marks the regions in which anything may be besides at some of `places`; for commands at those of `inCommands`. */
export function cutAt(reading: HostReading, places: readonly number[], inCommands = places): HostReading {
  const regions = reading.regions.map((region) =>
    isCut(region, region.kind === "command-line" ? inCommands : places)
      ? { ...region, template: true, cut: true }
      : region,
  );
  return { ...reading, regions };
}

/** What is before a region's first word or after its last one is around all of it. */
function isCut({ text, map }: Region, places: readonly number[]): boolean {
  const start = map.at(text.length - text.trimStart().length);
  const end = map.endAt(text.trimEnd().length);
  return places.some((at) => start < at && at < end);
}
