import type { HostReading, Region } from "./host.ts";

/** Lines on which a template decides what the file holds: of what stands between two of them only some may be there. */
const CONTROL = new RegExp(
  [
    String.raw`\{\{-?[ \t]*(?:if|else|end|range|with|define|block)\b`,
    String.raw`\{%[-+]?[ \t]*(?:if|elif|else|endif|for|endfor|block|endblock|macro|endmacro|filter|endfilter)\b`,
    String.raw`%\{~?[ \t]*(?:if|else|endif|for|endfor)\b`,
  ]
    .map((directive) => `^[ \\t]*${directive}`)
    .join("|"),
  "gm",
);

/**
 * Marks the regions that a template's decisions cut through: a mistake in one branch may be none, and an edit that takes
 * or moves the lines between would leave a template that is none. `text` is the document as it is written.
 */
export function withBranches(reading: HostReading, text: string): HostReading {
  const lines = [...text.matchAll(CONTROL)].map(({ index }) => index);
  if (lines.length === 0) return reading;
  return { ...reading, regions: reading.regions.map((region) => (isCut(region, lines) ? { ...region, template: true } : region)) };
}

/** What stands before a region's first word or behind its last one is around all of it. */
function isCut({ text, map }: Region, lines: readonly number[]): boolean {
  const start = map.at(text.length - text.trimStart().length);
  const end = map.endAt(text.trimEnd().length);
  return lines.some((at) => start < at && at < end);
}
