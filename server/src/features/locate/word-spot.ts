import { OPTIONS } from "../../catalog/options.ts";
import type { OptionRecord } from "../../catalog/records.ts";
import type { ParsedRegion } from "../../hosts/document.ts";
import { readInvocation } from "../../model/invocation/invocation.ts";
import { touches, type Span } from "../../text/span.ts";

/** What is at an offset of a command line or of a variable. Spans are in the region's text. */
export type WordSpot =
  /** The name of an option, or a word that begins like one; `program` is by its base name. */
  | { readonly kind: "option"; readonly record?: OptionRecord; readonly span: Span; readonly program: string }
  | { readonly kind: "value"; readonly record: OptionRecord; readonly span: Span }
  /** The path before the `=` of `-o`, or what there is so far, and what comes after it. */
  | { readonly kind: "override-key"; readonly path: string; readonly span: Span }
  | { readonly kind: "override-value"; readonly path: string; readonly span: Span }
  /** An argument of another program of Falco's. */
  | { readonly kind: "argument"; readonly program: string; readonly span: Span }
  | { readonly kind: "variable"; readonly name: string; readonly span: Span };

/** The spot at `offset` of the region's text; undefined for a word without meaning. */
export function wordSpotAt(region: ParsedRegion, offset: number): WordSpot | undefined {
  if (region.kind === "environment") return variableAt(region.text, offset);
  const { program, programWord, parts, arguments: words } = readInvocation(region, OPTIONS);
  if (programWord && touches(programWord.span, offset)) return undefined;
  const word = words.find(({ span }) => touches(span, offset));
  if (program !== "falco") return word && { kind: "argument", program, span: word.span };
  for (const part of parts) {
    if (part.kind !== "option") continue;
    const { record, value, span } = part;
    if (value && record && touches(value.span, offset))
      return record.names.includes("-o")
        ? overrideAt(value.text, value.span, offset)
        : { kind: "value", record, span: value.span };
    if (touches(span, offset)) return { kind: "option", span, program, ...(record && { record }) };
  }
  return word?.text.startsWith("-") ? { kind: "option", span: word.span, program } : undefined;
}

function overrideAt(text: string, { start }: Span, offset: number): WordSpot {
  const equals = text.indexOf("=");
  const path = equals < 0 ? text : text.slice(0, equals);
  const end = start + path.length;
  if (offset <= end) return { kind: "override-key", path, span: { start, end } };
  return { kind: "override-value", path, span: { start: end + 1, end: start + text.length } };
}

function variableAt(text: string, offset: number): WordSpot | undefined {
  const end = text.indexOf("=");
  return offset <= end ? { kind: "variable", name: text.slice(0, end), span: { start: 0, end } } : undefined;
}
