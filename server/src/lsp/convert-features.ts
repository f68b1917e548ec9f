import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type DocumentSymbol,
  InsertTextFormat,
  type SemanticTokensLegend,
  SymbolKind,
} from "vscode-languageserver";
import type { Candidate, CandidateKind } from "../features/completion/candidate.ts";
import type { TokenKind } from "../features/semantic-tokens.ts";
import type { Symbol } from "../features/symbols.ts";
import type { Document } from "../hosts/document.ts";
import type { ClientOffers } from "./client-offers.ts";
import { toRange } from "./convert.ts";

export const SEMANTIC_LEGEND: SemanticTokensLegend = {
  tokenTypes: ["property", "function", "enumMember"],
  tokenModifiers: ["deprecated"],
};

/** Indices of `SEMANTIC_LEGEND`. */
export const TOKEN_TYPES: Readonly<Record<TokenKind, number>> = { field: 0, macro: 1, list: 2 };

export const SYMBOL_KINDS: Readonly<Record<Symbol["kind"], SymbolKind>> = {
  rule: SymbolKind.Event,
  macro: SymbolKind.Function,
  list: SymbolKind.Array,
  requirement: SymbolKind.Constant,
  exception: SymbolKind.Field,
  key: SymbolKind.Key,
};

const COMPLETION_KINDS: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  macro: CompletionItemKind.Function,
  list: CompletionItemKind.Constant,
  rule: CompletionItemKind.Event,
  operator: CompletionItemKind.Operator,
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Method,
  value: CompletionItemKind.Value,
  tag: CompletionItemKind.Reference,
  event: CompletionItemKind.Event,
  "item-key": CompletionItemKind.Property,
  "config-key": CompletionItemKind.Property,
  option: CompletionItemKind.Property,
};

export function toDocumentSymbol(symbol: Symbol, document: Document): DocumentSymbol {
  return {
    name: symbol.name,
    kind: SYMBOL_KINDS[symbol.kind],
    ...(symbol.detail !== "" && { detail: symbol.detail }),
    range: toRange(document, symbol.span),
    selectionRange: toRange(document, symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(child, document)),
  };
}

/** What an item carries so that its documentation can be made when it is looked at. */
export interface CompletionData {
  readonly uri: string;
  readonly kind: CandidateKind;
  readonly subject: string;
}

export function toCompletionItem(
  candidate: Candidate,
  document: Document,
  uri: string,
  { suggestCommand, showsLabelDetails, takesData }: ClientOffers,
): CompletionItem {
  const { label, kind, edit, isSnippet, origin, deprecated, rank, chains, subject } = candidate;
  const detail = [candidate.detail, origin].filter((part) => part !== undefined).join(" · ");
  const isPlain = subject === undefined && PLAIN_KINDS.get(COMPLETION_KINDS[kind]) === kind;
  const data: CompletionData = { uri, kind, subject: subject ?? label };
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    textEdit: { range: toRange(document, edit.span), newText: edit.newText },
    sortText: `${String(rank).padStart(4, "0")}${label}`,
    ...(!(takesData && isPlain) && { data }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail !== "" && { detail }),
    ...(showsLabelDetails && SHORT.has(kind) && detail !== "" && { labelDetails: { description: detail } }),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(chains &&
      suggestCommand !== undefined && { command: { title: "Offer what follows", command: suggestCommand } }),
  };
}

/** Kinds whose detail is a type and an origin rather than a sentence, so that it can be beside the label in every row. */
const SHORT: ReadonlySet<CandidateKind> = new Set([
  "field",
  "macro",
  "list",
  "rule",
  "function",
  "event",
  "tag",
]);

/** What an item carries that has no data of its own: the rest is its kind and its label. */
export function defaultData(uri: string): Pick<CompletionData, "uri"> {
  return { uri };
}

/** The kinds of which there are most in a list. Nothing else looks like them. */
const PLAIN_KINDS: ReadonlyMap<CompletionItemKind | undefined, CandidateKind> = new Map(
  (["field", "macro", "list", "operator", "function", "value", "tag"] as const).map((kind) => [
    COMPLETION_KINDS[kind],
    kind,
  ]),
);

/** The data of an item that comes back from the client; undefined for anything else. */
export function readCompletionData({ data, label, kind: shown }: CompletionItem): CompletionData | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const {
    uri,
    kind = PLAIN_KINDS.get(shown),
    subject = label,
  } = data as Partial<Record<keyof CompletionData, unknown>>;
  const isOurs =
    typeof uri === "string" &&
    typeof subject === "string" &&
    typeof kind === "string" &&
    Object.hasOwn(COMPLETION_KINDS, kind);
  return isOurs ? { uri, kind: kind as CandidateKind, subject } : undefined;
}
