import { rulesetOf } from "../model/workspace/ruleset-of.ts";
import type { Document } from "../hosts/document.ts";
import { UNRESTRICTED } from "../model/condition/infer-events.ts";
import { explainList } from "../model/explain/explain-names.ts";
import { listsIn } from "../model/ruleset/users.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import { textOf, valueOf } from "../syntax/yaml-node.ts";
import { keptFor } from "../text/kept.ts";
import { contains, type Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";
import { SYSCALL } from "../catalog/records.ts";

export interface InlayHint {
  /** In the document. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** What hints are shown. */
export interface ShownHints {
  /** After the name of a rule: the events that its condition admits. */
  readonly events: boolean;
  /** After the name of a list: how many items it has in the end. */
  readonly listSizes: boolean;
}

/** Most event names that are spelled out. */
const SPELLED_OUT = 3;

/** After the names of rules and lists: what their texts do not say. */
export function inlayHints(
  snapshot: Snapshot,
  document: Document,
  span: Span,
  shown: ShownHints = { events: true, listSizes: true },
): readonly InlayHint[] {
  return document.regions.flatMap((region, index) => {
    const ruleset = rulesetOf(snapshot, document.uri, index);
    // Thousands of items may have one name.
    const sizeOf = keptFor((name: string) => ruleset && sizeHint(ruleset, name));
    return (region.items?.items ?? []).flatMap((placed): readonly InlayHint[] => {
      const { node } = placed.item;
      const name = valueOf(node, "rule") ?? valueOf(node, "list");
      if (!ruleset || name?.kind !== "scalar") return [];
      const offset = itemToDocument(region, placed).endAt(name.span.end);
      if (!contains(span, { start: offset, end: offset })) return [];
      const isRule = valueOf(node, "rule") !== undefined;
      const hint = isRule
        ? shown.events && textOf(node, "condition") !== undefined && eventsHint(ruleset, name.text)
        : shown.listSizes && sizeOf(name.text);
      return hint ? [{ offset, ...hint }] : [];
    });
  });
}

type Hint = Omit<InlayHint, "offset">;

function eventsHint({ rules }: Ruleset, name: string): Hint | undefined {
  const rule = rules.compiled.rules.get(name);
  if (!rule?.events || rule.rule.source !== SYSCALL) return undefined;
  // What every condition may get is a detail of the engine.
  const names = rule.events.names.filter((event) => event !== UNRESTRICTED).sort();
  const label =
    rule.unrestricted || names.length === 0
      ? "all events"
      : names.length > SPELLED_OUT
        ? `${names.length} events`
        : names.join(", ");
  return {
    label,
    tooltip: names.length > 0 && names.length < 60 ? names.join(", ") : (rule.events.reason ?? ""),
  };
}

/** Of a list that has other items in the end than its text shows. */
function sizeHint(ruleset: Ruleset, name: string): Hint | undefined {
  const { collected } = ruleset.rules;
  const list = collected.lists.get(name);
  if (!list || (list.views.length < 2 && listsIn(list, collected).length === 0)) return undefined;
  const items = explainList(ruleset, name)?.items ?? [];
  return {
    label: items.length === 1 ? "1 item" : `${items.length} items`,
    tooltip: items.slice(0, 60).join(", "),
  };
}
