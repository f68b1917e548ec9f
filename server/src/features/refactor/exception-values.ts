import { contentEnd, indentAt, lineStart, nextLine } from "../../model/configuration/entry-edit.ts";
import type { YamlNode, YamlScalar, YamlSeq } from "../../syntax/yaml-node.ts";
import type { Edit, Span } from "../../text/span.ts";

/** The `values` of an exception as written. */
export interface ValueList {
  readonly key: YamlScalar;
  readonly seq: YamlSeq;
}

/**
 * Adds the values of one exception to those of another, with the comments among them and `above`, those before their exception.
 * `removed` is what is taken away of the text; undefined where a comment of it would be lost, or a value cannot be written there.
 */
export function appendedValues(
  text: string,
  to: ValueList,
  from: ValueList,
  above: string,
  removed: Span,
): Edit | undefined {
  const last = to.seq.items.at(-1);
  const body = from.seq.flow ? undefined : bodyOf(text, from);
  if (!last || [...to.seq.items, ...from.seq.items].some(isBlockText)) return undefined;
  const kept = body ?? { start: from.seq.span.start, end: from.seq.span.start };
  const rest = text.slice(removed.start + above.length, kept.start) + text.slice(kept.end, removed.end);
  if (commentCount(rest) > 0) return undefined;
  if (to.seq.flow) {
    const shown = from.seq.items.map((item) => inBrackets(text, item, from.seq.flow));
    if (above !== "" || (body && commentCount(text.slice(body.start, body.end)) > 0)) return undefined;
    if (shown.includes(undefined)) return undefined;
    const at = contentEnd(last.span, text);
    return { span: { start: at, end: at }, newText: `, ${shown.join(", ")}` };
  }
  const indent = indentAt(text, last.span.start);
  const lines = body
    ? indented(text.slice(body.start, body.end), indentAt(text, from.seq.items[0]?.span.start ?? 0), indent)
    : linesOf(text, from.seq, indent);
  const at = nextLine(text, contentEnd(last.span, text));
  if (lines === undefined || !isOnItsOwnLine(last.span.start, text)) return undefined;
  const before = text[at - 1] === "\n" ? "" : "\n";
  const ended = lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
  return {
    span: { start: at, end: at },
    newText: before + indented(above, indentAt(above, 0), indent) + ended,
  };
}

/** Whether only a dash is before it on its line. */
export function isOnItsOwnLine(start: number, text: string): boolean {
  return /^[ \t]*-[ \t]+$/.test(text.slice(lineStart(text, start), start));
}

/** How many comments a text has; `#` after a space counts, also in quotes. */
export function commentCount(text: string): number {
  return text.match(/(?:^|[\s])#/gm)?.length ?? 0;
}

/** The lines of a block list; undefined where one of its items shares a line. */
function bodyOf(text: string, { key, seq }: ValueList): Span | undefined {
  const start = nextLine(text, key.span.end);
  const isWhole = seq.items.every(({ span }) => span.start >= start && isOnItsOwnLine(span.start, text));
  const end = nextLine(text, contentEnd(seq.items.at(-1)?.span ?? seq.span, text));
  return isWhole ? { start, end } : undefined;
}

function isBlockText(node: YamlNode): boolean {
  if (node.kind === "seq") return node.items.some(isBlockText);
  return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** An item as it is written in brackets; undefined where it would be read otherwise there. */
function inBrackets(text: string, node: YamlNode, isFlow: boolean): string | undefined {
  const shown = text.slice(node.span.start, contentEnd(node.span, text));
  if (shown.includes("#") || (!isFlow && shown.includes("\n"))) return undefined;
  const isClosed = node.kind === "scalar" ? node.style !== "plain" : node.kind === "seq" && node.flow;
  return isFlow || isClosed || /^[\w./-]+$/.test(shown) ? shown : undefined;
}

function linesOf(text: string, seq: YamlSeq, indent: string): string | undefined {
  const shown = seq.items.map(({ span }) => text.slice(span.start, contentEnd(span, text)));
  if (commentCount(text.slice(seq.span.start, contentEnd(seq.span, text))) > 0) return undefined;
  return shown.some((one) => one.includes("\n"))
    ? undefined
    : shown.map((one) => `${indent}- ${one}\n`).join("");
}

/** Lines that are indented as another line is. */
function indented(lines: string, from: string, to: string): string {
  return lines.replace(/^[ \t]+(?=\S)/gm, (own) =>
    own.length < from.length ? own : to + own.slice(from.length),
  );
}
