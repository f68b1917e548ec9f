import type { Item } from "../../server/src/syntax/item.ts";
import { tokensOf } from "../../server/src/syntax/condition/lexer.ts";
import { isOperator, isText, isTransformer, type Token } from "../../server/src/syntax/condition/tokens.ts";
import { scalarText } from "../../server/src/syntax/scalar-text.ts";
import { valueOf, type YamlNode, type YamlScalar } from "../../server/src/syntax/yaml-node.ts";

/** A word of an item that can be asked for again: the item up to it, and what stood there. */
export interface CutWord {
  readonly key: "condition" | "output" | "tags" | "exceptions";
  readonly kind: "operand" | "operator" | "keyword" | "transformer" | "list" | "value" | "tag" | "field";
  readonly word: string;
  /** Of the word in the item's text. */
  readonly start: number;
  readonly end: number;
  /** Where the value ends that the word is in. */
  readonly valueEnd: number;
  /** What closes the quotes and brackets that are open before the word. */
  readonly close: string;
  /** The field that a value is compared with, or that an operator comes directly after. */
  readonly field?: string;
}

/** The words of an item's condition, output, tags and exceptions that an editor could offer. */
export function cutWords(item: Item): readonly CutWord[] {
  return [...conditionWords(item), ...outputWords(item), ...tagWords(item), ...exceptionWords(item)];
}

function conditionWords({ node, text }: Item): readonly CutWord[] {
  const scalar = valueOf(node, "condition");
  if (scalar?.kind !== "scalar" || scalar.isNull || scalar.alias !== undefined) return [];
  const decoded = scalarText(scalar, text);
  let field = "";
  let isAfterField = false;
  return tokensOf(decoded.text).flatMap((token): readonly CutWord[] => {
    const kind = kindOf(token);
    if (token.kind === "field") field = token.image;
    const isCompared = kind === "value" || kind === "list" || (kind === "operator" && isAfterField);
    isAfterField = token.kind === "field";
    if (kind === undefined || /^["']/.test(token.image)) return [];
    // `not` and `in` are read with the space after them.
    const word = token.image.trimEnd();
    return [
      {
        key: "condition",
        kind,
        word,
        start: decoded.map.at(token.span.start),
        end: decoded.map.endAt(token.span.start + word.length),
        valueEnd: scalar.span.end,
        close: quoteOf(scalar),
        ...(isCompared && { field }),
      },
    ];
  });
}

function kindOf(token: Token): CutWord["kind"] | undefined {
  switch (token.kind) {
    case "field":
    case "identifier":
      return "operand";
    case "and":
    case "or":
    case "not":
      return "keyword";
    case "list-name":
      return "list";
    default:
      if (isOperator(token)) return "operator";
      if (isTransformer(token)) return "transformer";
      return isText(token) ? "value" : undefined;
  }
}

function outputWords({ node, text }: Item): readonly CutWord[] {
  const scalar = valueOf(node, "output");
  if (scalar?.kind !== "scalar" || scalar.isNull || scalar.alias !== undefined) return [];
  const decoded = scalarText(scalar, text);
  return [...decoded.text.matchAll(/%([a-z]\w*(?:\.\w+)+)/g)].map(({ index, 1: word = "" }) => ({
    key: "output",
    kind: "field",
    word,
    start: decoded.map.at(index + 1),
    end: decoded.map.endAt(index + 1 + word.length),
    valueEnd: scalar.span.end,
    close: quoteOf(scalar),
  }));
}

function tagWords({ node }: Item): readonly CutWord[] {
  const tags = valueOf(node, "tags");
  return tags ? wordsIn(tags, { key: "tags", kind: "tag", valueEnd: tags.span.end, close: "" }) : [];
}

function exceptionWords({ node }: Item): readonly CutWord[] {
  const exceptions = valueOf(node, "exceptions");
  if (exceptions?.kind !== "seq") return [];
  return exceptions.items.flatMap((exception) => {
    const fields = valueOf(exception, "fields");
    const comps = valueOf(exception, "comps");
    const key = "exceptions";
    return [
      ...(fields ? wordsIn(fields, { key, kind: "field", valueEnd: fields.span.end, close: "" }) : []),
      ...(comps ? wordsIn(comps, { key, kind: "operator", valueEnd: comps.span.end, close: "" }) : []),
    ];
  });
}

function wordsIn(node: YamlNode, of: Omit<CutWord, "word" | "start" | "end">): readonly CutWord[] {
  if (node.alias !== undefined || node.kind === "map") return [];
  if (node.kind === "seq")
    return node.items.flatMap((item) => wordsIn(item, node.flow ? { ...of, close: `]${of.close}` } : of));
  if (node.isNull || node.style !== "plain") return [];
  return [{ ...of, word: node.text, start: node.span.start, end: node.span.end }];
}

/** A text with the word and what follows it in its value taken away; `itemStart` is where the item begins. */
export function textBefore(text: string, itemStart: number, { start, valueEnd, close }: CutWord): string {
  const rest = text.slice(itemStart + valueEnd);
  return `${text.slice(0, itemStart + start)}${close}${/^\s*\n|^$/.test(rest) ? "" : "\n"}${rest}`;
}

function quoteOf({ style }: YamlScalar): string {
  return style === "single" ? "'" : style === "double" ? '"' : "";
}
