import { keptBy } from "../../text/kept.ts";
import {
  filesDefining,
  idOfRules,
  MAIN_RULES_FILE,
  type PublishedRules,
} from "../../catalog/default-rules.ts";
import type { Document } from "../../hosts/document.ts";
import { type ItemList, sameAround } from "../../syntax/items.ts";
import type { Item } from "../../syntax/item.ts";
import { isNamed, type ItemView, type NamedView } from "../ruleset/items/items.ts";
import type { KnownName, LoadTerms } from "../ruleset/load-input.ts";
import type { ItemReading } from "../ruleset/items/read-item.ts";

/** What must be known of a ruleset to determine who else may define its names. */
export interface Surroundings {
  /** The published rules files, in the versions that may be loaded. */
  readonly published: PublishedRules;
  /** Published rules files that are loaded before it; undefined where that is not known. */
  readonly before: readonly string[] | undefined;
  /** The order is a guess, so that another file of the workspace may be loaded before it as well. */
  readonly guessed: boolean;
  /** Published rules files that are among the documents: what they define is known from themselves. */
  readonly present: readonly string[];
  /** The page that it is on, the other blocks of which belong to it too. */
  readonly page?: { readonly uri: string; readonly group: string | undefined };
}

/** Answers on names that the files of a ruleset do not define. The same functions as long as their answers are the same. */
export interface NamesElsewhere {
  /** Begins a snapshot: these documents are the user's. */
  look(documents: ReadonlyMap<string, Document>): void;
  known(around: Surroundings): KnownName;
  /** Whether a published rules file, one of those loaded before where these are known, defines and so uses a name; or another block of the same page. */
  usedBefore(documents: ReadonlyMap<string, Document>, around: Surroundings): LoadTerms["usedBefore"];
}

export function createNamesElsewhere(readItem: (item: Item) => ItemReading): NamesElsewhere {
  const namesOf = new WeakMap<ItemList, ReadonlySet<string>>();
  const told = new Map<string, KnownName>();
  const guessed = new Map<string, KnownName>();
  const used = new Map<string, LoadTerms["usedBefore"]>();
  const mentioned = new WeakMap<Document, Map<string, LoadTerms["usedBefore"]>>();
  let lists: readonly Listed[] = [];

  /** A list that was not looked at has had no part in any answer. */
  const isSame = (now: ItemList, before: ItemList | undefined): boolean => {
    const names = before && namesOf.get(before);
    if (!before || !names || now === before) return true;
    if (!hasSameNames(now, before, readItem)) return false;
    namesOf.set(now, names);
    return true;
  };
  const has = (items: ItemList, name: string): boolean => {
    const names = namesOf.get(items) ?? definedNames(items, readItem);
    namesOf.set(items, names);
    return names.has(name);
  };

  return {
    look(documents) {
      const now: Listed[] = [];
      // What a page shows in passing defines nothing but for the page itself.
      for (const { uri, regions } of documents.values())
        for (const [at, { items, fragment }] of regions.entries())
          if (items) now.push({ id: `${uri}#${at}`, items, page: fragment ? uri : undefined });
      if (
        now.length !== lists.length ||
        !now.every(
          ({ id, items, page }, i) =>
            id === lists[i]?.id && page === lists[i]?.page && isSame(items, lists[i]?.items),
        )
      )
        guessed.clear();
      lists = now;
    },
    known(around) {
      if (!around.guessed) return kept(told, keyOf(around), () => knownNames(around, () => false));
      const counts = ({ page }: Listed): boolean => page === undefined || page === around.page?.uri;
      return kept(guessed, keyOf(around), () =>
        knownNames(around, (name, except) =>
          lists.some((listed) => counts(listed) && listed.id !== except && has(listed.items, name)),
        ),
      );
    },
    usedBefore(documents, around) {
      const document = around.page && documents.get(around.page.uri);
      if (!document) return kept(used, keyOf(around), () => publishedNames(around));
      const onPage = mentioned.get(document) ?? new Map<string, LoadTerms["usedBefore"]>();
      mentioned.set(document, onPage);
      return kept(onPage, `${around.page?.group ?? ""} ${keyOf(around)}`, () => {
        const [published, isBeside] = [publishedNames(around), mentionedBeside(document, around.page?.group)];
        return (kind, name) => isBeside(name) || published(kind, name);
      });
    },
  };
}

