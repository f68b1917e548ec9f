import { defaultRules, filesDefining } from "../catalog/default-rules.ts";
import type { Version } from "../catalog/version.ts";
import type { Document } from "../hosts/document.ts";
import type { Item } from "../syntax/items.ts";
import { isNamed, type KnownName } from "./load.ts";
import type { ItemReading } from "./read-item.ts";

/** `kind name` of everything that the workspace's rules define. What a page shows in passing defines nothing. */
export function definedNames(documents: ReadonlyMap<string, Document>, readItem: (item: Item) => ItemReading): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { regions } of documents.values()) {
    for (const { items, fragment } of regions) {
      if (fragment) continue;
      for (const { item } of items?.items ?? []) {
        const { view } = readItem(item);
        if (view && isNamed(view) && view.mode === "define") names.add(`${view.kind} ${view.name}`);
      }
    }
  }
  return names;
}

/** Who else may define a name: another file of the workspace where the order is a guess, or the default rules. */
export function knownNames(target: Version, elsewhere: (() => ReadonlySet<string>) | undefined): KnownName {
  let files: ReturnType<typeof defaultRules> | undefined;
  return (kind, name) => {
    if (elsewhere?.().has(`${kind} ${name}`)) return "workspace";
    files ??= defaultRules(target);
    return filesDefining(files, kind, name).length > 0 ? "default-rules" : undefined;
  };
}
