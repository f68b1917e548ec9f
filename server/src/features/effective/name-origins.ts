import { originsOf } from "../../model/explain/explain.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { linesOf, originText } from "./effective-page.ts";
import { linkToLines } from "./effective-text.ts";

/**
 * Which items define a name, change it and replace it, each as a link, in the order in which Falco loads them.
 * Nothing for a name that one item alone makes.
 */
export function nameOrigins(
  snapshot: Snapshot,
  { rules: { collected } }: Ruleset,
  kind: NameKind,
  name: string,
): string | undefined {
  const effective = collected[`${kind}s`].get(name);
  if (!effective) return undefined;
  const gone = originsOf({ views: effective.replaced }).map((origin) => {
    const known = standsFor(origin.item);
    const text = "replaced by a later definition";
    return { origin, text: known ? `${originText(origin)}, ${text}` : text };
  });
  const kept = originsOf(effective).map((origin) => ({ origin, text: originText(origin) }));
  const lines = [...gone, ...kept].flatMap(({ origin, text }) => {
    const at = linesOf(snapshot, origin.item);
    return at ? [`${linkToLines(at)}: ${text}`] : standsFor(origin.item) ? [text] : [];
  });
  return lines.length > 1
    ? `Falco combines these definitions:\n\n${lines.map((line, i) => `${i + 1}. ${line}`).join("\n")}`
    : undefined;
}
