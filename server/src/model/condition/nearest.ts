import type { Catalog } from "../../catalog/catalog.ts";
import { nearestName } from "../../text/names.ts";

const ANSWERS = new WeakMap<Catalog, Map<string, string | undefined>>();
/** A bound, so that a long session does not keep every slip. */
const MAX_ANSWERS = 2000;

/** The field or event type that a name was probably meant for. Looking through all names takes long and files repeat their slips, so answers are kept. */
export function nearest(kind: "field" | "event", name: string, catalog: Catalog, source: string): string | undefined {
  const answers = ANSWERS.get(catalog) ?? new Map<string, string | undefined>();
  ANSWERS.set(catalog, answers);
  const key = kind === "field" ? `${source} ${name}` : ` ${name}`;
  if (!answers.has(key)) {
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(key, nearestName(name, kind === "field" ? catalog.fieldNames(source) : catalog.events.typeNames));
  }
  return answers.get(key);
}
