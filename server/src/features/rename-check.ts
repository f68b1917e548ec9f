import { type Document, type ParsedRegion, readAgain } from "../hosts/document.ts";
import { itemNames } from "../model/ruleset/items/item-names.ts";
import type { YamlNode } from "../syntax/yaml-node.ts";
import { applyEdits, type Edit } from "../text/span.ts";

/** What a rename changes: every place of a name of one kind in some texts. */
export interface Renaming {
  readonly kind: string;
  readonly name: string;
  readonly newName: string;
  /** The texts that load together; the same name in another is another thing. */
  readonly regions: ReadonlySet<ParsedRegion>;
}

/** Whether edits of a document give each place the new name, and leave everything else what it is. */
export function onlyRenames(document: Document, edits: readonly Edit[], renaming: Renaming): boolean {
  const after = readAgain(document, applyEdits(document.text, edits));
  const expected = namesIn(document, renaming);
  const found = namesIn(after);
  return (
    expected.length === found.length &&
    expected.every((name, at) => name === found[at]) &&
    sameShape(document, after, renaming)
  );
}

/** Every name of every item with what it is, with the new one instead of the old one. */
function namesIn(document: Document, renaming?: Renaming): readonly string[] {
  return document.regions.flatMap((region) => {
    const here = renaming?.regions.has(region) ? renaming : undefined;
    return (region.items?.items ?? []).flatMap(({ item }) =>
      itemNames(item).map(
        ({ kind, role, name }) =>
          `${kind} ${role} ${here && kind === here.kind && name === here.name ? here.newName : name}`,
      ),
    );
  });
}

function sameShape(before: Document, after: Document, { name, newName }: Renaming): boolean {
  const by = newName.length - name.length;
  return (
    before.regions.length === after.regions.length &&
    before.regions.every(({ items, yaml }, at) => {
      const other = after.regions[at];
      const own = items?.items ?? [];
      const others = other?.items?.items ?? [];
      return (
        items?.problems.length === other?.items?.problems.length &&
        yaml?.problems.length === other?.yaml?.problems.length &&
        own.length === others.length &&
        own.every(({ item }, n) => {
          const other = others[n]?.item;
          return other?.problems.length === item.problems.length && isAlike(item.node, other.node, by);
        })
      );
    })
  );
}

/** Whether two trees are the same but for texts that differ in length by some times `by`. */
function isAlike(a: YamlNode | undefined, b: YamlNode | undefined, by: number): boolean {
  if (!a || !b) return a === b;
  if (a.kind === "scalar" || b.kind === "scalar") {
    if (a.kind !== "scalar" || b.kind !== "scalar" || a.isNull !== b.isNull) return false;
    const more = b.text.length - a.text.length;
    return by === 0 ? more === 0 : more === 0 || (more % by === 0 && more / by > 0);
  }
  const ours = a.kind === "map" ? a.entries.flatMap(({ key, value }) => [key, value]) : a.items;
  const theirs = b.kind === "map" ? b.entries.flatMap(({ key, value }) => [key, value]) : b.items;
  return (
    a.kind === b.kind &&
    ours.length === theirs.length &&
    ours.every((one, at) => isAlike(one, theirs[at], by))
  );
}
