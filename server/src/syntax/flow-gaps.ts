import { contains, type Span } from "../text/span.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Whether the package reports an entry that is left out of a flow sequence, which Falco's reader takes for an empty one. */
export function isFlowGap({ message }: { readonly message: string }): boolean {
  return message.startsWith("Unexpected , in flow sequence");
}

/** Where such entries are left out, as offsets of the commas after them. */
export function flowGaps(
  errors: readonly { readonly message: string; readonly pos: readonly [number, number] }[],
  base: number,
): ReadonlySet<number> {
  return new Set(errors.filter(isFlowGap).map(({ pos }) => pos[0] + base));
}

/** The items of a sequence with an empty one at each of the `gaps`, offsets of commas, that is its own. */
export function withGaps(
  items: readonly YamlNode[],
  span: Span,
  gaps: Iterable<number>,
): readonly YamlNode[] {
  const made: YamlNode[] = [];
  for (const start of gaps) {
    const isIn = (outer: Span): boolean => contains(outer, { start, end: start + 1 });
    if (isIn(span) && !items.some((item) => isIn(item.span)))
      made.push({ kind: "scalar", style: "plain", text: "", isNull: true, span: { start, end: start } });
  }
  return made.length === 0 ? items : [...items, ...made].sort((a, b) => a.span.start - b.span.start);
}
