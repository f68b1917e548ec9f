/** The published rules files that a ruleset depends on without having them: what is known of them loads before its own. */
import { knownFile } from "../../catalog/default-rule-facts.ts";
import {
  type DefaultKind,
  type DefaultRulesFile,
  filesDefining,
  MAIN_RULES_FILE,
  namesOf,
  type PublishedRules,
} from "../../catalog/default-rules.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import type { ItemGroup, ItemList } from "../../syntax/items.ts";
import { textOf } from "../../syntax/yaml-node.ts";
import type { Item } from "../../syntax/item.ts";
import type { Steps } from "../steps.ts";
import { keptBy, keptFor, once } from "../../text/kept.ts";
import { isNamed, type NamedView } from "../ruleset/items/items.ts";
import type { ItemReading } from "../ruleset/items/read-item.ts";
import type { KnownName, LoadTerms } from "../ruleset/load-input.ts";
import { macroRefs } from "../ruleset/expand.ts";
import { type Outline, outlineOf } from "../ruleset/outline.ts";

/** A ruleset that may depend on published files. */
export interface Standing {
  /** The published files that may be loaded before it. */
  readonly published: PublishedRules;
  /** The texts of its own files. */
  readonly texts: readonly ItemList[];
  /** Names of its files, and of published ones that are there as texts. */
  readonly present: readonly string[];
  readonly known: KnownName;
}

/** Outlines of the files that a ruleset uses names of, in load order; none for one that is by itself. */
export type KnownRules = (standing: Standing) => Steps<readonly Outline[]>;

/** How many groups of items are looked at between two yields. */
const STRIDE = 16;

export function createKnownRules(readItem: (item: Item) => ItemReading): KnownRules {
  const mentionsOf = keptBy((published: PublishedRules) => createMentions(published, readItem));
  return function* outlines({ published, texts, present, known }) {
    const mentions = mentionsOf(published);
    const found: Mentioned[] = [];
    for (const text of texts) found.push(yield* mentions.in(text));
    const wanted = new Set<string>();
    if (found.some(({ main }) => main)) wanted.add(MAIN_RULES_FILE);
    const others = found.flatMap((one) => one.others);
    // Of thousands of names, which nearly no text asks for.
    const defined = new Set<string>();
    for (const { items } of others.length === 0 ? [] : texts)
      for (const [at, { item }] of items.entries()) {
        for (const name of definedBy(readItem(item).view)) defined.add(name);
        if (at % STRIDE === STRIDE - 1) yield;
      }
    for (const { kind, name, file } of others)
      if (!defined.has(`${kind} ${name}`) && known(kind, name) !== "workspace") wanted.add(file);
    return mentions.files.flatMap(({ file, version }) => {
      if (!wanted.has(file) || present.includes(file)) return [];
      const facts = knownFile(file, version);
      return facts ? [outlineOf(facts)] : [];
    });
  };
}

/** The names that published files define, those of the main file first. */
export const publishedFor: (published: PublishedRules) => LoadTerms["published"] = keptBy((published) =>
  keptFor((kind: DefaultKind) => mainFirst(published).flatMap((file) => [...namesOf(file, kind)])),
);

function mainFirst(files: readonly DefaultRulesFile[]): readonly DefaultRulesFile[] {
  const isMain = ({ file }: DefaultRulesFile): boolean => file === MAIN_RULES_FILE;
  return [...files.filter(isMain), ...files.filter((file) => !isMain(file))];
}

/** What one text has to do with the published files. */
interface Mentioned {
  /** A name of the main file is in it. */
  readonly main: boolean;
  /** What it changes or uses of the others alone. */
  readonly others: readonly { readonly kind: DefaultKind; readonly name: string; readonly file: string }[];
}

interface Mentions {
  /** The main file first. */
  readonly files: readonly DefaultRulesFile[];
  in(text: ItemList): Steps<Mentioned>;
}

