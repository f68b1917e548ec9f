import { accepts } from "../../catalog/language.ts";
import type { ExceptionView } from "../../model/ruleset/items/items.ts";
import type { YamlNode } from "../../syntax/yaml-node.ts";
import type { Span } from "../../text/span.ts";
import type { ItemContext } from "../locate/locate.ts";
import { usualNames } from "./likelihood.ts";
import { contextAfter, valueContexts } from "./usage-counts.ts";

/** What one place of an exception's `comps` or `values` is for. */
export interface ExceptionColumn {
  readonly field: string | undefined;
  readonly operator: string | undefined;
}

/** Undefined where the rule's exception cannot be read. */
export function exceptionColumnAt(
  { view, region, placed }: ItemContext,
  key: "comps" | "values",
  word: Span,
): ExceptionColumn | undefined {
  if (view?.kind !== "rule" || !placed) return undefined;
  const at = (region.map.from(word.start) ?? 0) - placed.start;
  const exception = view.exceptions?.find(({ node }) => isAround(node, at));
  if (!exception) return undefined;
  const { fields, comps } = exception;
  const column = key === "comps" ? countBefore(comps?.list ? comps.items : [], at) : columnOf(exception, at);
  return {
    field: fields?.items[column]?.text,
    operator: comps?.items[column]?.text ?? (fields?.list ? "=" : "in"),
  };
}

/** The operators that compare the field of a column, or all where it is not known. */
export function columnOperators(place: ItemContext, column: ExceptionColumn | undefined): readonly string[] {
  const { catalog, source } = place;
  const found = column?.field === undefined ? undefined : catalog.lookupField(column.field, source);
  const operators = [...catalog.operators.values()].filter(
    (one) =>
      one.right !== "none" &&
      (found?.kind !== "found" || accepts(one, found.type, found.field.isList === true)),
  );
  const modified = operators
    .filter(({ modifier }) => modifier)
    .flatMap(({ name }) => [...catalog.modifiers.keys()].map((modifier) => `${name} ${modifier}`));
  return [...operators.map(({ name }) => name), ...modified];
}

/** Values that the field of a column is compared with here and elsewhere; `lists` are names that are no values. */
export function columnValues(
  { catalog, source, snapshot }: ItemContext,
  { field, operator }: ExceptionColumn,
  lists: ReadonlySet<string>,
): readonly string[] {
  if (field === undefined || operator === undefined) return [];
  const found = catalog.lookupField(field, source);
  const known = found.kind === "found" ? found.field : undefined;
  const fixed = known?.enumValues ?? known?.commonValues ?? [];
  const events = known?.name === "evt.type" ? catalog.events.typeNames : [];
  const seen = usualNames(valueContexts({ ...contextAfter(""), field, operator }), snapshot);
  const all = new Set([...seen, ...fixed, ...events]);
  return [...all].filter((value) => !lists.has(value) && !/[\s,()[\]{}"']/.test(value));
}

/** Whether the operator of a column compares with lists. */
export function isListColumn({ catalog }: ItemContext, { operator = "in" }: ExceptionColumn): boolean {
  return catalog.operators.get(operator)?.right === "list" || /\s/.test(operator);
}

/** A value of a single field is a row by itself; of several fields a row has one for each. */
function columnOf({ fields, values }: ExceptionView, at: number): number {
  const row = fields?.list ? values?.find((one) => isAround(one, at)) : undefined;
  return row?.kind === "seq" ? countBefore(row.items, at) : 0;
}

function countBefore(nodes: readonly YamlNode[], at: number): number {
  return nodes.filter(({ span }) => span.end < at || (span.end === at && span.start < at)).length;
}

function isAround({ span }: YamlNode, at: number): boolean {
  return span.start <= at && at <= span.end;
}
