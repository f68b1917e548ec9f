import { testsIn } from "../evaluate/tests/test-documents.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { PlacedItem } from "../syntax/items.ts";
import { textOf, valueOf, type YamlNode } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";

export interface Symbol {
  readonly name: string;
  readonly kind: "rule" | "macro" | "list" | "requirement" | "exception" | "key";
  readonly detail: string;
  /** All of it, in the document; and its name. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly Symbol[];
}

/** The rules, macros and lists of a document; the keys of a configuration. */
export function documentSymbols(document: Document): readonly Symbol[] {
  return document.regions.flatMap((region): readonly Symbol[] => {
    if (region.items) return region.items.items.flatMap((placed) => itemSymbol(region, placed));
    if (region.kind === "tests") return testSymbols(document);
    if (region.kind === "config") return keySymbols(region, region.yaml?.documents[0]?.root, 0);
    return [];
  });
}

function testSymbols(document: Document): readonly Symbol[] {
  return (testsIn(document)?.tests ?? []).map(({ name, span }) => ({
    name,
    kind: "key",
    detail: "test",
    span,
    nameSpan: span,
    children: [],
  }));
}

/** The rules that a document defines, without those that only change another. */
export function ruleNames(document: Document): readonly Symbol[] {
  return document.regions.flatMap((region) =>
    (region.items?.items ?? [])
      .filter(({ item: { node } }) => node?.kind === "map" && valueOf(node, "condition") !== undefined)
      .flatMap((placed) => itemSymbol(region, placed))
      .filter(({ kind }) => kind === "rule"),
  );
}

export interface WorkspaceSymbol extends Symbol {
  readonly uri: string;
}

/** Rules, macros and lists of all files whose name has the letters of the query, in their order. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly WorkspaceSymbol[] {
  const letters = query.toLowerCase().replace(/\s+/g, "");
  return [...snapshot.documents.values()].flatMap((document) =>
    document.regions
      .flatMap((region) => (region.items?.items ?? []).flatMap((placed) => itemSymbol(region, placed)))
      .filter(({ name, kind }) => kind !== "requirement" && hasLetters(name.toLowerCase(), letters))
      .map((symbol) => ({ ...symbol, uri: document.uri })),
  );
}

function hasLetters(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function itemSymbol(region: ParsedRegion, placed: PlacedItem): readonly Symbol[] {
  const { item } = placed;
  const map = itemToDocument(region, placed);
  const { node } = item;
  if (node?.kind !== "map") return [];
  const span = mapSpan(map, { start: 0, end: item.text.trimEnd().length });
  for (const kind of [
    "list",
    "macro",
    "rule",
    "required_engine_version",
    "required_plugin_versions",
  ] as const) {
    const value = valueOf(node, kind);
    if (!value) continue;
    const isNamed = kind === "list" || kind === "macro" || kind === "rule";
    const changes = isNamed && (valueOf(node, "override") || valueOf(node, "append"));
    const name = isNamed ? (textOf(node, kind) ?? "") : kind;
    const detail = isNamed
      ? [textOf(node, "priority") ?? "", changes ? "changes an earlier item" : ""].filter(Boolean).join(" · ")
      : (textOf(node, kind) ?? "");
    const symbol: Symbol = {
      name: name || "(no name)",
      kind: isNamed ? kind : "requirement",
      detail,
      span,
      nameSpan: inside(mapSpan(map, value.span), span),
      children:
        kind === "rule"
          ? exceptionSymbols(valueOf(node, "exceptions"), (at) => inside(mapSpan(map, at), span))
          : [],
    };
    return [symbol];
  }
  return [];
}

function exceptionSymbols(node: YamlNode | undefined, toDocument: (span: Span) => Span): readonly Symbol[] {
  if (node?.kind !== "seq") return [];
  return node.items.flatMap((exception): readonly Symbol[] => {
    const name = valueOf(exception, "name");
    if (name?.kind !== "scalar" || name.isNull) return [];
    const span = toDocument(exception.span);
    return [
      {
        name: name.text || "(no name)",
        kind: "exception",
        detail: "",
        span,
        nameSpan: inside(toDocument(name.span), span),
        children: [],
      },
    ];
  });
}

function keySymbols(region: ParsedRegion, node: YamlNode | undefined, depth: number): readonly Symbol[] {
  if (node?.kind !== "map" || depth > 3) return [];
  return node.entries
    .filter(({ key }) => key.text !== "")
    .map(({ key, value, span }) => {
      const whole = mapSpan(region.map, span);
      return {
        name: key.text,
        kind: "key",
        detail: value.kind === "scalar" ? value.text.slice(0, 60) : "",
        span: whole,
        nameSpan: inside(mapSpan(region.map, key.span), whole),
        children: keySymbols(region, value, depth + 1),
      };
    });
}

/** The protocol wants a name to lie within its symbol. */
function inside(inner: Span, outer: Span): Span {
  const start = Math.min(Math.max(inner.start, outer.start), outer.end);
  return { start, end: Math.min(Math.max(inner.end, start), outer.end) };
}
