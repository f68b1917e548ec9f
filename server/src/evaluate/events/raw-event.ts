import type { Catalog } from "../../catalog/catalog.ts";
import type { EventValue } from "../values/value.ts";

export function sourceOfRawEvent(_raw: unknown): string | undefined {
  return undefined;
}

export function fieldsOfRawEvent(
  _raw: unknown,
  _source: string | undefined,
  _catalog: Catalog,
): ReadonlyMap<string, EventValue> {
  return new Map();
}
