import type { TextPlace } from "../locate/locate.ts";
import { typeName } from "../describe/describe.ts";
import { callSnippet, type Candidate, snippetText } from "./candidate.ts";
import { byLikelihood } from "./likelihood.ts";
import { outputContexts } from "./usage-counts.ts";

/** A placeholder up to the cursor: `%`, a width, transformers that are still open, and the half-typed name. */
const BEGUN = /%\d*((?:[a-z][a-z0-9]*\((?:[^()%]*,\s*)?)*)([A-Za-z][\w.]*)?$/;

/** Fields and transformers for the placeholder around the cursor; nothing outside of one. */
export function outputCandidates(place: TextPlace): readonly Candidate[] {
  const begun = BEGUN.exec(place.text.slice(0, place.offset));
  if (!begun) return [];
  const typed = begun[2] ?? "";
  const start = place.offset - typed.length;
  const rest = /^[\w.]*/.exec(place.text.slice(place.offset))?.[0] ?? "";
  const word = { start, end: place.offset + rest.length };
  const add = (newText: string, candidate: Omit<Candidate, "edit">): readonly Candidate[] => {
    const edit = place.edit(word, newText);
    return edit ? [{ ...candidate, edit }] : [];
  };
  const { catalog, source } = place;
  const fields = catalog
    .fieldsFor(source)
    .filter(({ hidden }) => !hidden)
    .flatMap((field): readonly Candidate[] => {
      const { name, arg, type, isList, deprecated } = field;
      const base = {
        label: name,
        kind: "field",
        rank: deprecated ? 8 : 1,
        detail: `${isList ? "list of " : ""}${typeName(type)}`,
        ...(deprecated && { deprecated: true }),
      } as const;
      if (typed.startsWith(`${name}.`)) {
        return catalog
          .suffixes(field)
          .flatMap((suffix) =>
            add(`${name}.${suffix}`, { label: `${name}.${suffix}`, kind: "field", rank: 0 }),
          );
      }
      if (arg?.mode !== "required") return add(name, base);
      return arg.dotted
        ? add(`${name}.`, { ...base, chains: true })
        : add(`${snippetText(name)}[$1]$0`, { ...base, isSnippet: true });
    });
  const transformers = [...catalog.transformers.values()]
    .filter(({ left }) => left)
    .flatMap((one) =>
      add(callSnippet(one), {
        label: one.name,
        kind: "function",
        rank: 4,
        isSnippet: true,
        detail: "transformer",
      }),
    );
  return byLikelihood(
    [...fields, ...transformers],
    outputContexts(place.text.slice(0, start)),
    place.snapshot,
  );
}
