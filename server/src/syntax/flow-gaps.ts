import { countUntil } from "../text/count-until.ts";
import type { Span } from "../text/span.ts";
import { scalarNode } from "./packed-node.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Whether the package reports an entry that is left out of a flow sequence, which Falco's reader takes for an empty one. */
export function isFlowGap({ message }: { readonly message: string }): boolean {
  return message.startsWith("Unexpected , in flow sequence");
}

/** Where such entries are left out, as offsets of the commas after them, in order. */
export function flowGaps(
  errors: readonly { readonly message: string; readonly pos: readonly [number, number] }[],
  base: number,
): readonly number[] {
  return [...new Set(errors.filter(isFlowGap).map(({ pos }) => pos[0] + base))].sort((a, b) => a - b);
}

/** The items of a sequence, in order, with an empty one at each of the `gaps`, offsets of commas, that is its own. */
export function withGaps(
  items: readonly YamlNode[],
  span: Span,
  gaps: readonly number[],
): readonly YamlNode[] {
  const first = countUntil(gaps, (start) => start < span.start);
  const made: YamlNode[] = [];
  for (let at = first, next = 0; (gaps[at] ?? span.end) < span.end; at++) {
    const start = gaps[at] ?? span.end;
    while ((items[next]?.span.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const item = items[next];
    if (item === undefined || start < item.span.start)
      made.push(scalarNode("plain", "", true, { start, end: start }));
  }
  return made.length === 0 ? items : [...items, ...made].sort((a, b) => a.span.start - b.span.start);
}
