import type { Catalog } from "../../catalog/catalog.ts";
import { UNRESTRICTED } from "../condition/infer-events.ts";
import { outputTokens } from "../../syntax/output/template.ts";
import { isAbsentField, knownEvents, mayBeAbsent } from "../condition/event-fields.ts";
import type { OutputFinding } from "./judge-output.ts";

/** More events than a rule names; then it is not their arguments that it is about. */
const MOST_EVENTS = 40;

/** Whether an output prints any field that events of some kinds do not have: a first look, without a table. */
export function mayPrintAbsent(text: string): boolean {
  return text.includes("evt.arg") || text.includes("evt.rawarg") || text.includes("fd.");
}

/** What an output prints that none of its rule's events has: Falco prints `<NA>`. `names` are Falco's of the events. */
export function absentOutputFields(
  text: string,
  names: readonly string[],
  source: string,
  catalog: Catalog,
): readonly OutputFinding[] {
  const own = names.filter((name) => name !== UNRESTRICTED);
  const events = own.length > MOST_EVENTS ? undefined : knownEvents(own, { catalog, source });
  if (!events) return [];
  const printed = outputTokens(text)
    .filter(({ text: written }) => mayBeAbsent(written) && !ALWAYS_PRINTED.test(written))
    .map(({ text: written, textSpan: span }) => ({
      written,
      span,
      isAbsent: isAbsentField(written, undefined, events, catalog),
    }));
  // Of arguments that several kinds of events have between them, some are there and the others are not: that is meant.
  const hasArgument = printed.some(({ written, isAbsent }) => !isAbsent && ARGUMENT.test(written));
  return printed
    .filter(({ written, isAbsent }) => isAbsent && !(hasArgument && ARGUMENT.test(written)))
    .map(({ written, span }) => ({
      code: "absent-output-field",
      span,
      falco: null,
      name: written,
      events,
    }));
}

const ARGUMENT = /^evt\.(?:raw)?arg/;

/** What the published rules print in every output, as a part of its form. */
const ALWAYS_PRINTED = /^evt\.arg\.flags$/;
