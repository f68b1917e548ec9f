/** Events as people have them: fields as JSON or YAML, alerts of Falco, raw events, one or a line each. */
import { readYaml } from "../../syntax/yaml.ts";
import { plainValue } from "../../syntax/plain-value.ts";
import { type EventSource, fieldsOf } from "../tests/test-file.ts";
import { type EventValue, isEventValue } from "../values/value.ts";
import { readJson } from "../values/json.ts";
import { isObject } from "./alert.ts";

/** The events of a text; those that could not be read are reported by their places, from 1. */
export interface EventsText {
  readonly events: readonly EventSource[];
  readonly unread: readonly number[];
}

/** Reads JSON (an object, a list of them, or one a line), else a YAML mapping. */
export function readEvents(text: string): EventsText {
  const whole = readJson(text);
  const values = Array.isArray(whole) ? whole : whole === undefined ? jsonLines(text) : [whole];
  if (!values) return yamlEvent(text);
  const events = values.map(eventOf);
  // One line in braces is JSON, or YAML without its quotes.
  if (events.length === 1 && whole === undefined) return yamlEvent(text);
  return {
    events: events.flatMap((event) => event ?? []),
    unread: events.flatMap((event, index) => (event ? [] : [index + 1])),
  };
}

/** The first event of a text; a line of a log may have words before its alert. */
export function firstEvent(text: string): EventSource | undefined {
  const start = text.indexOf("{");
  const [inLine] = start > 0 ? readEvents(text.slice(start).trim()).events : [];
  return inLine?.alert === undefined ? readEvents(text).events[0] : inLine;
}

function jsonLines(text: string): readonly unknown[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 0 && lines.every((line) => line.trimStart().startsWith("{"))
    ? lines.map((line) => readJson(line))
    : undefined;
}

const NO_SPANS: ReadonlyMap<string, never> = new Map<string, never>([]);

/** An object is an alert where it has `output_fields`, fields where its keys have dots, else a raw event. */
function eventOf(value: unknown): EventSource | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value["output_fields"])) return { fields: new Map(), fieldSpans: NO_SPANS, alert: value };
  const entries = Object.entries(value);
  if (!entries.every(([name]) => name.includes(".")))
    return { fields: new Map(), fieldSpans: NO_SPANS, raw: value };
  const fields = entries.filter((entry): entry is [string, EventValue] => isEventValue(entry[1]));
  return { fields: new Map(fields), fieldSpans: NO_SPANS };
}

function yamlEvent(text: string): EventsText {
  const { documents, problems } = readYaml(text);
  const root = documents[0]?.root;
  if (problems.length > 0 || root?.kind !== "map") return { events: [], unread: [1] };
  const isPlain = root.entries.every(({ key }) => key.text.includes("."));
  const event = isPlain ? fieldsOf(root) : eventOf(plainValue(root));
  return { events: event ? [event] : [], unread: event ? [] : [1] };
}
