/** Which published files, that nothing is known to load, the user's files depend on. */
import type { ItemFinding } from "../items/items.ts";
import type { CollectedNames } from "../collect.ts";
import type { Compiled } from "../compile.ts";
import type { EffectiveItem } from "../effective.ts";
import { isNamed, type NamedView } from "../items/items.ts";
import type { LoadInput } from "../load-input.ts";
import type { Found } from "../found.ts";
import { type Spot, spotOf } from "../loaded-text.ts";
import { standsFor } from "../outline.ts";

/**
 * For each file the first name that it has from each published file, and the first for which Falco rejects it where that
 * file is not loaded for sure; nothing for what is sure to be loaded.
 */
export function standingFindings(
  { files, readItem }: Pick<LoadInput, "files" | "readItem">,
  collected: CollectedNames,
  compiled: Compiled,
): readonly Found[] {
  const open = new Map(
    files.flatMap(({ outline }) => (outline && !outline.isLoaded ? [[outline.file, outline]] : [])),
  );
  if (open.size === 0) return [];
  const found: Found[] = [];
  for (const { items, background } of files) {
    const left = new Set(background ? [] : open.keys());
    const shown = new Set<string>();
    for (const { item } of items.items) {
      const { view } = readItem(item);
      if (left.size === 0) break;
      if (!view || !isNamed(view)) continue;
      for (const { file, name, spot, isNeeded, isOwnName } of usesOf(view, collected, compiled)) {
        if (!left.has(file) || (isOwnName && open.get(file)?.isUsual)) continue;
        const isAbsent = open.get(file)?.isAbsent === true;
        if (!isAbsent || isNeeded) left.delete(file);
        if (shown.has(file) && !isNeeded) continue;
        shown.add(file);
        const place = { type: view.kind, name: view.name, at: view.node.span.start };
        const finding: ItemFinding = {
          code: "from-default-rules",
          span: spot.span,
          name: view.name,
          detail: name,
          options: [file],
          place,
          falco: isAbsent && isNeeded ? "LOAD_ERR_VALIDATE" : null,
        };
        found.push({ kind: "item", item, finding });
      }
    }
  }
  return found;
}

interface Use {
  readonly file: string;
  readonly name: string;
  readonly spot: Spot;
  /** Falco rejects the item without it. The name of a list that is not there is a value. */
  readonly isNeeded: boolean;
  /** It is what the item changes. */
  readonly isOwnName: boolean;
}

/** The names of published files that an item changes or uses. */
function usesOf(
  view: NamedView,
  { lists, macros, rules }: CollectedNames,
  compiled: Compiled,
): readonly Use[] {
  const uses: Use[] = [];
  // Where a name is is looked up only for the few that published files have: it takes longer than all the rest.
  const add = (
    effective: EffectiveItem | undefined,
    spotOfUse: () => Spot | undefined,
    { isNeeded = true, isOwnName = false } = {},
  ): void => {
    const known =
      effective &&
      standsFor(effective.views[0]?.item) &&
      standsFor((effective.replaced[0] ?? effective.views[0])?.item);
    const spot = known && spotOfUse();
    if (known && spot?.item === view.item)
      uses.push({ file: known.file.file, name: effective.name, spot, isNeeded, isOwnName });
  };
  const joined = { list: lists, macro: macros, rule: rules }[view.kind].get(view.name);
  if (view.mode !== "define")
    add(joined, () => ({ item: view.item, span: view.nameNode.span }), { isOwnName: true });
  const texts = view.kind === "list" ? undefined : compiled[`${view.kind}s`].get(view.name);
  if (!texts) return uses;
  for (const { name, span } of texts.refs) add(macros.get(name), () => spotOf(texts.loaded, span));
  let at = 0;
  for (const { reference, text } of texts.loaded.pieces) {
    const name = reference?.from.node.text.slice(reference.span.start, reference.span.end);
    const piece = { start: at, end: at + text.length };
    if (name !== undefined) add(lists.get(name), () => spotOf(texts.loaded, piece), { isNeeded: false });
    at = piece.end;
  }
  return uses;
}
