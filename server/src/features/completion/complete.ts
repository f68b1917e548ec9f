import type { Snapshot } from "../../model/workspace/workspace.ts";
import { chartValueCandidates } from "../chart-values.ts";
import { locate } from "../locate/locate.ts";
import type { Candidate } from "./candidate.ts";
import { conditionCandidates } from "./conditions.ts";
import { configKeyCandidates, configValueCandidates } from "./configs.ts";
import { itemKeyCandidates, itemValueCandidates } from "./items.ts";
import { optionCandidates } from "./options.ts";
import { outputCandidates } from "./outputs.ts";

/** What could be typed at an offset of a document. */
export function complete(snapshot: Snapshot, uri: string, offset: number): readonly Candidate[] {
  const place = locate(snapshot, uri, offset);
  switch (place?.at) {
    case undefined:
      return [];
    case "condition":
      return conditionCandidates(place);
    case "output":
      return outputCandidates(place);
    case "item-key":
      return itemKeyCandidates(place);
    case "item-value":
      return itemValueCandidates(place);
    case "config-key":
      return configKeyCandidates(place);
    case "config-value":
      return configValueCandidates(place);
    case "chart-value":
      return chartValueCandidates(place);
    case "command-line":
      return optionCandidates(place);
  }
}
