import { type Document, LONG_TEXT } from "../hosts/document.ts";
import { isNewerThanKnown } from "../catalog/releases.ts";
import { documentFindings, type DocumentFindings } from "../model/document/document-findings.ts";
import { inRegion } from "../model/document/region-findings.ts";
import { judgeProjectFile } from "./judge-project-file.ts";
import { judgeTestFile } from "../evaluate/tests/judge-test-file.ts";
import type { Asked } from "../model/document/rules-findings.ts";
import type { Steps } from "../model/steps.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { isolated, isolatedSteps } from "../text/isolated.ts";
import { keptBy } from "../text/kept.ts";
import { toEnd } from "../text/to-end.ts";
import type { Problem } from "./check.ts";
import { distinct } from "./distinct.ts";
import { mostOfEach } from "./most-problems.ts";
import { regionProblems } from "./place-problems.ts";
import { ALL_CHECKS } from "./registry.ts";
import { rulesProblems, syntaxProblems } from "./rules-problems.ts";
import { relationFindings, RELATIONS } from "./rules/reasoning/relation-findings.ts";
import { regionStyle, STYLE } from "./rules/style/region-style.ts";
import { isOff, type Severities, severityOf } from "./severities.ts";
import { mayHoldSilences, silencesIn, suppressed } from "./suppressions.ts";
import { unusedSuppressions } from "./unused-suppressions.ts";

export type { Severities };

/** Answers for the documents of a snapshot, by uri, with the severities that they were asked with last. */
const answers = keptBy((_snapshot: Snapshot) => new Map<string, Answer>());

interface Answer {
  readonly severities: Severities;
  readonly problems: readonly Problem[];
}

const DEFAULTS: Severities = {};

const MISSING_VERSIONS = ["missing-engine-version", "missing-plugin-version"];

/** From how many problems on each look at all of them is a step of its own. */
const MANY = 5000;

/** The findings of how many texts are worded in one step. */
const WORDED = 100;

/** Everything there is to say about one document, in the order of its text. Computed once for a snapshot. */
export function problemsOf(
  snapshot: Snapshot,
  uri: string,
  severities: Severities = DEFAULTS,
): readonly Problem[] {
  return toEnd(problemSteps(snapshot, uri, severities));
}

/** The same in steps within the document, so that others have their turn between them. */
export function* problemSteps(
  snapshot: Snapshot,
  uri: string,
  severities: Severities,
): Steps<readonly Problem[]> {
  const known = answers(snapshot).get(uri);
  if (known?.severities === severities) return known.problems;
  const document = snapshot.documents.get(uri);
  const { defaultRules = [] } = snapshot.settings;
  // The default rules are not the user's to fix.
  const problems =
    document && !defaultRules.includes(uri) ? yield* computed(snapshot, document, severities) : [];
  answers(snapshot).set(uri, { severities, problems });
  return problems;
}

function* computed(
  snapshot: Snapshot,
  document: Document,
  severities: Severities,
): Steps<readonly Problem[]> {
  const { defaultRules = [] } = snapshot.settings;
  const isAsked = (codes: readonly string[]): boolean => codes.some((code) => !isOff(code, severities));
  const [relations, style] = [isAsked(RELATIONS), isAsked(STYLE)];
  const asked: Asked = {
    missingVersions: isAsked(MISSING_VERSIONS),
    more: (ruleset, region) => [
      ...(relations ? relationFindings(ruleset) : []),
      ...(style ? regionStyle(region, snapshot) : []),
    ],
  };
  const all = [...(yield* documentFindings(snapshot, document, asked)), ...ownFindings(snapshot, document)];
  const problems: Problem[] = [];
  for (const [at, found] of all.entries()) {
    const worded = yield* isolatedSteps<readonly Problem[]>(
      () =>
        `Wording what is found in the ${found.region.kind} at ${found.region.map.at(0)} of ${document.uri}`,
      [],
      () => wording(found, snapshot, document, severities),
    );
    for (const problem of worded) problems.push(problem);
    if (at % WORDED === WORDED - 1) yield;
  }
  const isMany = problems.length > MANY;
  if (isMany) yield;
  const told = distinct(problems);
  if (isMany) yield;
  const kept = told.flatMap((problem): readonly Problem[] => {
    const severity = severityOf(problem, severities);
    if (severity === undefined) return [];
    const fixes =
      defaultRules.length === 0
        ? problem.fixes
        : problem.fixes.filter(({ edits }) => !edits.some((edit) => defaultRules.includes(edit.uri)));
    return severity === problem.severity && fixes.length === problem.fixes.length
      ? [problem]
      : [{ ...problem, severity, fixes }];
  });
  if (document.text.length > LONG_TEXT || isMany) yield;
  const silences = mayHoldSilences(document) ? silencesIn(document.text) : [];
  const unused = unusedSuppressions(kept, silences, snapshot, document, severities).flatMap((problem) => {
    const severity = severityOf(problem, severities);
    return severity === undefined ? [] : [{ ...problem, severity }];
  });
  if (isMany) yield;
  const shown = suppressed(kept, silences);
  if (isMany) yield;
  const inOrder = [...shown, ...unused].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return mostOfEach(inOrder, snapshot.settings.mostProblems);
}

function* wording(
  found: DocumentFindings,
  snapshot: Snapshot,
  document: Document,
  severities: Severities,
): Steps<readonly Problem[]> {
  return softened(yield* problemsIn(found, snapshot, document, severities), found, snapshot, document);
}

const GROWING: ReadonlySet<string> = new Set(
  ALL_CHECKS.filter(({ growsWithReleases }) => growsWithReleases).map(({ code }) => code),
);

/** What is unknown to the newest known release can be supported by a newer one. */
function softened(
  problems: readonly Problem[],
  found: DocumentFindings,
  { targets }: Snapshot,
  document: Document,
): readonly Problem[] {
  const isNewer =
    found.kind === "rules"
      ? found.rulesets.some(({ ruleset }) => isNewerThanKnown(ruleset.target))
      : isNewerThanKnown(targets.of(document, found.region.group).falco);
  if (!isNewer) return problems;
  return problems.map((problem) =>
    GROWING.has(problem.code) && problem.severity !== "hint"
      ? { ...problem, severity: "hint", falco: null }
      : problem,
  );
}

/** What is found in a test file, which takes evaluating its events, or in a project file, which names checks. */
function ownFindings(snapshot: Snapshot, document: Document): readonly DocumentFindings[] {
  const region = document.regions.find(({ kind }) => kind === "tests" || kind === "project");
  if (!region) return [];
  return isolated(
    () => `Checking the ${region.kind} of ${document.uri}`,
    [],
    () => [
      inRegion(
        region,
        region.kind === "tests"
          ? judgeTestFile(snapshot, document)
          : region.yaml
            ? judgeProjectFile(region.yaml)
            : [],
      ),
    ],
  );
}

function* problemsIn(
  found: DocumentFindings,
  snapshot: Snapshot,
  document: Document,
  severities: Severities,
): Steps<readonly Problem[]> {
  switch (found.kind) {
    case "region":
      return yield* regionProblems(found, document);
    case "syntax":
      return syntaxProblems(found, document);
    case "rules":
      return rulesProblems(found, snapshot, document, severities);
  }
}
