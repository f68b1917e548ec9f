/** Fields of an event as a plugin gets it: an audit event of Kubernetes, a record of CloudTrail, or any JSON. */
import { PLUGINS } from "../../catalog/plugins.ts";
import type { EventValue } from "../values/value.ts";
import { readJson } from "../values/json.ts";
import { cloudtrailFields } from "./cloudtrail.ts";
import { isJsonObject, jsonAt, type JsonValue, pointerFields } from "./json-value.ts";
import { k8sAuditFields } from "./k8s-audit.ts";

/** What the plugins extract that this is known of. */
const EXTRACTORS: ReadonlyMap<string, (event: JsonValue) => ReadonlyMap<string, EventValue>> = new Map([
  ["k8saudit", k8sAuditFields],
  ["cloudtrail", cloudtrailFields],
]);

/** The source of a raw event, by its keys; undefined where they do not tell. */
export function sourceOfRawEvent(raw: unknown): string | undefined {
  const event = parsed(raw);
  return PLUGINS.find(({ eventKeys }) => eventKeys?.every((key) => jsonAt(event, [key]) !== undefined))
    ?.eventSource;
}

/**
 * All fields of a raw event, given as an object or as its JSON text. Sources without an extractor here have what every JSON
 * has: `json.value` and `jevt.value` by pointer.
 */
export function fieldsOfRawEvent(raw: unknown, source: string | undefined): ReadonlyMap<string, EventValue> {
  const event = parsed(raw);
  if (!isJsonObject(event)) return new Map();
  const own = PLUGINS.flatMap(({ name, eventSource }) =>
    eventSource === source ? (EXTRACTORS.get(name) ?? []) : [],
  );
  return new Map<string, EventValue>([
    ...pointerFields(event),
    ...own.flatMap((fieldsOf) => [...fieldsOf(event)]),
    ...(source === undefined ? [] : [["evt.source", source] as const]),
  ]);
}

function parsed(raw: unknown): JsonValue {
  return typeof raw === "string" ? readJson(raw) : raw;
}
