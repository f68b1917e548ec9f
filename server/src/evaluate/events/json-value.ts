import type { EventValue } from "../values/value.ts";

/** A value read from JSON; long integers are `bigint`. */
export type JsonValue = unknown;

/** Follows keys into objects; undefined where there is nothing, and for null. */
export function jsonAt(value: JsonValue, keys: readonly string[]): JsonValue {
  let at = value;
  for (const key of keys) at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at ?? undefined;
}

/** A string as it is, anything else as JSON text; undefined for nothing. */
export function jsonText(value: JsonValue): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : toJson(value);
}

/** JSON text without spaces, long integers in full. */
export function toJson(value: JsonValue): string {
  return write(value, 0);
}

/** Deeper than this nothing is written: no event is, and a stack has an end. */
const DEEPEST = 500;

function write(value: JsonValue, depth: number): string {
  if (depth > DEEPEST) return "null";
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${write(item, depth + 1)}`)
      .join(",")}}`;
  return typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "null");
}

/** The texts of a list; undefined where it is not one. */
export function jsonTexts(value: JsonValue): readonly string[] | undefined {
  return Array.isArray(value) ? value.flatMap((item) => jsonText(item ?? undefined) ?? "null") : undefined;
}

// biome-ignore lint/plugin: looked up with `hasOwn`
export function isJsonObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Most values of an event that are given by their pointers. */
const MOST_POINTERS = 20_000;

/** `json.value[/a/0/b]` for every place in an event, and `json.obj` for the whole. */
export function pointerFields(event: JsonValue): ReadonlyMap<string, EventValue> {
  const fields = new Map<string, EventValue>();
  const pending: { readonly value: JsonValue; readonly pointer: string; readonly depth: number }[] = [
    { value: event, pointer: "", depth: 0 },
  ];
  for (let next = pending.pop(); next && fields.size < MOST_POINTERS; next = pending.pop()) {
    const { value, pointer, depth } = next;
    const text = jsonText(value ?? undefined);
    if (pointer !== "" && text !== undefined) {
      fields.set(`json.value[${pointer}]`, text);
      fields.set(`jevt.value[${pointer}]`, text);
    }
    if (depth > DEEPEST) continue;
    const inner = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : [];
    for (const [key, item] of inner) {
      const step = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
      pending.push({ value: item, pointer: `${pointer}/${step}`, depth: depth + 1 });
    }
  }
  fields.set("json.obj", toJson(event));
  fields.set("jevt.obj", toJson(event));
  return fields;
}