/** Rules of a document, with the page that they depend on. */
interface Listed {
  /** That of the text in a ruleset. */
  readonly id: string;
  readonly items: ItemList;
  readonly page: string | undefined;
}

function keyOf({ published, before, present, page }: Surroundings): string {
  return JSON.stringify([idOfRules(published), before, present, page?.uri]);
}

/** Whether rules of other groups of a document hold a name as a word: whether more of its rules do than of this group. */
function mentionedBeside(document: Document, group: string | undefined): (name: string) => boolean {
  return (name) => {
    const { counts, groups } = mentions(document);
    const own = groups.get(group)?.filter((items) => wordsOf(items).has(name)) ?? [];
    return (counts.get(name) ?? 0) > own.length;
  };
}

/** In how many rules of a document each word is, and the rules of each of its groups. */
const mentions = keptBy(({ regions }: Document) => {
  const counts = new Map<string, number>();
  const groups = new Map<string | undefined, ItemList[]>();
  for (const { items, group } of regions) {
    if (!items) continue;
    for (const word of wordsOf(items)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const beside = groups.get(group);
    if (beside) beside.push(items);
    else groups.set(group, [items]);
  }
  return { counts, groups };
});

/** The words of a text, each of which may be a name. */
export const wordsOf = keptBy(({ text }: ItemList): ReadonlySet<string> => new Set(text.split(/[^\w.-]+/)));

function kept<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** `kind name` of what a region's rules define. */
function definedNames({ items }: ItemList, readItem: (item: Item) => ItemReading): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { item } of items) {
    const view = defining(readItem(item).view);
    if (view) names.add(`${view.kind} ${view.name}`);
  }
  return names;
}

function hasSameNames(a: ItemList, b: ItemList, readItem: (item: Item) => ItemReading): boolean {
  if (a.items.length !== b.items.length) return false;
  const { start, end } = sameAround(b, a);
  for (let i = start; i < a.items.length - end; i++) {
    const now = a.items[i]?.item;
    const before = b.items[i]?.item;
    if (!now || !before || now === before) continue;
    const view = defining(readItem(now).view);
    const old = defining(readItem(before).view);
    if (view?.kind !== old?.kind || view?.name !== old?.name) return false;
  }
  return true;
}

function defining(view: ItemView | undefined): NamedView | undefined {
  return view && isNamed(view) && view.mode === "define" ? view : undefined;
}

/** Published rules files, of which those loaded before count as loaded, or another file of the workspace. */
function knownNames(
  { published, before = [], present }: Surroundings,
  isElsewhere: (name: string, except: string | undefined) => boolean,
): KnownName {
  const absent = published.filter(({ file }) => !present.includes(file));
  return (kind, name, except) => {
    const files = filesDefining(absent, kind, name);
    if (files.some(({ file }) => before.includes(file))) return "loaded";
    if (isElsewhere(`${kind} ${name}`, except)) return "workspace";
    const first = files.find(({ file }) => file === MAIN_RULES_FILE) ?? files[0];
    return first && { published: first.file };
  };
}

/** Whether a published rules file, one of those loaded before where these are known, defines a name. */
export function publishedNames({
  published,
  before,
}: Pick<Surroundings, "published" | "before">): LoadTerms["usedBefore"] {
  const files = published.filter(({ file }) => before?.includes(file) ?? true);
  return (kind, name) => filesDefining(files, kind, name).length > 0;
}
