import type { Snapshot } from "../../model/workspace/workspace.ts";
import { pluginFile } from "../../hosts/formats/falco/plugin-file.ts";
import { chartValueCandidates } from "../chart-values.ts";
import { locate } from "../locate/locate.ts";
import { testCandidates } from "../tests/test-completion.ts";
import { testSpotAt } from "../tests/test-spot.ts";
import type { Candidate, Wanted } from "./candidate.ts";
import { conditionCandidates } from "./conditions.ts";
import { configKeyCandidates, configValueCandidates } from "./configs.ts";
import { falcoctlCandidates } from "../falcoctl-settings.ts";
import { itemKeyCandidates, itemValueCandidates } from "./items.ts";
import { optionCandidates } from "./options.ts";
import { outputCandidates } from "./outputs.ts";
import { pluginFileCandidates } from "./plugin-files.ts";

/** What could be typed at an offset of a document. Of what is not wanted some is left out, and the order of the others is the same. */
export function complete(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  wanted: Wanted = () => () => true,
): readonly Candidate[] {
  const text = snapshot.documents.get(uri)?.text ?? "";
  const lineStart = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  // In what folds lines the word at a place may be the one that ends the line before.
  return candidatesAt(snapshot, uri, offset, wanted).filter(({ edit }) => edit.span.start >= lineStart);
}

function candidatesAt(snapshot: Snapshot, uri: string, offset: number, wanted: Wanted): readonly Candidate[] {
  const document = snapshot.documents.get(uri);
  if (document?.host === pluginFile.id) return pluginFileCandidates(document, offset);
  const test = testSpotAt(snapshot, uri, offset);
  if (test) return testCandidates(snapshot, test);
  const place = locate(snapshot, uri, offset);
  switch (place?.at) {
    case undefined:
      return [];
    case "condition":
      return conditionCandidates(place, wanted);
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
    case "falcoctl-setting":
      return falcoctlCandidates(place);
    case "command-line":
      return optionCandidates(place);
  }
}
