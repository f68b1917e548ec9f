import type { Catalog } from "../../catalog/catalog.ts";
import { type Condition, walk } from "../../syntax/condition/ast.ts";
import { SYSCALL } from "../../catalog/records.ts";

/**
 * The event source that a condition without one is for: the first that has all its fields, else `syscall`, whose rules
 * are then reported what is missing.
 */
export function sourceOfCondition(tree: Condition, catalog: Catalog): string {
  const names = [...new Set(walk(tree).flatMap((node) => (node.kind === "field" ? [node.name] : [])))];
  const hasAll = (source: string): boolean =>
    names.every((name) => catalog.lookupField(name, source).kind === "found");
  return catalog.sources.find(hasAll) ?? SYSCALL;
}
