import { defaultRules, filesDefining, MAIN_RULES_FILE } from "../catalog/default-rules.ts";
import type { Version } from "../catalog/version.ts";
import type { Document } from "../hosts/document.ts";
import type { Item } from "../syntax/items.ts";
import { isNamed, type KnownName, type LoadInput } from "./load.ts";
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

/** Whether a published rules file, one of those called `before` where these are known, defines and so uses a name. */
export function usedBefore(target: Version, before: readonly string[] | undefined): LoadInput["usedBefore"] {
  let files: ReturnType<typeof defaultRules> | undefined;
  return (kind, name) => {
    files ??= defaultRules(target).filter(({ file }) => before?.includes(file) ?? true);
    return filesDefining(files, kind, name).length > 0;
  };
}

/**
 * Who else may define a name: published rules files, of which those called `before` count as loaded, or another file of
 * the workspace where the order is a guess. What those that are `present` define is known from themselves.
 */
export function knownNames(target: Version, before: readonly string[], elsewhere: (() => ReadonlySet<string>) | undefined, present: readonly string[] = []): KnownName {
  let files: ReturnType<typeof defaultRules> | undefined;
  return (kind, name) => {
    files ??= defaultRules(target).filter(({ file }) => !present.includes(file));
    const defining = filesDefining(files, kind, name);
    if (defining.some(({ file }) => before.includes(file))) return "loaded";
    if (elsewhere?.().has(`${kind} ${name}`)) return "workspace";
    const first = defining.find(({ file }) => file === MAIN_RULES_FILE) ?? defining[0];
    return first && { published: first.file };
  };
}
