import { rulesetOf } from "../model/workspace/ruleset-of.ts";
import type { Document } from "../hosts/document.ts";
import { definedNamesAround } from "../model/workspace/name-places.ts";
import { itemNames } from "../model/ruleset/items/item-names.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { walk } from "../syntax/condition/ast.ts";
import { parseCondition } from "../syntax/condition/parse.ts";
import { scalarText } from "../syntax/scalar-text.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { composeMaps, mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import { itemContext, itemToDocument } from "./locate/locate.ts";

export type TokenKind = "field" | "macro" | "list";

export interface SemanticToken {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly deprecated?: boolean;
}

/** What only the model can distinguish: lists from values, and fields that are deprecated. In the order of the text. */
export function semanticTokens(snapshot: Snapshot, document: Document): readonly SemanticToken[] {
  const lists = new Set(definedNamesAround(snapshot, document.uri, "list"));
  const tokens: SemanticToken[] = [];
  for (const [index, region] of document.regions.entries()) {
    const ruleset = rulesetOf(snapshot, document.uri, index);
    const catalog =
      ruleset?.catalog ?? snapshot.catalogFor(snapshot.targets.of(document, region.group).falco);
    for (const placed of region.items?.items ?? []) {
      const { item } = placed;
      const map = itemToDocument(region, placed);
      for (const { kind, role, name, span } of itemNames(item)) {
        if (role === "use" && kind !== "rule" && (kind === "macro" || lists.has(name)))
          tokens.push({ kind, span: mapSpan(map, span) });
      }
      const node = valueOf(item.node, "condition");
      if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined) continue;
      const { source } = itemContext({ snapshot, document, region, ruleset, catalog }, placed);
      const { text, map: inner } = scalarText(node, item.text);
      for (const part of walk(parseCondition(text).tree)) {
        if (part.kind !== "field") continue;
        const deprecated = catalog.fieldFor(part.name, source)?.deprecated !== undefined;
        tokens.push({
          kind: "field",
          span: mapSpan(composeMaps(map, inner), part.nameSpan),
          ...(deprecated && { deprecated }),
        });
      }
    }
  }
  return tokens.sort((a, b) => a.span.start - b.span.start);
}
