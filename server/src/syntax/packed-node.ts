/**
 * Nodes that hold their places as numbers, and make a span of them when asked: spans would take half of the memory of a text
 * that was read. Spread out, such a node is without its span. What is written by alias is plain data with a span.
 */
import type { Span } from "../text/span.ts";
import type { ScalarStyle, YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from "./yaml-node.ts";

export function scalarNode(style: ScalarStyle, text: string, isNull: boolean, span: Span): YamlScalar {
  return new PackedScalar(style, text, isNull, span);
}

/** A key that is written as it reads, without quotes. */
export function keyNode(text: string, start: number): YamlScalar {
  return new PackedKey(OFTEN.get(text) ?? text, start);
}

/** The same key in less memory, where it is written as it reads. */
export function asKey(key: YamlScalar): YamlScalar {
  const { style, text, isNull, alias, span } = key;
  const isPlain =
    style === "plain" && !isNull && alias === undefined && span.end - span.start === text.length;
  return isPlain ? keyNode(text, span.start) : key;
}

/** An entry, which spans its key and its value. */
export function entryNode(key: YamlScalar, value: YamlNode): YamlEntry {
  return new PackedEntry(key, value);
}

export function mapNode(flow: boolean, entries: readonly YamlEntry[], span: Span): YamlMap {
  return new PackedMap(flow, entries, span);
}

export function seqNode(flow: boolean, items: readonly YamlNode[], span: Span): YamlSeq {
  return new PackedSeq(flow, items, span);
}

/** The same node in another place, and with these children. */
export function placedScalar(scalar: YamlScalar, span: Span): YamlScalar {
  const { style, text, isNull, alias, isComplex } = scalar;
  if (alias !== undefined || isComplex) return { ...scalar, span };
  const isKey = scalar instanceof PackedKey && span.end - span.start === text.length;
  return isKey ? keyNode(text, span.start) : scalarNode(style, text, isNull, span);
}

export function placedMap(map: YamlMap, entries: readonly YamlEntry[], span: Span): YamlMap {
  return map.alias === undefined ? mapNode(map.flow, entries, span) : { ...map, entries, span };
}

export function placedSeq(seq: YamlSeq, items: readonly YamlNode[], span: Span): YamlSeq {
  return seq.alias === undefined ? seqNode(seq.flow, items, span) : { ...seq, items, span };
}

/** The tree with `span` made of each of its spans. */
export function movedNode(node: YamlNode, span: (at: Span) => Span): YamlNode {
  if (node.kind === "scalar") return placedScalar(node, span(node.span));
  if (node.kind === "seq") {
    const items = node.items.map((item) => movedNode(item, span));
    return placedSeq(node, items, span(node.span));
  }
  const entries = node.entries.map(({ key, value }) =>
    entryNode(placedScalar(key, span(key.span)), movedNode(value, span)),
  );
  return placedMap(node, entries, span(node.span));
}

/** A node that is somewhere by alias: it and all below it are where the alias is. */
export function aliasNode(node: YamlNode, span: Span, alias: string): YamlNode {
  if (node.kind === "scalar") return aliasScalar(node, span, alias);
  if (node.kind === "seq") {
    const items = node.items.map((item) => aliasNode(item, span, alias));
    return { kind: "seq", flow: node.flow, items, span, alias };
  }
  const entries = node.entries.map(({ key, value }) =>
    entryNode(aliasScalar(key, span, alias), aliasNode(value, span, alias)),
  );
  return { kind: "map", flow: node.flow, entries, span, alias };
}

function aliasScalar(scalar: YamlScalar, span: Span, alias: string): YamlScalar {
  const { style, text, isNull, isComplex } = scalar;
  return { kind: "scalar", style, text, isNull, span, alias, ...(isComplex && { isComplex }) };
}

/** The key that a list or a map is in the place of. */
export function complexKey(span: Span): YamlScalar {
  return { kind: "scalar", style: "plain", text: "", isNull: true, span, isComplex: true };
}

/** Keys that most items have: one string for all of them. */
const OFTEN: ReadonlyMap<string, string> = new Map(
  [
    ...[
      "rule",
      "macro",
      "list",
      "desc",
      "condition",
      "output",
      "priority",
      "tags",
      "items",
      "source",
      "enabled",
    ],
    ...["append", "override", "exceptions", "name", "fields", "comps", "values"],
  ].map((key) => [key, key]),
);

class PackedScalar implements YamlScalar {
  readonly kind = "scalar";
  readonly style: ScalarStyle;
  readonly text: string;
  readonly isNull: boolean;
  private readonly start: number;
  private readonly end: number;

  constructor(style: ScalarStyle, text: string, isNull: boolean, { start, end }: Span) {
    this.style = style;
    this.text = text;
    this.isNull = isNull;
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

class PackedKey implements YamlScalar {
  readonly text: string;
  private readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  get kind(): "scalar" {
    return "scalar";
  }

  get style(): "plain" {
    return "plain";
  }

  get isNull(): boolean {
    return false;
  }

  get span(): Span {
    return { start: this.start, end: this.start + this.text.length };
  }
}

class PackedEntry implements YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;

  constructor(key: YamlScalar, value: YamlNode) {
    this.key = key;
    this.value = value;
  }

  get span(): Span {
    const { start, end } = this.key.span;
    return { start, end: Math.max(end, this.value.span.end) };
  }
}

class PackedMap implements YamlMap {
  readonly kind = "map";
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  private readonly start: number;
  private readonly end: number;

  constructor(flow: boolean, entries: readonly YamlEntry[], { start, end }: Span) {
    this.flow = flow;
    this.entries = entries;
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

class PackedSeq implements YamlSeq {
  readonly kind = "seq";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  private readonly start: number;
  private readonly end: number;

  constructor(flow: boolean, items: readonly YamlNode[], { start, end }: Span) {
    this.flow = flow;
    this.items = items;
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}
