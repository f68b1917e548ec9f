import { readLoaderVersion, satisfies, type Version } from "../../catalog/version.ts";
import { type ItemReading, readItemView } from "../../model/ruleset/items/read-item.ts";
import { isNamed, type NamedView } from "../../model/ruleset/items/items.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import { type ItemList, readItems, usesAnchors } from "../../syntax/items.ts";
import { retyped } from "../../syntax/retype.ts";
import type { Item } from "../../syntax/item.ts";
import { applyEdits } from "../../text/span.ts";
import type { FixDraft } from "../check.ts";

/** The longest item whose fixes are tried: each costs reading it once. */
const MOST_TRIED = 20_000;

/** The longest ruleset in which other places of a name are looked for. */
const MOST_SEARCHED = 300_000;

/** How many times its length is read to try the fixes of a text, and what may be read of any text. */
const MOST_READ = { times: 20, more: 200_000 };

/** Returns those of the drafts that are sound. */
export type SoundItemFixes = (drafts: readonly FixDraft[], item: Item) => readonly FixDraft[];

/**
 * Returns the drafts that cause no error in their item: each is made, and the item is read again. In an item that is not
 * YAML nothing says what belongs to a key. When much was tried in a text of this length, the rest has no fix.
 */
export function soundItemFixes(ruleset: Ruleset, length: number): SoundItemFixes {
  let left = MOST_READ.more + MOST_READ.times * length;
  return (drafts, item) => {
    if (item.problems.length > 0) return [];
    if (item.text.length > MOST_TRIED) return drafts.filter((draft) => isWithinLines(draft, item));
    if (drafts.length === 0) return drafts;
    left -= drafts.length * item.text.length;
    return left < 0 ? [] : soundIn(drafts, item, ruleset);
  };
}

/** Whether a fix adds and removes no lines. In an item that is too long to try its fixes, only such ones are offered. */
function isWithinLines({ edits }: FixDraft, { text }: Item): boolean {
  return edits.every(({ span, newText }) => !/[\r\n]/.test(text.slice(span.start, span.end) + newText));
}

function soundIn(drafts: readonly FixDraft[], item: Item, ruleset: Ruleset): readonly FixDraft[] {
  const before = readingOf([item], [ruleset.input.readItem(item)]);
  return drafts.filter((draft) => {
    const made = edited(item, draft);
    if (made.problems.length + made.misplaced.length > item.problems.length + item.stray.length) return false;
    const items = made.items.map((placed) => placed.item);
    const after = readingOf(items, items.map(readItemView));
    return (
      after.problems <= before.problems &&
      [...after.errors].every((error) => before.errors.has(error)) &&
      after.engines.every((engine) => satisfies(engine, ruleset.catalog.engine.semver)) &&
      after.names.every((view) => isPossible(view, before.names, item, ruleset))
    );
  });
}

/** The item with a fix made, as it is read. */
function edited(item: Item, { edits }: FixDraft): Pick<ItemList, "items" | "problems" | "misplaced"> {
  const text = applyEdits(item.text, edits);
  const typed = item.isLast || usesAnchors(item.text) ? undefined : retyped(item, text);
  return typed ? { items: [{ start: 0, item: typed }], problems: [], misplaced: [] } : readItems(text);
}

interface Reading {
  readonly problems: number;
  /** What makes Falco reject an item, by code and what it is about. */
  readonly errors: ReadonlySet<string>;
  readonly names: readonly NamedView[];
  readonly engines: readonly Version[];
}

function readingOf(items: readonly Item[], readings: readonly ItemReading[]): Reading {
  return {
    problems: items.reduce((count, { problems }) => count + problems.length, 0),
    errors: new Set(
      readings.flatMap(({ findings }) =>
        findings
          .filter(({ falco }) => falco?.startsWith("LOAD_ERR"))
          .map(({ code, detail, name }) => `${code} ${detail} ${name}`),
      ),
    ),
    names: readings.flatMap(({ view }) => (view && isNamed(view) ? [view] : [])),
    engines: readings.flatMap(({ view }) => {
      const engine = view?.kind === "required_engine_version" ? view.version : undefined;
      const version = engine === undefined ? undefined : readLoaderVersion(engine);
      return version ? [version] : [];
    }),
  };
}

/** Whether an item that a fix makes can be what it is: one that changes another needs that, and a name may be used elsewhere. */
function isPossible(
  { kind, name, mode }: NamedView,
  before: readonly NamedView[],
  item: Item,
  ruleset: Ruleset,
): boolean {
  const old = before.find((view) => view.kind === kind);
  if (old && old.name !== name && isWrittenElsewhere(old.name, item, ruleset)) return false;
  const isAlready = old !== undefined && old.mode !== "define" && old.name === name;
  if (mode === "define" || isAlready) return true;
  const { collected } = ruleset.rules;
  const own = { rule: collected.rules, macro: collected.macros, list: collected.lists }[kind];
  return own.has(name) || ruleset.input.known(kind, name) !== undefined;
}

function isWrittenElsewhere(name: string, item: Item, { input }: Ruleset): boolean {
  let searched = 0;
  for (const { items } of input.files) {
    searched += items.text.length;
    if (searched > MOST_SEARCHED) return true;
    if (items.items.some(({ item: other }) => other !== item && other.text.includes(name))) return true;
  }
  return false;
}
