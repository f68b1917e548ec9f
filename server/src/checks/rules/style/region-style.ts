import type { ParsedRegion } from "../../../hosts/document.ts";
import type { Found } from "../../../model/ruleset/found.ts";
import { styleFindings } from "../../../model/ruleset/style/rule-style.ts";
import type { Snapshot } from "../../../model/workspace/workspace.ts";

/** Codes of what differs from the style of the default rules: found only for those who ask. */
export const STYLE = ["style-guide", "tag-style"] as const;

/** What differs in the items of a region. */
export function regionStyle(
  { items }: ParsedRegion,
  { readItem }: Snapshot,
): readonly (Found & { readonly kind: "item" })[] {
  return (items?.items ?? []).flatMap(({ item }) => {
    const { view } = readItem(item);
    if (!view || !("name" in view) || item.node?.kind !== "map") return [];
    return styleFindings(view, item.node).map((finding) => ({ kind: "item" as const, item, finding }));
  });
}
