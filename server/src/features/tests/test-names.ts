import { rulesetOfTest } from "../../evaluate/tests/ruleset-of-test.ts";
import { testDocuments, testsIn } from "../../evaluate/tests/test-documents.ts";
import type { TestFile } from "../../evaluate/tests/test-file.ts";
import { type Document, readAgain } from "../../hosts/document.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { applyEdits, type Edit, type FileRange, type Span } from "../../text/span.ts";

/** Where tests name a rule, without quotes: tests of rulesets that load one of the files. */
export function testsNaming(
  snapshot: Snapshot,
  rule: string,
  uris: ReadonlySet<string>,
): readonly FileRange[] {
  return testDocuments(snapshot).flatMap(({ document, file }) => {
    const named = rulesNamedIn(file).filter((one) => one.rule === rule);
    if (named.length === 0) return [];
    const { ruleset } = rulesetOfTest(file, document.path, snapshot);
    if (!ruleset?.order.some(({ uri }) => uris.has(uri))) return [];
    return named.map(({ span }) => ({ uri: document.uri, ...withoutQuotes(span, document.text) }));
  });
}

/** Whether edits of a test file give a rule its new name, and leave the other names and the file's form what they are. */
export function onlyRenamesInTests(
  document: Document,
  edits: readonly Edit[],
  { name, newName }: { readonly name: string; readonly newName: string },
): boolean {
  const before = testsIn(document);
  const after = testsIn(readAgain(document, applyEdits(document.text, edits)));
  if (!before || !after || before.problems.length !== after.problems.length) return false;
  const [ours, theirs] = [before, after].map((file) => rulesNamedIn(file).map(({ rule }) => rule));
  return JSON.stringify(ours?.map((rule) => (rule === name ? newName : rule))) === JSON.stringify(theirs);
}

function rulesNamedIn({ tests }: TestFile): readonly { readonly rule: string; readonly span: Span }[] {
  return tests.flatMap(({ fires, doesNotFire }) => [...(fires ?? []), ...doesNotFire]);
}

function withoutQuotes({ start, end }: Span, text: string): Span {
  const isQuoted = /^(["']).*\1$/s.test(text.slice(start, end)) && end - start > 1;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
