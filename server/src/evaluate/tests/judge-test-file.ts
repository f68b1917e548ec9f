/** What is wrong with tests, without running them. */
import type { Document } from "../../hosts/document.ts";
import type { TestFinding } from "../../model/document/test-finding.ts";
import { folderOf } from "../../model/workspace/named-documents.ts";
import { lookUpIn } from "../../model/workspace/workspace-files.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { nearestName } from "../../text/names.ts";
import { readEventSource } from "../events/event-source.ts";
import { rulesetOfTest } from "./ruleset-of-test.ts";
import { testsIn } from "./test-documents.ts";
import { didYouMean, type TestFile, type TestFileProblem } from "./test-file.ts";

/** The findings in a test file, in no order. What only its run can tell is not among them. */
export function judgeTestFile(snapshot: Snapshot, document: Document): readonly TestFinding[] {
  const file = testsIn(document);
  if (!file) return [];
  const form = file.problems.map((problem) => found("invalid-test-file", problem));
  const { ruleset, problems } = rulesetOfTest(file, document.path, snapshot);
  const named = problems
    .filter(({ span }) => span.end > span.start && isCertain(span, document, snapshot))
    .map((problem) => found("invalid-test-file", problem));
  const catalog = ruleset?.catalog ?? snapshot.catalog;
  const events = file.tests.flatMap((test) =>
    readEventSource([file.base, test.event], test.source ?? file.source, catalog).problems.map(
      ({ span, message, near }) =>
        found(span ? "unknown-test-field" : "invalid-test-file", { span: span ?? test.span, message, near }),
    ),
  );
  return distinct([...form, ...named, ...events, ...(ruleset ? unknownRules(file, ruleset) : [])]);
}

/** A file that is not there may be out of the workspace, where nobody looked. */
function isCertain(
  { start, end }: TestFileProblem["span"],
  document: Document,
  { files }: Snapshot,
): boolean {
  const name = document.text.slice(start, end).replace(/^["']|["']$/g, "");
  return files !== undefined && lookUpIn(files, folderOf(document.path))(name) !== "elsewhere";
}

function unknownRules({ tests }: TestFile, { rules, input }: Ruleset): readonly TestFinding[] {
  const names = [...rules.compiled.rules.keys()];
  return tests
    .flatMap(({ fires, doesNotFire }) => [...(fires ?? []), ...doesNotFire])
    .filter(({ rule }) => !rules.compiled.rules.has(rule) && input.known("rule", rule) === undefined)
    .map(({ rule, span }) => {
      const near = nearestName(rule, names);
      return found("unknown-test-rule", {
        span,
        message: `Unknown rule \`${rule}\`.${didYouMean(near)}`,
        near,
      });
    });
}

function found(code: TestFinding["code"], { span, message, near }: TestFileProblem): TestFinding {
  return { code, span, message, ...(near !== undefined && { near }) };
}

function distinct(findings: readonly TestFinding[]): readonly TestFinding[] {
  const seen = new Set<string>();
  return findings.filter(
    ({ code, span, message }) => seen.size < seen.add(`${code} ${span.start} ${message}`).size,
  );
}