function createMentions(published: PublishedRules, readItem: (item: Item) => ItemReading): Mentions {
  const files = mainFirst(published);
  const [main] = files;
  const names = new NameSet(files.flatMap(({ macros, lists, rules }) => [...macros, ...lists, ...rules]));
  const inItem = keptBy((item: Item): Mentioned => {
    // What is in nearly no item is looked for before the item is read as Falco reads it.
    const words = once(() => names.in(item.text));
    const mayMention = names.has(textOf(item.node, "rule") ?? "") || words().length > 0;
    return mayMention ? mentionedIn(words, readItem(item).view, main, files, names) : NOTHING;
  });
  const inGroup = keptBy((group: ItemGroup): Mentioned => united(group.map(inItem)));
  const byText = new WeakMap<ItemList, Mentioned>();
  return {
    files,
    *in(text) {
      const known = byText.get(text);
      if (known) return known;
      const found: Mentioned[] = [];
      for (const [at, group] of text.groups.entries()) {
        found.push(inGroup(group));
        if (at % STRIDE === STRIDE - 1) yield;
      }
      const all = united(found);
      byText.set(text, all);
      return all;
    },
  };
}

const NOTHING: Mentioned = { main: false, others: [] };

function united(parts: readonly Mentioned[]): Mentioned {
  const some = parts.filter((part) => part !== NOTHING);
  if (some.length === 0) return NOTHING;
  return {
    main: some.some(({ main }) => main),
    others: some.flatMap(({ others }) => others),
  };
}

function mentionedIn(
  words: () => readonly string[],
  view: ItemReading["view"],
  main: DefaultRulesFile | undefined,
  files: readonly DefaultRulesFile[],
  names: NameSet,
): Mentioned {
  if (!view || !isNamed(view) || !main) return NOTHING;
  const isOfMain = (kind: DefaultKind, name: string): boolean => filesDefining([main], kind, name).length > 0;
  const others = usesOf(view, names).flatMap(([kind, name]) => {
    const candidates = isOfMain(kind, name) ? [] : filesDefining(files, kind, name);
    const defining = candidates.length > 0 && kind === "macro" && !usesMacro(view, name) ? [] : candidates;
    // Of some files, which define the same as others, only the names are known.
    const other = defining.find(({ file, version }) => knownFile(file, version)) ?? defining[0];
    return other ? [{ kind, name, file: other.file }] : [];
  });
  const usesMain =
    isOfMain(view.kind, view.name) ||
    words().some((word) => isOfMain("macro", word) || isOfMain("list", word));
  return usesMain || others.length > 0 ? { main: usesMain, others } : NOTHING;
}

/** `kind name` of what an item defines. */
function definedBy(view: ItemReading["view"]): readonly string[] {
  return view && isNamed(view) && view.mode === "define" ? [`${view.kind} ${view.name}`] : [];
}

/** Names, and a first look at whether a word may be one of them, for which it need not be cut out of its text. */
class NameSet {
  private readonly names: ReadonlySet<string>;
  /** By length, the first letters of the names that are so long. */
  private readonly firstLetters: string[] = [];

  constructor(names: readonly string[]) {
    this.names = new Set(names);
    for (const { length, 0: first = "" } of this.names)
      this.firstLetters[length] = (this.firstLetters[length] ?? "") + first;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The words of a text that are among the names, each once. */
  in(text: string): readonly string[] {
    let found: Set<string> | undefined;
    let start = 0;
    for (let at = 0; at <= text.length; at++) {
      if (at < text.length && isOfWord(text.charCodeAt(at))) continue;
      if (this.firstLetters[at - start]?.includes(text.charAt(start))) {
        const word = text.slice(start, at);
        if (this.names.has(word)) found = (found ?? new Set<string>()).add(word);
      }
      start = at + 1;
    }
    return found ? [...found] : [];
  }
}

/** Whether a name of one word may have a character. */
function isOfWord(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === UNDERSCORE ||
    code === DOT ||
    code === HYPHEN
  );
}

const [UNDERSCORE, DOT, HYPHEN] = [0x5f, 0x2e, 0x2d];

/** Whether a word of an item is the name of a macro, and not a value that has the same name. */
function usesMacro(view: NamedView, name: string): boolean {
  if (view.kind === "macro" && view.name === name) return true;
  const { tree } = parseCondition(view.kind === "list" ? "" : (view.condition?.text ?? ""));
  return macroRefs(tree).some((ref) => ref.name === name);
}

/** The names that an item changes or may use. */
function usesOf(view: NamedView, names: NameSet): readonly (readonly [DefaultKind, string])[] {
  const changed: readonly (readonly [DefaultKind, string])[] =
    view.mode === "define" ? [] : [[view.kind, view.name]];
  if (view.kind === "list")
    return [...changed, ...(view.items ?? []).map(({ text }) => ["list", text] as const)];
  const words = names.in(view.condition?.text ?? "");
  return [...changed, ...words.flatMap((word) => [["macro", word] as const, ["list", word] as const])];
}
