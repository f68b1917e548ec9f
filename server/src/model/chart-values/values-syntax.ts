import type { YamlNode, YamlProblem, YamlReading, YamlScalar } from "../../syntax/yaml-node.ts";
import { indentAt, lineStart, nextLine } from "../configuration/entry-edit.ts";
import type { ChartValueSyntax } from "./finding.ts";

/** The first thing that YAML rejects in values: what follows it may be read wrongly, and says nothing. */
export function valuesSyntax({ problems, documents }: YamlReading, source: string): ChartValueSyntax[] {
  const [problem] = problems;
  if (!problem) return [];
  const { message, span, spaces } = problem;
  const root = documents[0]?.root;
  const ended = root && endedText(root, problem, source);
  if (ended) return [{ code: "chart-value-syntax", ...ended }];
  return [{ code: "chart-value-syntax", span, message, ...(spaces && { spaces }) }];
}

/** A text that ended too early, since a line in it is indented less than its first one: the line, and by how much. */
function endedText(
  root: YamlNode,
  { span }: YamlProblem,
  source: string,
): Pick<ChartValueSyntax, "span" | "message"> | undefined {
  const text = lastText(root, nextLine(source, span.start));
  if (!text || nextLine(source, text.span.start) >= text.span.end) return undefined;
  const wanted = indentAt(source, nextLine(source, text.span.start)).length;
  const start = firstContent(source, text.span.end);
  const actual = indentAt(source, start).length;
  const key = indentAt(source, text.span.start).length;
  // The error is reported on the line that ended the text, or on the text itself, which turned out to be a value.
  if (
    actual >= wanted ||
    actual <= key ||
    span.start < text.span.start ||
    span.start > nextLine(source, start)
  )
    return undefined;
  const by = wanted - actual;
  const line = source.slice(start, nextLine(source, start)).trim();
  return {
    span: { start: start, end: start + line.length },
    message: `This line is indented less than the first line of its text, so it is not part of it. Indent it by ${by} more ${by === 1 ? "space" : "spaces"}.`,
  };
}

/** The last block scalar that begins before an offset. */
function lastText(node: YamlNode, before: number): YamlScalar | undefined {
  if (node.span.start > before) return undefined;
  if (node.kind === "scalar") return node.style === "literal" || node.style === "folded" ? node : undefined;
  const inner = node.kind === "map" ? node.entries.map(({ value }) => value) : node.items;
  for (const one of inner.toReversed()) {
    const found = lastText(one, before);
    if (found) return found;
  }
  return undefined;
}

/** The first visible character of the line at or after an offset. */
function firstContent(source: string, offset: number): number {
  let at = offset === lineStart(source, offset) ? offset : lineStart(source, offset);
  while (at < source.length && source.slice(at, nextLine(source, at)).trim() === "")
    at = nextLine(source, at);
  return at + indentAt(source, at).length;
}
