import { keptBy, once } from "../../text/kept.ts";
import type { EffectiveList } from "./effective.ts";
import { quoted } from "./exception-text.ts";
import type { Defined, Names } from "./history.ts";
import { type IndexedList, isWord, type ListIndex, type Written } from "./loaded-text.ts";

/** Names of lists that are in other lists. */
export function listsInLists({ lists, listStamp }: Defined): ReadonlySet<string> {
  const kept = innerLists(listStamp);
  kept.names ??= innerNames(lists);
  return kept.names;
}

/** By what represents the lists. */
const innerLists = keptBy((_stamp: object): { names?: ReadonlySet<string> } => ({}));

function innerNames(lists: Defined["lists"]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const list of lists.values()) {
    for (const { node } of list.items) {
      const inner = innerList(node.text, list, lists);
      if (inner) names.add(inner.name);
    }
  }
  return names;
}

/** Lists in the order of first definition, their contents made when asked for. */
export function listIndex(lists: Names<EffectiveList>): ListIndex {
  const found = new Map<string, IndexedList>();
  const find = (name: string): IndexedList | undefined => {
    const list = lists.get(name);
    if (!list) return undefined;
    const made = found.get(name) ?? indexed(list, lists);
    found.set(name, made);
    return made;
  };
  return {
    find,
    others: once(() => [...lists.keys()].filter((name) => !isWord(name)).flatMap((name) => find(name) ?? [])),
  };
}

/** From here on, lists within a list are not written out. */
const MAX_ITEMS = 100_000;

/** An item that names an earlier list represents that list's own items, one level. */
function indexed(list: EffectiveList, lists: Names<EffectiveList>): IndexedList {
  const items: { readonly text: string; readonly from: Written }[] = [];
  for (const item of list.items) {
    const inner = innerList(item.node.text, list, lists);
    // Long lists of long lists would fill the memory.
    for (const from of inner && items.length < MAX_ITEMS ? inner.items : [item])
      items.push({ text: quoted(from.node.text), from });
  }
  return { name: list.name, order: list.index, items };
}

function innerList(
  name: string,
  list: EffectiveList,
  lists: Names<EffectiveList>,
): EffectiveList | undefined {
  const inner = lists.get(name);
  return inner && inner.index < list.visibility ? inner : undefined;
}
