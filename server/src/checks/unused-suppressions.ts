import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { SuppressionFinding } from "../model/document/suppression-finding.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { nearestName } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import type { Problem } from "./check.ts";
import { toProblem } from "./place-problems.ts";
import { ALL_CHECKS } from "./registry.ts";
import { isOff, type Severities } from "./severities.ts";
import { type Silence, silencedBy } from "./suppressions.ts";
import { unusedSuppression } from "./workspace/unused-suppression.ts";

/** The comments of a document, and their codes, that silence none of its problems. A page shows comments to its readers. */
export function unusedSuppressions(
  problems: readonly Problem[],
  silences: readonly Silence[],
  snapshot: Snapshot,
  document: Document,
  severities: Severities,
): readonly Problem[] {
  if (silences.length === 0 || isOff(unusedSuppression.code, severities) || document.host === "markdown")
    return [];
  const isAlone = isGuessed(snapshot, document);
  const found = silences.flatMap((silence): readonly Problem[] => {
    const region = regionOf(silence, document);
    if (!region) return [];
    const used = problems.filter((problem) => silencedBy(problem, silence));
    const unused = findingsOf(silence, document.text, used).filter(
      ({ named }) =>
        named === undefined || !(isOff(named, severities) || (isAlone && DEPENDS_ON_OTHERS.test(named))),
    );
    return unused.map((finding) => placed(finding, region, document));
  });
  // A comment without codes speaks of problems, not of itself.
  const named = silences.filter(({ codes }) => codes.some(({ code }) => code === unusedSuppression.code));
  return found.filter((problem) => !named.some((silence) => silencedBy(problem, silence)));
}

/** Checks whose findings come and go with the files that are loaded besides. */
const DEPENDS_ON_OTHERS = /^(?:undefined|unused)-/;

function findingsOf(silence: Silence, text: string, used: readonly Problem[]): readonly SuppressionFinding[] {
  const { codes } = silence;
  const found = (named: string | undefined, span: Span, removed: Span): SuppressionFinding => {
    const isKnown = named === undefined || ALL_CHECKS.some(({ code }) => code === named);
    const near = isKnown
      ? undefined
      : nearestName(
          named,
          ALL_CHECKS.map(({ code }) => code),
        );
    return { code: "unused-suppression", span, named, isKnown, near, removed };
  };
  const whole = commentAt(silence, text);
  if (codes.length === 0) return used.length === 0 ? [found(undefined, silence, whole)] : [];
  const unused = codes.filter(
    ({ code }) => code !== unusedSuppression.code && !used.some((one) => one.code === code),
  );
  return unused.map(({ code, start, end }) => {
    const next = codes[codes.findIndex((one) => one.start === start) + 1];
    const before = codes.findLast((one) => one.end < start);
    const part = next ? { start, end: next.start } : { start: before?.end ?? start, end };
    return found(code, { start, end }, codes.length === 1 ? whole : part);
  });
}

/** A comment with the spaces before it, to the end of its line; one that stands alone with its line. */
function commentAt({ start }: Silence, text: string): Span {
  const line = text.lastIndexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  const last = end < 0 ? text.length : end;
  const before = text.slice(line, start);
  if (before.trim() === "") return { start: line, end: end < 0 ? last : last + 1 };
  return { start: line + before.trimEnd().length, end: text[last - 1] === "\r" ? last - 1 : last };
}

/** The region that a comment is in; undefined in a template, and outside of what Falco reads. */
function regionOf({ start }: Silence, { regions }: Document): ParsedRegion | undefined {
  return regions.find(
    ({ kind, map, text, template }) =>
      !template &&
      (kind === "rules" || kind === "config" || kind === "tests") &&
      start >= map.at(0) &&
      start <= map.endAt(text.length),
  );
}

function isGuessed({ rulesets }: Snapshot, { uri }: Document): boolean {
  const own = rulesets.filter(({ order }) => order.some((region) => region.uri === uri));
  return own.some(({ guessed, complete }) => guessed || !complete);
}

function placed(finding: SuppressionFinding, region: ParsedRegion, { uri }: Document): Problem {
  const rendered = unusedSuppression.render(finding, "");
  const fixes = (rendered.fixes ?? []).map(({ title, safety, edits }) => ({
    title,
    safety,
    edits: edits.map(({ span, newText }) => ({ uri, ...span, newText })),
  }));
  return toProblem(unusedSuppression, finding, rendered, { region, span: finding.span, related: [], fixes });
}
