/** A rule's condition as a tree in Markdown: each part leads to where it is written, and has its truth where an event is given. */
import { readEventSource } from "../../evaluate/events/event-source.ts";
import { verdictOf } from "../../evaluate/rules/explain-event.ts";
import { ruleEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { missingFields, type Truth, truthOfRule } from "../../evaluate/rules/truth.ts";
import { shownValue, signOf } from "../../evaluate/rules/truth-lines.ts";
import type { EventSource } from "../../evaluate/tests/test-file.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { codeSpan, inert } from "../../text/markdown.ts";
import { type LineRange, linesOf } from "./effective-page.ts";
import { linkToLines, targetOfLines } from "./effective-text.ts";

/** An event that is made of one or more sources, the later ones over the earlier. */
export interface GivenEvent {
  readonly sources: readonly EventSource[];
  /** The event source where it is stated. */
  readonly source?: string | undefined;
}

/** The tree of a rule; undefined for a rule that Falco rejects, or of which some text is not there. */
export function conditionTree(
  snapshot: Snapshot,
  ruleset: Ruleset,
  name: string,
  given: GivenEvent | undefined,
): string | undefined {
  const found = ruleEvaluator(ruleset, name);
  if (!found) return undefined;
  const { sources, source } = given ?? { sources: [], source: undefined };
  // An alert states only some fields; without an event nothing is shown of what is true.
  const isPartial = sources.some(({ alert }) => alert !== undefined);
  const { values } = readEventSource(sources, source, ruleset.catalog, isPartial);
  const event = found.evaluator.event(values);
  const truth = truthOfRule(found.rule, ruleset, event, { missing: isPartial ? "unknown" : "absent" });
  const lines = treeLines(truth, { snapshot, isGiven: given !== undefined }, undefined, "");
  const verdict = verdictOf(truth, missingFields(truth));
  const summary = given
    ? inert(
        `On the chosen event the condition ${verdict}: \`✓\` is true, \`✗\` is false, \`?\` is not known.`,
      )
    : "To see the truth of each part, run *Falco: Evaluate the Rules of This File on an Event…*.";
  return ["## Parts", summary, lines.join("\n")].join("\n\n");
}

interface Shown {
  readonly snapshot: Snapshot;
  /** Whether an event is given. */
  readonly isGiven: boolean;
}

function treeLines(
  truth: Truth,
  shown: Shown,
  around: LineRange | undefined,
  indent: string,
): readonly string[] {
  const { kind, text, spot, parts } = truth;
  const at = spot && linesOf(shown.snapshot, spot.item, spot.span);
  const code = codeSpan(text);
  const name =
    kind === "comparison" || kind === "macro" ? (at ? `[${code}](${targetOfLines(at)})` : code) : kind;
  const line = [
    ...(shown.isGiven ? [signOf(truth.truth)] : []),
    ...(kind === "macro" ? ["macro"] : []),
    name,
    ...(shown.isGiven ? detailOf(truth) : []),
    // Said where it is not in the file of what is around it.
    ...(at && at.uri !== around?.uri ? [`— ${linkToLines(at)}`] : []),
  ].join(" ");
  return [
    `${indent}- ${line}`,
    ...parts.flatMap((part) => treeLines(part, shown, at ?? around, `${indent}  `)),
  ];
}

function detailOf({ missing, value }: Truth): readonly string[] {
  if (missing.length > 0) return [`— no value for ${missing.map(codeSpan).join(", ")}`];
  return value === undefined ? [] : [`— ${codeSpan(shownValue(value))}`];
}
