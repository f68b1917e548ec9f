/** Where a finding in a text that Falco compiles is reported: at what the user wrote. */
import type { TextFinding } from "./judge.ts";
import type { FindingContext, Found } from "./found.ts";
import { type LoadedText, type Spot, spotOf, type SpotWithOrigin } from "./loaded-text.ts";
import { standsFor } from "./outline.ts";

/** Nothing for what Falco itself put there. */
export function textFound(
  loaded: LoadedText,
  finding: TextFinding,
  { isBackground, source }: FindingContext,
): readonly Found[] {
  const spot = spotOf(loaded, finding.span);
  if (!spot) return [];
  const own = isBackground(spot.item) ? ownSpot(loaded, finding, spot, isBackground) : spot;
  return [{ kind: "text", loaded, finding, spot: own ?? spot, ...(source !== undefined && { source }) }];
}

/** Where the user wrote what is wrong with a text that is not all theirs: the list's item, or what they appended to it. */
function ownSpot(
  { pieces }: LoadedText,
  { falco }: TextFinding,
  { item, origin }: SpotWithOrigin,
  isBackground: FindingContext["isBackground"],
): Spot | undefined {
  if (origin && !isBackground(origin.item)) return origin;
  // What represents a text of which only facts are known is sound by itself.
  if (!standsFor(item) || !falco?.startsWith("LOAD_ERR")) return undefined;
  const from = pieces.findLast((piece) => piece.from && !isBackground(piece.from.item))?.from;
  return from && { item: from.item, span: from.node.span };
}
