import { commonEnd, commonStart } from "../text/common.ts";
import type { Edit, Span } from "../text/span.ts";
import type { Item } from "./item.ts";
import { entryNode, placedMap, placedScalar, placedSeq, scalarNode } from "./packed-node.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "./yaml-node.ts";

/**
 * What reading `text` gives, where it is the item's text with one word of a value typed at; undefined where more changed.
 * Nothing of YAML's begins or ends with letters, digits and `_` after another one of them, so that apart from the word itself
 * only places move. For items without aliases: a value that is in two places changes in both.
 */
export function retyped(item: Item, text: string): Item | undefined {
  const { node, text: before } = item;
  if (!node || item.problems.length + item.stray.length > 0) return undefined;
  const start = commonStart(before, text);
  const kept = commonEnd(before, text, start);
  const change: Edit = {
    span: { start, end: before.length - kept },
    newText: text.slice(start, text.length - kept),
  };
  if (!/^\w+$/.test(before.slice(Math.max(0, start - 1), change.span.end)) || !/^\w*$/.test(change.newText))
    return undefined;
  const scalar = valueAround(node, change.span);
  const value = scalar && changedText(scalar, change, before);
  return scalar && value !== undefined
    ? {
        ...item,
        text,
        node: moved(node, change, scalarNode(scalar.style, value, scalar.isNull, scalar.span), scalar),
      }
    : undefined;
}

/** The value that a change is in, after its first character. */
function valueAround(node: YamlNode, change: Span): YamlScalar | undefined {
  if (change.start <= node.span.start || change.end > node.span.end) return undefined;
  if (node.kind === "scalar") return node;
  for (const child of node.kind === "seq" ? node.items : node.entries.map(({ value }) => value)) {
    const found = valueAround(child, change);
    if (found) return found;
  }
  return undefined;
}

/** The decoded text after a change, which is in it as in the source wherever a line does so, and does so once. */
function changedText(scalar: YamlScalar, { span, newText }: Edit, source: string): string | undefined {
  const { style, text } = scalar;
  const isQuoted = style === "single" || style === "double";
  const end = scalar.span.end - (isQuoted ? 1 : 0);
  const begin =
    style === "literal" || style === "folded"
      ? source.indexOf("\n", scalar.span.start) + 1
      : scalar.span.start + (isQuoted ? 1 : 0);
  const lineStart = Math.max(begin, source.lastIndexOf("\n", span.start - 1) + 1);
  const nextLine = source.indexOf("\n", span.end);
  const line = source.slice(lineStart, nextLine < 0 ? end : Math.min(end, nextLine));
  if (begin > span.start || span.end > end || (isQuoted && line.includes(style === "single" ? "'" : "\\")))
    return undefined;
  const written = line.trim();
  const at = text.indexOf(written);
  if (at < 0 || text.includes(written, at + 1)) return undefined;
  const from = at + span.start - lineStart - line.indexOf(written);
  const changed = text.slice(0, from) + newText + text.slice(from + span.end - span.start);
  return style === "plain" && /^(?:null|Null|NULL)$/.test(changed) ? undefined : changed;
}

/** A node in its place after a change in `old`, which is now `scalar`. What ends before the change stays the same object. */
function moved(node: YamlNode, change: Edit, scalar: YamlScalar, old: YamlScalar): YamlNode {
  if (node.span.end < change.span.start) return node;
  const span = movedSpan(node.span, change);
  if (node.kind === "scalar") return placedScalar(node === old ? scalar : node, span);
  if (node.kind === "seq")
    return placedSeq(
      node,
      node.items.map((one) => moved(one, change, scalar, old)),
      span,
    );
  const entries = node.entries.map((entry): YamlEntry => {
    if (entry.span.end < change.span.start) return entry;
    const key = placedScalar(entry.key, movedSpan(entry.key.span, change));
    return entryNode(key, moved(entry.value, change, scalar, old));
  });
  return placedMap(node, entries, span);
}

function movedSpan({ start, end }: Span, { span, newText }: Edit): Span {
  const by = newText.length - span.end + span.start;
  return { start: start < span.end ? start : start + by, end: end < span.end ? end : end + by };
}
