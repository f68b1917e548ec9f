/** How texts read of which a part is only known by facts: what people wrote stays, and the rest says where it comes from. */
import type { Condition } from "../../syntax/condition/ast.ts";
import type { Item } from "../../syntax/item.ts";
import { type Expansion, expandMacros } from "../ruleset/expand.ts";
import type { EffectiveItem } from "../ruleset/effective.ts";
import type { LoadedRules } from "../ruleset/load.ts";
import type { Written } from "../ruleset/loaded-text.ts";
import { type StandsFor, standsFor } from "../ruleset/outline.ts";

/** Where something comes from that is not there as text: "the default rules 5.1.0 (falco_rules.yaml)". Plain text. */
export function whereKnown({ file: { file, version } }: StandsFor): string {
  return `the default rules ${version ? `${version} ` : ""}(${file})`;
}

/** What people wrote; of an outline where the text is to be found. */
export function shownText(item: Item, text: string): string {
  const known = standsFor(item);
  return known ? `… from ${whereKnown(known)}` : text;
}

/** Texts joined as Falco appends them; undefined where nothing of them comes from an outline. */
export function shownTexts(parts: readonly Written[]): string | undefined {
  if (!parts.some(({ item }) => standsFor(item))) return undefined;
  return parts.map(({ item, node }) => shownText(item, node.text)).join(" ");
}

/** Whether nobody but a published file says anything of it. */
export function isOnlyKnown({ views }: EffectiveItem): boolean {
  return views.every(({ item }) => standsFor(item) !== undefined);
}

/** A tree with the macros written out of which there is a text. */
export function expandedAsWritten(tree: Condition, { compiled }: LoadedRules): Condition {
  const expansion: Expansion = { level: 0 };
  const bodyOf = (name: string): Condition | undefined => {
    const macro = compiled.macros.get(name);
    if (!macro || macro.macro.condition.some(({ item }) => standsFor(item))) return undefined;
    return expandMacros(macro.tree, bodyOf, expansion);
  };
  return expandMacros(tree, bodyOf, expansion);
}

/** The facts that a rule or macro depends on: its own, where it is of a published file, and those of the macros named. */
export function knownParts(
  effective: EffectiveItem,
  macros: readonly string[],
  { collected }: LoadedRules,
): readonly StandsFor[] {
  const all = [effective, ...macros.flatMap((name) => collected.macros.get(name) ?? [])];
  return all.flatMap(({ views: [first] }) => standsFor(first?.item) ?? []);
}
