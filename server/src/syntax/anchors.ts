import { countUntil } from "../text/count-until.ts";
import { keptBy, keptLast } from "../text/kept.ts";
import { type Edit, overlaps, type Span } from "../text/span.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Whether edits of the text that `root` was read from leave every anchor and every alias as it is. */
export function keepsAnchors(
  root: YamlNode | undefined,
  source: string,
  edits: readonly Pick<Edit, "span">[],
): boolean {
  if (!root || !mayHaveAnchors(source)) return true;
  const tokens = anchorTokens(root, source);
  return !edits.some(({ span }) => {
    const first = tokens[countUntil(tokens, ({ end }) => end <= span.start)];
    return first !== undefined && overlaps(first, span);
  });
}

/** Those who place the fixes of a text ask once for each. */
const mayHaveAnchors = keptLast((source: string) => /[&*]/.test(source));

/** Where `&name` and `*name` are, in the order of the text. */
function anchorTokens(root: YamlNode, source: string): readonly Span[] {
  return tokensOf(root)(source);
}

const tokensOf = keptBy((root: YamlNode) => keptLast((source: string) => tokensIn(root, source)));

function tokensIn(root: YamlNode, source: string): readonly Span[] {
  const found: Span[] = [];
  const visit = (node: YamlNode): void => {
    if (node.alias !== undefined) {
      found.push(node.span);
      return;
    }
    const anchor = anchorBefore(node.span.start, source);
    if (anchor) found.push(anchor);
    if (node.kind === "seq") node.items.forEach(visit);
    if (node.kind === "map")
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
  };
  visit(root);
  return found.sort((a, b) => a.start - b.start);
}

/** Longest name of an anchor, with the tag and the spaces between it and its value, that is looked for. */
const LONGEST = 200;

function anchorBefore(offset: number, source: string): Span | undefined {
  const before = source.slice(Math.max(0, offset - LONGEST), offset);
  const at = before.lastIndexOf("&");
  if (at < 0 || !/^&[^\s,[\]{}]+(?:\s|$)/.test(before.slice(at))) return undefined;
  const rest = before.slice(at).replace(/^\S+/, "");
  if (!/^\s*(?:![^\s]*\s+)?$/.test(rest)) return undefined;
  const start = offset - before.length + at;
  return { start, end: start + before.slice(at).length - rest.length };
}
