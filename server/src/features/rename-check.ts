import { type Document, type ParsedRegion, readAgain } from "../hosts/document.ts";
import { type ItemName, itemNames } from "../model/ruleset/items/item-names.ts";
import type { Item } from "../syntax/item.ts";
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
  const { regions } = edited(document, edits);
  return (
    regions.length === document.regions.length &&
    document.regions.every((region, at) => isRenamed(region, regions[at], renaming))
  );
}

/** Up to how many edits are made one by one: reading again costs all between the first and the last that are made together. */
const FEW = 8;

function edited(document: Document, edits: readonly Edit[]): Document {
  if (edits.length > FEW) return readAgain(document, applyEdits(document.text, edits));
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, edit) => readAgain(now, applyEdits(now.text, [edit])), document);
}

function isRenamed(before: ParsedRegion, after: ParsedRegion | undefined, renaming: Renaming): boolean {
  const own = before.items?.items ?? [];
  const others = after?.items?.items ?? [];
  return (
    before.items?.problems.length === after?.items?.problems.length &&
    before.yaml?.problems.length === after?.yaml?.problems.length &&
    own.length === others.length &&
    own.every(({ item }, at) => isItemRenamed(item, others[at]?.item, renaming, before))
  );
}

function isItemRenamed(
  item: Item,
  other: Item | undefined,
  renaming: Renaming,
  region: ParsedRegion,
): boolean {
  // One without an edit has no place of the name.
  if (item === other) return true;
  if (!other || other.problems.length !== item.problems.length) return false;
  const { kind, name, newName, regions } = renaming;
  const isOld = (one: ItemName): boolean => regions.has(region) && one.kind === kind && one.name === name;
  const expected = itemNames(item).map((one) => textOf(isOld(one) ? { ...one, name: newName } : one));
  const found = itemNames(other).map(textOf);
  return (
    expected.length === found.length &&
    expected.every((text, at) => text === found[at]) &&
    isAlike(item.node, other.node, newName.length - name.length)
  );
}

function textOf({ kind, role, name }: ItemName): string {
  return `${kind} ${role} ${name}`;
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
