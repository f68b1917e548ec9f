/** YAML as Falco's reader takes it: plain data, spans in the parsed text, no package's types. */
import type { Edit, Span } from "../text/span.ts";

export type YamlNode = YamlMap | YamlSeq | YamlScalar;

interface NodeBase {
  readonly span: Span;
  /** The name in `*name`, when the node or one around it is written by alias; `span` then is the alias itself. */
  readonly alias?: string;
}

export interface YamlMap extends NodeBase {
  readonly kind: "map";
  readonly flow: boolean;
  /** In the order of the text, repeated keys included: Falco takes the first. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  /** An empty place is a scalar with `isNull` and an empty span after the colon. */
  readonly value: YamlNode;
  /** From the start of the key to the end of the value. */
  readonly span: Span;
}

export interface YamlSeq extends NodeBase {
  readonly kind: "seq";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

export interface YamlScalar extends NodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** The decoded text; empty when `isNull`. */
  readonly text: string;
  /** Empty, `~`, `null`, `Null` or `NULL`, unquoted. */
  readonly isNull: boolean;
  /** A list or a map that is in the place of a key: nothing of it is here. */
  readonly isComplex?: true;
}

export interface YamlProblem {
  readonly span: Span;
  readonly message: string;
  /** A quote or a bracket that nothing closes, or not where it should be: what follows may belong to it. */
  readonly isOpen?: true;
  /** A key without a colon that nothing follows: Falco's reader takes it for one without a value at the end of a file. */
  readonly isLastKey?: true;
  /** Tabs that indent are to blame: spaces in their places. Where other lines are indented with spaces, how many is a guess. */
  readonly spaces?: {
    readonly edits: readonly Edit[];
    readonly isMixed: boolean;
    /** Of the fix, where it does more than indent. */
    readonly title?: string;
  };
}

export interface YamlDocument {
  /** Undefined for an empty document. */
  readonly root: YamlNode | undefined;
  readonly span: Span;
}

export interface YamlReading {
  readonly documents: readonly YamlDocument[];
  /** What Falco's reader rejects. */
  readonly problems: readonly YamlProblem[];
}

/** The first entry of `key`, as Falco reads repeated keys. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The value of the first entry of `key`. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value;
}

/** The value of `key` as text; undefined for a map, a sequence or null. */
export function textOf(node: YamlNode | undefined, key: string): string | undefined {
  const value = valueOf(node, key);
  return value?.kind === "scalar" && !value.isNull ? value.text : undefined;
}

/** Follows keys and indices down from `node`. */
export function nodeAt(node: YamlNode | undefined, path: readonly (string | number)[]): YamlNode | undefined {
  let at = node;
  for (const step of path) {
    at = typeof step === "number" ? (at?.kind === "seq" ? at.items[step] : undefined) : valueOf(at, step);
  }
  return at;
}

/** true/false as yaml-cpp converts them: also yes/no, on/off, y/n in lower, Capitalised or UPPER case, quoted or not. */
export function booleanOf(text: string): boolean | undefined {
  if (/^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)$/.test(text)) return true;
  if (/^(?:false|False|FALSE|no|No|NO|off|Off|OFF|n|N)$/.test(text)) return false;
  return undefined;
}

/** Whether two nodes are the same to Falco: the same values in the same order, wherever and however they are written. `texts` compares two scalars. */
export function sameValue(
  a: YamlNode | undefined,
  b: YamlNode | undefined,
  texts: (one: string, other: string) => boolean = (one, other) => one === other,
): boolean {
  if (!a || !b) return a === b;
  if (a.kind === "scalar") return b.kind === "scalar" && texts(a.text, b.text) && a.isNull === b.isNull;
  if (a.kind === "seq")
    return (
      b.kind === "seq" &&
      a.items.length === b.items.length &&
      a.items.every((item, at) => sameValue(item, b.items[at], texts))
    );
  const same = (entry: YamlEntry, other: YamlEntry | undefined): boolean =>
    other !== undefined && entry.key.text === other.key.text && sameValue(entry.value, other.value, texts);
  return (
    b.kind === "map" &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, at) => same(entry, b.entries[at]))
  );
}

/** The first key below a node that is a list or a map. */
export function complexKeyIn(node: YamlNode | undefined): YamlScalar | undefined {
  if (node?.kind === "seq") return first(node.items, complexKeyIn);
  if (node?.kind !== "map" || node.alias !== undefined) return undefined;
  return first(node.entries, ({ key, value }) => (key.isComplex ? key : complexKeyIn(value)));
}

function first<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
