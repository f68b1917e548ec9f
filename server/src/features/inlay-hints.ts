import type { Document } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { textOf, valueOf } from "../syntax/yaml-node.ts";
import { contains, type Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";
import { SYSCALL } from "../catalog/records.ts";

export interface InlayHint {
  /** In the document. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Most event names that are spelled out. */
const SPELLED_OUT = 3;

/** After the name of each rule: the events that its condition admits. */
export function inlayHints(snapshot: Snapshot, document: Document, span: Span): readonly InlayHint[] {
  return document.regions.flatMap((region, index) => {
    const ruleset = snapshot.rulesets.find(({ order }) =>
      order.some((ref) => ref.uri === document.uri && ref.region === index),
    );
    return (region.items?.items ?? []).flatMap((placed): readonly InlayHint[] => {
      const name = valueOf(placed.item.node, "rule");
      const rule = name?.kind === "scalar" ? ruleset?.rules.compiled.rules.get(name.text) : undefined;
      if (
        !name ||
        !rule?.events ||
        rule.rule.source !== SYSCALL ||
        textOf(placed.item.node, "condition") === undefined
      )
        return [];
      const offset = itemToDocument(region, placed).endAt(name.span.end);
      if (!contains(span, { start: offset, end: offset })) return [];
      const names = [...rule.events.names].sort();
      const isAll = rule.unrestricted || names.length === 0;
      const label = isAll
        ? "all events"
        : names.length > SPELLED_OUT
          ? `${names.length} events`
          : names.join(", ");
      return [
        {
          offset,
          label,
          tooltip: names.length > 0 && names.length < 60 ? names.join(", ") : (rule.events.reason ?? ""),
        },
      ];
    });
  });
}
