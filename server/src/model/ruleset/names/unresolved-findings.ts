import { valueChain } from "../../../syntax/condition/value-chain.ts";
import { nearestName } from "../../../text/names.ts";
import type { Unresolved } from "../expand.ts";
import type { ItemFinding } from "../items/items.ts";
import type { MacroInText } from "../judge.ts";
import type { FindingContext, Found } from "../found.ts";
import { type LoadedText, spotOf } from "../loaded-text.ts";

/** Returns what is wrong with the references of a text that no macro answers. */
export function unresolvedFindings(
  unresolved: readonly Unresolved[],
  loaded: LoadedText,
  name: string,
  place: ItemFinding["place"],
  { known, published, defined }: FindingContext,
): readonly Found[] {
  const found: Found[] = [];
  // A macro can use only those before it.
  const usable = place.type === "macro" ? before(defined.macros.keys(), name) : defined.macros.keys();
  const nearestMacro = nearestOnce(() => [...firstOf(usable, MOST_COMPARED), ...published("macro")]);
  for (const reference of unresolved) {
    const spot = spotOf(loaded, reference.span);
    if (!spot) continue;
    const base = { span: spot.span, name, detail: reference.name, place };
    const { item } = spot;
    const written = item.text.slice(spot.span.start, spot.span.end);
    if (spot.origin && defined.lists.has(written)) {
      const code = "list-without-brackets" as const;
      const finding = { ...base, code, detail: written, options: [], falco: "LOAD_ERR_VALIDATE" };
      found.push({ kind: "item", item, finding });
      continue;
    }
    const elsewhere = reference.why === "undefined" ? known("macro", reference.name) : undefined;
    if (typeof elsewhere === "object") {
      found.push({
        kind: "item",
        item: spot.item,
        finding: { ...base, code: "from-default-rules", options: [elsewhere.published], falco: null },
      });
    } else if (elsewhere === undefined) {
      const finding = unresolvedFinding(reference, base, nearestMacro);
      const isValue =
        finding.code === "undefined-macro" &&
        finding.options?.length === 0 &&
        valueChain(loaded.text, reference.span, (other) => defined.macros.has(other)) !== undefined;
      const { falco } = finding;
      if (isValue) {
        const inText: MacroInText = { code: "undefined-macro", span: reference.span, falco };
        found.push({ kind: "text", loaded, finding: inText, spot });
      } else found.push({ kind: "item", item: spot.item, finding });
    }
  }
  return found;
}

/** Among how many names the nearest is looked for: more than any ruleset has. */
export const MOST_COMPARED = 2000;

/** Returns the first names, as many as are compared. */
export function firstOf(names: Iterable<string>, count: number): readonly string[] {
  const first: string[] = [];
  for (const name of names) {
    if (first.length === count) break;
    first.push(name);
  }
  return first;
}

function* before(names: Iterable<string>, end: string): Generator<string> {
  for (const name of names) {
    if (name === end) return;
    yield name;
  }
}

/** Looks for the nearest of some names, which are collected when first needed, and once for each name. */
export function nearestOnce(names: () => readonly string[]): (name: string) => string | undefined {
  let compared: readonly string[] | undefined;
  const answers = new Map<string, string | undefined>();
  return (name) => {
    if (answers.has(name)) return answers.get(name);
    compared ??= names().slice(0, MOST_COMPARED);
    const near = nearestName(name, compared);
    answers.set(name, near);
    return near;
  };
}

/** What is wrong with a reference that nothing answers, with the nearest of the macros that there are. */
export function unresolvedFinding(
  reference: Unresolved,
  at: Pick<ItemFinding, "span" | "name" | "place">,
  nearestMacro: (name: string) => string | undefined,
): ItemFinding {
  const near = reference.why === "undefined" ? nearestMacro(reference.name) : undefined;
  const code =
    reference.why === "loop" ? "macro-loop" : reference.why === "later" ? "macro-order" : "undefined-macro";
  return {
    ...at,
    code,
    detail: reference.name,
    options: near === undefined ? [] : [near],
    falco: "LOAD_ERR_VALIDATE",
  };
}
