/** Fields of an event as a plugin gets it: an audit event of Kubernetes, a record of CloudTrail, or any JSON. */
import type { EventValue } from "../values/value.ts";
import { readJson } from "../values/json.ts";
import { cloudtrailFields } from "./cloudtrail.ts";
import { isJsonObject, jsonAt, type JsonValue, pointerFields } from "./json-value.ts";
import { k8sAuditFields } from "./k8s-audit.ts";

/** What a plugin's events look like, for events that come without their source. */
const SIGNS: readonly (readonly [source: string, keys: readonly (readonly string[])[]])[] = [
  ["k8s_audit", [["auditID"], ["verb"]]],
  ["aws_cloudtrail", [["eventSource"], ["eventName"], ["awsRegion"]]],
  ["gcp_auditlog", [["protoPayload"], ["logName"]]],
  ["okta", [["eventType"], ["published"], ["actor"]]],
  ["github", [["repository"], ["sender"]]],
];

const EXTRACTORS: ReadonlyMap<string, (event: JsonValue) => ReadonlyMap<string, EventValue>> = new Map([
  ["k8s_audit", k8sAuditFields],
  ["aws_cloudtrail", cloudtrailFields],
]);

/** The source of a raw event, by its keys; undefined where they do not tell. */
export function sourceOfRawEvent(raw: unknown): string | undefined {
  const event = parsed(raw);
  return SIGNS.find(([, keys]) => keys.every((path) => jsonAt(event, path) !== undefined))?.[0];
}

/**
 * All fields of a raw event, given as an object or as its JSON text. Sources without an extractor here have what every JSON
 * has: `json.value` and `jevt.value` by pointer.
 */
export function fieldsOfRawEvent(raw: unknown, source: string | undefined): ReadonlyMap<string, EventValue> {
  const event = parsed(raw);
  if (!isJsonObject(event)) return new Map();
  const own = source === undefined ? undefined : EXTRACTORS.get(source)?.(event);
  return new Map<string, EventValue>([
    ...pointerFields(event),
    ...(own ?? []),
    ...(source === undefined ? [] : [["evt.source", source] as const]),
  ]);
}

function parsed(raw: unknown): JsonValue {
  return typeof raw === "string" ? readJson(raw) : raw;
}
