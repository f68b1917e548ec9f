import { OPTIONS, optionStage } from "../../catalog/options.ts";
import type { Place } from "../locate.ts";
import type { Candidate } from "./candidate.ts";

/** Options of the `falco` program, where a word that begins with a dash is typed on its command line. */
export function optionCandidates({ region, offset, catalog }: Extract<Place, { at: "command-line" }>): readonly Candidate[] {
  const { text } = region;
  const start = text.lastIndexOf("\0", offset - 1) + 1;
  const next = text.indexOf("\0", offset);
  const word = { start, end: next < 0 ? text.length : next };
  const typed = text.slice(start, offset);
  const program = region.program ?? text.split("\0")[0] ?? "";
  if (!typed.startsWith("-") || typed.includes("=") || !/(?:^|\/)falco$/.test(program)) return [];
  return OPTIONS.flatMap((option): readonly Candidate[] => {
    const stage = optionStage(option, catalog.target);
    if (stage === "removed" || stage === "notYet") return [];
    return option.names.flatMap((label): readonly Candidate[] => {
      const edit = region.map.edit(word, label);
      const isDeprecated = stage === "deprecated";
      return edit ? [{ label, kind: "option", edit, rank: isDeprecated ? 1 : 0, detail: option.description, ...(isDeprecated && { deprecated: true }) }] : [];
    });
  });
}
