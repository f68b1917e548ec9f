/** Makes one event of what a test or a person gives: fields, an alert of Falco, a plugin's raw event. */
import type { Catalog } from "../../catalog/catalog.ts";
import { nearestName } from "../../text/names.ts";
import type { Span } from "../../text/span.ts";
import { didYouMean, type EventSource } from "../tests/test-file.ts";
import type { EventValue } from "../values/value.ts";
import { fieldsOfAlert } from "./alert.ts";
import { withDerivedFields } from "./derived-fields.ts";
import { canonicalField, isKnownField } from "./field-name.ts";
import { fieldsOfRawEvent, sourceOfRawEvent } from "./raw-event.ts";
import { SYSCALL } from "../../catalog/records.ts";

export interface ReadEvent {
  /** What is stated, without what follows from it. */
  readonly stated: ReadonlyMap<string, EventValue>;
  readonly values: ReadonlyMap<string, EventValue>;
  readonly source: string;
  readonly problems: readonly EventProblem[];
}

export interface EventProblem {
  readonly message: string;
  readonly span: Span | undefined;
  readonly near?: string | undefined;
}

/**
 * Joins sources, the later ones over the earlier: an alert's or a raw event's fields, then those written out. `source` is
 * the event source where it is stated; else an alert or a raw event states it, else its fields do. `isPartial` says that the
 * event has more fields than are stated.
 */
export function readEventSource(
  sources: readonly EventSource[],
  source: string | undefined,
  catalog: Catalog,
  isPartial = false,
): ReadEvent {
  const values = new Map<string, EventValue>();
  const problems: EventProblem[] = [];
  const spans = new Map<string, Span>();
  let found = source;
  for (const { fields, fieldSpans, alert, raw } of sources) {
    const fromAlert = alert === undefined ? undefined : fieldsOfAlert(alert);
    if (fromAlert && "problem" in fromAlert) problems.push({ message: fromAlert.problem, span: undefined });
    else if (fromAlert) {
      found ??= fromAlert.source;
      for (const [name, value] of fromAlert.values) values.set(name, value);
    }
    if (raw !== undefined) {
      if (fieldsOfRawEvent(raw, undefined).size === 0)
        problems.push({ message: "A raw event must be a JSON object.", span: undefined });
      const rawSource = source ?? sourceOfRawEvent(raw);
      found ??= rawSource;
      for (const [name, value] of fieldsOfRawEvent(raw, rawSource)) values.set(name, value);
    }
    for (const [name, value] of fields) {
      const canonical = canonicalField(name);
      const span = fieldSpans.get(name);
      if (span) spans.set(canonical, span);
      if (value === null) values.delete(canonical);
      else values.set(canonical, value);
    }
  }
  const own = found ?? sourceOfFields([...values.keys()], catalog);
  for (const [name, span] of spans) {
    if (isKnownField(name, own, catalog)) continue;
    const near = nearestName(name, catalog.fieldNames(own));
    problems.push({
      message: `Unknown field \`${name}\`.${didYouMean(near)}`,
      span,
      near,
    });
  }
  return {
    stated: values,
    values: withDerivedFields(values, own, catalog, isPartial),
    source: own,
    problems,
  };
}

/** The first source that has all of the fields, else `syscall`. */
function sourceOfFields(names: readonly string[], catalog: Catalog): string {
  return catalog.sources.find((one) => names.every((name) => isKnownField(name, one, catalog))) ?? SYSCALL;
}
