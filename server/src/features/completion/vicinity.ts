import type { TextPlace } from "../locate/locate.ts";
import type { CandidateKind } from "./candidate.ts";
import { defaultNames } from "./default-names.ts";
import { ownUsage, type Vicinity } from "./likelihood.ts";
import { VALUES } from "./usage-counts.ts";
import { visibleNames } from "./visible-names.ts";

/** The usual weight of a name. */
const USUAL = 0.3;
/** How much of the likelihood it is. */
const SHARE = 0.35;
/** Who writes a macro or a list uses it in one of the next items. */
const UNUSED = 12;
/** Names that follow each other in their file follow each other where they are used. */
const NEXT = 6;
/** So far away, in items, a name is half as near. */
const REACH = 8;
/** Words of so many letters that begin alike belong together. */
const MOST_ALIKE = 4;
/** Values that share so much with the one before belong to one family. */
const ALIKE = 0.4;

/**
 * How likely macros and lists are besides counts: nothing uses them yet, they are defined just before the item or after the name
 * that was used last, and their names resemble that name or the item's. Those in `written` are in the condition already.
 */
export function nearNames(
  place: TextPlace,
  kind: "macro" | "list",
  last: string,
  written: ReadonlySet<string>,
): Vicinity {
  const { ruleset, view, snapshot } = place;
  const { macros, lists } = ruleset?.rules.collected ?? {};
  const own = view?.kind === "rule" || view?.kind === "macro" ? view.name : "";
  const words = new Set([...wordsOf(last), ...wordsOf(own)]);
  // Words are letters and digits.
  const beginnings = new RegExp([...words].map((word) => word.slice(0, MOST_ALIKE)).join("|") || "^(?!)");
  const kinds = {
    macro: { defined: macros, uses: ownUsage("operand", snapshot).names },
    list: { defined: lists, uses: ownUsage(VALUES, snapshot).names },
  };
  const before = (macros?.get(last) ?? lists?.get(last))?.index;
  const here = view?.kind === "macro" ? macros?.get(own)?.index : undefined;
  return {
    share: SHARE,
    total: Math.max(1, USUAL * namesAt(place, kind)),
    weightOf(kind: CandidateKind, label: string) {
      if (written.has(label) || NO_NAMES.has(kind)) return 0;
      const alike = beginnings.test(label) ? likeness(label, words) : 0;
      if (kind !== "macro" && kind !== "list") return alike > ALIKE ? alike : 0;
      const { defined, uses } = kinds[kind];
      const index = defined?.get(label)?.index;
      if (index === undefined) return 0.1 + alike;
      const unused = uses.has(label) ? 1 : UNUSED;
      const next = before !== undefined && index > before ? 1 + NEXT / (index - before) : 1;
      const near = here !== undefined && index < here ? 1 + REACH / (REACH + here - index) : 1;
      return (0.2 + 2 * alike) * unused * next * near;
    },
  };
}

/** How many names can be at a place. */
function namesAt(place: TextPlace, kind: "macro" | "list"): number {
  const { ruleset, catalog } = place;
  return visibleNames(place, kind).length + defaultNames(ruleset, catalog.published, kind).length;
}

const NO_NAMES: ReadonlySet<string> = new Set(["field", "function", "keyword", "operator"]);

/** From 0 to 1: how much of a name is among `words`, or begins like one of them. */
function likeness(name: string, words: ReadonlySet<string>): number {
  const own = wordsOf(name);
  const shared = own.filter((word) => words.has(word) || (word.length >= MOST_ALIKE && hasKin(word, words)));
  return own.length === 0 ? 0 : shared.length / own.length;
}

function hasKin(word: string, words: ReadonlySet<string>): boolean {
  for (const other of words)
    if (other.length >= MOST_ALIKE && (other.startsWith(word) || word.startsWith(other))) return true;
  return false;
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}
