import { type Document, isCollection, isNode, isPair, isScalar, type YAMLError } from "yaml";
import { closingOf } from "./continued-lines.ts";

/** Whether the package speaks of a quote that nothing closes, or of a bracket that is badly closed. */
export function isUnclosed({ message }: { readonly message: string }): boolean {
  return /closing ['"]quote|and end with a/.test(message);
}

/** How many quotes and brackets that the package calls badly closed are looked at: one that is never closed is enough. */
export const MOST_OPEN_CHECKS = 20;

/** Where the quote or the bracket around `offset` begins that nothing closes. The package reports a bracket that closes further left the same way, which Falco's reader takes. */
export function openingOf(
  document: Document.Parsed,
  { message, pos: [offset] }: YAMLError,
  source: string,
): number | undefined {
  const isQuote = /quote/.test(message);
  const starts: number[] = [];
  const pending: unknown[] = [document.contents];
  for (let node = pending.pop(); pending.length > 0 || node !== undefined; node = pending.pop()) {
    if (isPair(node)) pending.push(node.key, node.value);
    else if (isNode(node)) {
      const isWanted = isQuote
        ? isScalar(node) && node.type?.startsWith("QUOTE")
        : isCollection(node) && node.flow;
      const [begin, , end] = node.range ?? [-1, -1, -1];
      if (isWanted && begin <= offset && offset <= end) starts.push(begin);
      if (isCollection(node)) for (const item of node.items) pending.push(item);
    }
  }
  starts.sort((a, b) => b - a);
  // One that is closed right before may be in one that is not.
  return isQuote
    ? starts[0]
    : starts.slice(0, MOST_OPEN_CHECKS).find((start) => closingOf(source, start) === undefined);
}
