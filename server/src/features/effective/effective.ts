import { explainName } from "../../model/explain/explain-names.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { isNamed } from "../../model/ruleset/items/items.ts";
import { nameAt } from "../../model/workspace/name-places.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { effectivePages } from "./effective-page.ts";
import { conditionTree, type GivenEvent } from "./condition-tree.ts";
import { markdownPage } from "./effective-text.ts";
import { locate } from "../locate/locate.ts";

/** A page on what Falco loads in the end. */
export interface Effective {
  readonly name: string;
  readonly markdown: string;
}

/** The rule, macro or list whose name is at an offset of a document, else the one whose item that is in; a rule with its truth on an event. */
export function effectiveAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  event?: GivenEvent,
): Effective | undefined {
  const place = locate(snapshot, uri, offset);
  if (!place || !("placed" in place) || !place.placed || !place.ruleset) return undefined;
  const inner = place.region.map.from(offset);
  const named = inner === undefined ? undefined : nameAt(snapshot, uri, place.placed, inner);
  const rulesets = [place.ruleset];
  const pointed = named && pageOf(snapshot, rulesets, event, named.name, named.kind);
  const { view } = place;
  return (
    pointed ?? (view && isNamed(view) ? pageOf(snapshot, rulesets, event, view.name, view.kind) : undefined)
  );
}

/** Everything of that name in the rulesets that load a document, or in any where none of them has it. */
export function effectiveNamed(
  snapshot: Snapshot,
  uri: string,
  name: string,
  event?: GivenEvent,
): Effective | undefined {
  const own = snapshot.rulesets.filter(({ order }) => order.some((ref) => ref.uri === uri));
  return pageOf(snapshot, own, event, name) ?? pageOf(snapshot, snapshot.rulesets, event, name);
}

/** The longest text whose parts are listed; of a longer one the list would be too long to read. */
const LONGEST_TREE = 30_000;

function pageOf(
  snapshot: Snapshot,
  rulesets: readonly Ruleset[],
  event: GivenEvent | undefined,
  name: string,
  kind?: NameKind,
): Effective | undefined {
  const pages = rulesets.flatMap((ruleset) =>
    effectivePages(snapshot, explainName(ruleset, name))
      .filter((page) => kind === undefined || page.kind === kind)
      .map((page) => {
        const isReadable = page.texts.every(({ text }) => text.length <= LONGEST_TREE);
        const tree =
          page.kind === "rule" && isReadable ? conditionTree(snapshot, ruleset, name, event) : undefined;
        return markdownPage(page) + (tree === undefined ? "" : `\n${tree}\n`);
      }),
  );
  return pages.length > 0 ? { name, markdown: pages.join("\n") } : undefined;
}
