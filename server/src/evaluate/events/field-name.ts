import type { Catalog } from "../../catalog/catalog.ts";

/** A field with its argument as conditions ask for it: without the quotes around the argument. */
export function canonicalField(name: string): string {
  const match = /^([^[\]]+)\[(["'])(.*)\2\]$/s.exec(name);
  return match ? `${match[1]}[${match[3]}]` : name;
}

/** Whether rules of a source can ask for a field. A plugin that is not catalogued may have any. */
export function isKnownField(name: string, source: string, catalog: Catalog): boolean {
  const plain = name.replace(/\[[^]*/, "");
  return catalog.uncatalogued.length > 0 || catalog.lookupField(plain, source).kind === "found";
}
