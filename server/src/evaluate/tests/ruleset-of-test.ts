import { keptBy } from "../../text/kept.ts";
import type { Document } from "../../hosts/document.ts";
import { testFileHost } from "../../hosts/formats/falco/own-files.ts";
import { createWorkspace, type Ruleset, type Snapshot } from "../../model/workspace/workspace.ts";
import type { TestFile, TestFileProblem } from "./test-file.ts";

/** The rules that the tests of a file run against, or what is wrong with them. */
export interface TestRuleset {
  readonly ruleset: Ruleset | undefined;
  readonly problems: readonly TestFileProblem[];
}

/**
 * The files that a test file names, as one ruleset; without any, the ruleset of the workspace that has the most of the
 * rules that it expects, then the one nearest in folders. `path` is that of the test file, with slashes.
 */
export function rulesetOfTest(file: TestFile, path: string, snapshot: Snapshot): TestRuleset {
  if (file.ruleset) return namedRuleset(file.ruleset, path, snapshot);
  const [best] = snapshot.rulesets
    .filter((ruleset) => ruleset.order.length > 0)
    .map((ruleset) => ({ ruleset, rank: rankOf(ruleset, file, path, snapshot) }))
    .sort((a, b) => compareRanks(b.rank, a.rank));
  const problem = {
    span: { start: 0, end: 0 },
    message: "No rules files are found. Name them in `ruleset`.",
  };
  return { ruleset: best?.ruleset, problems: best ? [] : [problem] };
}

/** Paths of the rules files that a test file names, with slashes, as its own path is. */
export function rulesetPaths(file: TestFile, path: string): readonly string[] {
  return (file.ruleset ?? []).map(({ text }) => joinPath(folderOf(path), text));
}

function namedRuleset(
  names: NonNullable<TestFile["ruleset"]>,
  path: string,
  snapshot: Snapshot,
): TestRuleset {
  const byPath = new Map([...snapshot.documents.values()].map((document) => [document.path, document]));
  const found: Document[] = [];
  const problems: TestFileProblem[] = [];
  for (const { text, span } of names) {
    const document = byPath.get(joinPath(folderOf(path), text));
    if (document?.regions.some(({ kind }) => kind === "rules")) found.push(document);
    else
      problems.push({
        span,
        message: document ? `\`${text}\` is not a rules file.` : `File \`${text}\` does not exist.`,
      });
  }
  return { ruleset: found.length > 0 ? rulesetOf(found, snapshot) : undefined, problems };
}

/** What a ruleset was loaded from, and the ruleset. */
interface LoadedRuleset {
  readonly documents: readonly Document[];
  readonly settings: string;
  readonly ruleset: Ruleset | undefined;
}

/** By the first rules file: typing in tests is not a reason to load the rules again. */
const loadedWith = keptBy((_first: Document): { rulesets: readonly LoadedRuleset[] } => ({ rulesets: [] }));

/** How many rulesets are kept that begin with the same file. */
const MOST_LOADED = 4;

function rulesetOf(found: readonly Document[], snapshot: Snapshot): Ruleset | undefined {
  const [first] = found;
  const exact = { ...snapshot.settings, exactRuleset: found.map(({ uri }) => uri) };
  const settings = JSON.stringify(exact);
  const documents = [...snapshot.documents.values()].filter(({ host }) => host !== testFileHost.id);
  const kept = first && loadedWith(first);
  const known = kept?.rulesets ?? [];
  const same = known.find(
    (one) =>
      one.settings === settings &&
      one.documents.length === documents.length &&
      one.documents.every((document, at) => document === documents[at]),
  );
  if (same) return same.ruleset;
  const [ruleset] = createWorkspace().snapshot(snapshot.documents, exact).rulesets;
  if (kept) kept.rulesets = [{ documents, settings, ruleset }, ...known].slice(0, MOST_LOADED);
  return ruleset;
}

type Rank = readonly number[];

function rankOf(ruleset: Ruleset, file: TestFile, path: string, snapshot: Snapshot): Rank {
  const { rules } = ruleset.rules.compiled;
  const named = file.tests.flatMap(({ fires, doesNotFire }) => [...(fires ?? []), ...doesNotFire]);
  const known = named.filter(({ rule }) => rules.has(rule)).length;
  const paths = ruleset.order.map(({ uri }) => snapshot.documents.get(uri)?.path ?? "");
  const nearness = Math.max(0, ...paths.map((one) => commonFolders(one, path)));
  return [known, ruleset.config ? 1 : 0, nearness, rules.size];
}

function compareRanks(a: Rank, b: Rank): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

function commonFolders(a: string, b: string): number {
  const left = a.split("/").slice(0, -1);
  const right = b.split("/").slice(0, -1);
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** Joins paths with slashes, following `..` as far as there are folders. */
function joinPath(folder: string, path: string): string {
  if (path.startsWith("/")) return path;
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("/");
}
