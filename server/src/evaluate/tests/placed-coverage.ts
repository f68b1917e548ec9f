/** Coverage at the places of the rules and of the parts of their conditions, by document. */
import type { Places } from "../../model/ruleset/items/places.ts";
import type { Span } from "../../text/span.ts";
import { rangeOf } from "../rules/truth-marks.ts";
import type { RuleCoverage } from "./coverage.ts";

export interface DocumentCoverage {
  readonly uri: string;
  readonly rules: readonly CoveredRule[];
  readonly parts: readonly PlacedPart[];
}

export interface CoveredRule extends Span {
  readonly name: string;
  /** In how many test files it fired. */
  fired: number;
}

/** A comparison, with how many rules and test files found it true and false. */
export interface PlacedPart extends Span {
  readonly text: string;
  wasTrue: number;
  wasFalse: number;
}

/** Joins what several test files cover: a part counts once for each rule that is evaluated with it. */
export function placedCoverage(
  coverage: Iterable<RuleCoverage>,
  places: Places,
): readonly DocumentCoverage[] {
  const found = new Map<
    string,
    { readonly rules: Map<string, CoveredRule>; readonly parts: Map<string, PlacedPart> }
  >();
  const at = (uri: string): NonNullable<ReturnType<typeof found.get>> => {
    const known = found.get(uri) ?? { rules: new Map(), parts: new Map() };
    found.set(uri, known);
    return known;
  };
  for (const { rule, fired, parts } of coverage) {
    const [view] = rule.compiled.rule.views;
    const named = view && rangeOf({ item: view.item, span: view.nameNode.span }, places);
    if (named) {
      const { rules } = at(named.uri);
      const key = `${named.start} ${named.end}`;
      const known = rules.get(key) ?? { start: named.start, end: named.end, name: rule.name, fired: 0 };
      known.fired += Number(fired);
      rules.set(key, known);
    }
    for (const { text, spot, wasTrue, wasFalse } of parts) {
      const range = spot && rangeOf(spot, places);
      if (!range) continue;
      const known = at(range.uri).parts;
      const key = `${range.start} ${range.end}`;
      const part = known.get(key) ?? { start: range.start, end: range.end, text, wasTrue: 0, wasFalse: 0 };
      part.wasTrue += Number(wasTrue);
      part.wasFalse += Number(wasFalse);
      known.set(key, part);
    }
  }
  return [...found].map(([uri, { rules, parts }]) => ({
    uri,
    rules: [...rules.values()],
    parts: [...parts.values()],
  }));
}
