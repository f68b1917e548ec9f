import { type EventValue, isEventValue } from "../values/value.ts";
import { readJson } from "../values/json.ts";
import { canonicalField } from "./field-name.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** What one of Falco's JSON alerts says. */
export interface Alert {
  readonly rule: string | undefined;
  readonly priority: string | undefined;
  readonly source: string;
  readonly output: string | undefined;
  readonly values: ReadonlyMap<string, EventValue>;
}

/** Reads an alert from its JSON text, or from the object that it is. */
export function fieldsOfAlert(alert: unknown): Alert | { readonly problem: string } {
  const read = typeof alert === "string" ? readJson(alert) : alert;
  if (!isObject(read)) return { problem: "An alert must be a JSON object." };
  const fields = read["output_fields"];
  if (!isObject(fields))
    return {
      problem:
        "The alert has no `output_fields`. Set `json_output` and `json_include_output_fields_property` to `true`.",
    };
  const source = textOf(read["source"]) ?? SYSCALL;
  const values = new Map<string, EventValue>([["evt.source", source]]);
  for (const [name, value] of Object.entries(fields)) {
    if (isEventValue(value)) values.set(canonicalField(name), value);
  }
  return {
    rule: textOf(read["rule"]),
    priority: textOf(read["priority"]),
    output: textOf(read["output"]),
    source,
    values,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

// biome-ignore lint/plugin: its entries are gone through
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
