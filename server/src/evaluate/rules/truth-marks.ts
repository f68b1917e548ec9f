/** The truth of each part of a condition, at the places where the parts are written. */
import type { Spot } from "../../model/ruleset/loaded-text.ts";
import type { Places } from "../../model/ruleset/items/places.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { type FileRange, shift } from "../../text/span.ts";
import type { RuleEvaluator } from "./rules-evaluator.ts";
import type { Truth, TruthValue } from "./truth.ts";
import { shownValue, signOf } from "./truth-lines.ts";

/** A part of a condition, or a whole rule at its name, in a document. */
export interface TruthMark extends FileRange {
  readonly truth: TruthValue;
  readonly part: "rule" | "comparison" | "macro" | "not" | "output";
  /** Begins with a sign for the truth: `✗ "node"`. Of an output, how it reads. */
  readonly label: string;
  /** A sentence for anyone who looks closer. */
  readonly message: string;
}

/** Marks of a rule and of the macros that it uses, each place once. */
export function truthMarks(
  rule: RuleEvaluator,
  truth: Truth,
  verdict: string,
  output: string | undefined,
  places: Places,
): readonly TruthMark[] {
  const marks: TruthMark[] = [];
  const add = (spot: Spot | undefined, mark: Omit<TruthMark, keyof FileRange>): void => {
    const range = spot && rangeOf(spot, places);
    if (range && !marks.some((other) => isSame(other, range))) marks.push({ ...range, ...mark });
  };
  const { rule: effective } = rule.compiled;
  const [view] = effective.views;
  add(view && { item: view.item, span: view.nameNode.span }, {
    truth: truth.truth,
    part: "rule",
    label: `${signOf(truth.truth)} ${verdict}`,
    message: `Rule \`${rule.name}\` ${verdict}.`,
  });
  // At the name: the line of an output is too long to have more at its end.
  if (view && output !== undefined)
    add(
      { item: view.item, span: { start: view.nameNode.span.end, end: view.nameNode.span.end } },
      { truth: true, part: "output", label: output, message: "The output for this event." },
    );
  const visit = (part: Truth): void => {
    if (part.kind !== "and" && part.kind !== "or")
      add(part.spot, { truth: part.truth, part: part.kind, label: labelOf(part), message: messageOf(part) });
    part.parts.forEach(visit);
  };
  visit(truth);
  return marks;
}

function labelOf({ truth, missing, value }: Truth): string {
  const sign = signOf(truth);
  if (missing.length > 0) return `${sign} no value`;
  return value === undefined ? sign : `${sign} ${shortened(shownValue(value))}`;
}

function messageOf({ kind, truth, text, missing, value }: Truth): string {
  const verdict = truth === "unknown" ? "not known" : String(truth);
  const subject = kind === "macro" ? `Macro \`${text}\`` : `\`${text.replace(/\s+/g, " ")}\``;
  const why =
    missing.length > 0
      ? ` The event has no value for ${missing.map((field) => `\`${field}\``).join(", ")}.`
      : value === undefined
        ? ""
        : ` The value is ${shownValue(value)}.`;
  return `${subject} is ${verdict}.${why}`;
}

/** The beginning of a long value: a line of code has to stay readable. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A spot in the document that its item is in. */
export function rangeOf({ item, span }: Spot, places: Places): FileRange | undefined {
  const place = places(item);
  return place && { uri: place.uri, ...mapSpan(place.region.map, shift(span, place.start)) };
}

function isSame(a: FileRange, b: FileRange): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end;
}
