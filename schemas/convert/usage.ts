import type { DefaultNamesRecord, FieldRecord } from "../../server/src/catalog/records.ts";
import { anything, record, ShapeError } from "../shape.ts";

const sourceShape = record({ meta: anything, usage: anything });

/** The contexts of operands, whose names must be fields, macros of the default rules, transformers or `not`. */
const OPERANDS = /^(?:\^|and|or|not|output)(?: |$)|^operand$/;

export interface Usage {
  readonly contexts: readonly (readonly [context: string, names: string])[];
}

/**
 * `sources/usage.json` → what follows in each context of a condition, with its weight, as one text a context. Names that
 * neither the catalogue nor the default rules have are left out.
 */
export function convertUsage(
  source: unknown,
  fields: readonly FieldRecord[],
  defaults: readonly DefaultNamesRecord[],
  transformers: readonly { readonly name: string }[],
  tags: ReadonlySet<string>,
): Usage {
  const { usage } = sourceShape(source, "usage.json");
  if (typeof usage !== "object" || usage === null) throw new ShapeError("usage.json usage", "is not a map");
  const known = new Set([
    ...fields.map(({ name }) => name),
    ...defaults.filter(({ kind }) => kind === "macro").flatMap(({ names }) => names),
    ...transformers.map(({ name }) => name),
    ...tags,
    ...["not", "^"],
  ]);
  const contexts = Object.entries(usage as Readonly<Record<string, Readonly<Record<string, number>>>>)
    .filter(([context]) => context.split(" ").every((part, at) => at === 0 || isKnown(part, context, known)))
    .map(([context, names]) => {
      const isTag = /^tag(?: |$)/.test(context);
      const kept = Object.entries(names).filter(([name]) => !isTag || tags.has(name)).filter(
        ([name]) => !/\s/.test(name) && (!OPERANDS.test(context) || isKnown(name, context, known)),
      );
      return [context, kept.map(([name, weight]) => `${name} ${weight}`).join(" ")] as const;
    })
    .filter(([, names]) => names !== "");
  return { contexts: contexts.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** Fields are known without their arguments; the operators in a context are not names. */
function isKnown(name: string, context: string, known: ReadonlySet<string>): boolean {
  if (known.has(name) || context.startsWith("value ") || context.startsWith("operator")) return true;
  return [...name.matchAll(/\./g)].some(({ index }) => known.has(name.slice(0, index)));
}
