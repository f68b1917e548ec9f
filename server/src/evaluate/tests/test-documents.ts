/** The tests of a workspace, from the documents that hold them. */
import { keptBy } from "../../text/kept.ts";
import type { Document } from "../../hosts/document.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { rulesetPaths } from "./ruleset-of-test.ts";
import { readTestFile, type TestFile } from "./test-file.ts";

export interface TestDocument {
  readonly document: Document;
  readonly file: TestFile;
}

/** The tests of a document; undefined for one that is not a test file. */
export const testsIn = keptBy(({ regions }: Document): TestFile | undefined => {
  const region = regions.find(({ kind }) => kind === "tests");
  return region && readTestFile(region.text, region.yaml);
});

/** Every test file, by path. */
export function testDocuments({ documents }: Snapshot): readonly TestDocument[] {
  return [...documents.values()]
    .flatMap((document) => {
      const file = testsIn(document);
      return file ? [{ document, file }] : [];
    })
    .sort((a, b) => (a.document.path < b.document.path ? -1 : 1));
}

/** A test by its file and its number in it, from 0. */
export interface TestRef {
  readonly uri: string;
  readonly index: number;
}

/** The tests that expect something of each rule of a document, by the rule's name. Tests that name other files are left out. */
export function testsOfRules(
  snapshot: Snapshot,
  { path }: Document,
): ReadonlyMap<string, readonly TestRef[]> {
  const found = new Map<string, TestRef[]>();
  for (const { document, file } of testDocuments(snapshot)) {
    if (file.ruleset && !rulesetPaths(file, document.path).includes(path)) continue;
    for (const [index, { fires, doesNotFire }] of file.tests.entries()) {
      for (const name of new Set([...(fires ?? []), ...doesNotFire].map(({ rule }) => rule))) {
        const known = found.get(name) ?? [];
        known.push({ uri: document.uri, index });
        found.set(name, known);
      }
    }
  }
  return found;
}
