import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commonUsage, itemsByRepository } from "../../scripts/usage/common-usage.ts";
import { accepts } from "../../server/src/catalog/language.ts";
import { knownTag } from "../../server/src/catalog/tags/attack.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import type { Candidate } from "../../server/src/features/completion/candidate.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { defaultNames } from "../../server/src/features/completion/default-names.ts";
import { type ItemContext, locate } from "../../server/src/features/locate/locate.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { definedNamesAround } from "../../server/src/model/workspace/name-places.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { textOf } from "../../server/src/syntax/yaml-node.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { type CutWord, cutWords, textBefore } from "./cut-words.ts";
import { hasShared, sharedLines, sharedText } from "./load.ts";
import { randomFrom } from "./random.ts";

/*
 * Words of the corpus' rules are asked for at the places where they stand, with the rest of their value taken away. The counts
 * that completions are ordered by are made of the repositories that are not asked about, without the items that both have.
 */

/** Made of the other repositories before anything is asked. */
const usage = vi.hoisted(() => ({ contexts: [] as (readonly [string, string])[] }));
vi.mock("../../server/src/catalog/data.ts", async (original) => ({
  ...(await original<object>()),
  usageData: usage,
}));

/** `POSITIONS=2000` asks for so many. */
const POSITIONS = Number(process.env.POSITIONS ?? 200);
const FILES = Math.ceil(POSITIONS / 20);
/** At every so many places, so many of the first and of the others are inserted. */
const EVERY = 20;
const INSERTED = 3;
const SETTINGS: Settings = { plugins: "all", rulesFiles: [], target: "0.44.1" };

interface CorpusFile {
  readonly path: string;
  readonly class: string;
  readonly repo: string;
}

interface Place {
  readonly file: CorpusFile;
  readonly text: string;
  readonly itemStart: number;
  readonly cut: CutWord;
}

interface Found {
  readonly place: Place;
  /** Where the word is among what is offered; -1 where it is not. */
  readonly rank: number;
}

const random = randomFrom(19);
const workspace = createWorkspace();
const found: Found[] = [];
const invalid: string[] = [];
let inserted = 0;
let last: Document | undefined;

beforeAll(() => {
  if (!hasShared) return;
  const files = sharedLines<CorpusFile>("corpus/manifest.jsonl").filter(
    (file) => file.class === "rules" && /\.ya?ml$/.test(file.path) && isAsked(file.repo),
  );
  const { places, conditions } = placesIn(files);
  usage.contexts.push(...contextsWithout(conditions));
  const chosen = new Set<string>();
  while (chosen.size < FILES) chosen.add(places[random(places.length)]?.file.path ?? "");
  const pool = places.filter(({ file }) => chosen.has(file.path));
  // Some are not valid.
  const sample: Place[] = [];
  while (sample.length < POSITIONS * 1.2 && pool.length > 0)
    sample.push(...pool.splice(random(pool.length), 1));
  for (const { path } of files) for (const place of sample) if (place.file.path === path) ask(place);
});

test.runIf(hasShared)("the word that stood at a place is offered there, and among the first", () => {
  const all = found.length;
  expect(all).toBeGreaterThan(POSITIONS * 0.9);
  expect(found.filter(({ rank }) => rank < 0).map(({ place }) => shown(place))).toEqual([]);
  expect(found.filter(({ rank }) => rank < 10).length / all).toBeGreaterThan(0.85);
  expect(found.filter(({ rank }) => rank < 3).length / all).toBeGreaterThan(0.6);
});

test.runIf(hasShared)("nothing that is offered is an error at its place", () => {
  expect(inserted).toBeGreaterThan(POSITIONS / EVERY);
  expect(invalid).toEqual([]);
});

afterAll(() => {
  for (const key of new Set(found.map(({ place }) => `${place.cut.key}: ${place.cut.kind}`))) {
    const own = found.filter(({ place }) => `${place.cut.key}: ${place.cut.kind}` === key);
    const share = (most: number): string =>
      ((100 * own.filter(({ rank }) => rank < most).length) / own.length).toFixed(1);
    console.log(`${key}: ${own.length} words, first 10: ${share(10)} %, first 3: ${share(3)} %`);
  }
  const share = (most: number): string =>
    ((100 * found.filter(({ rank }) => rank < most).length) / Math.max(1, found.length)).toFixed(1);
  console.log(
    `${found.length} words, first 10: ${share(10)} %, first 3: ${share(3)} %; ${inserted} inserted`,
  );
});

function isAsked(repository: string): boolean {
  let sum = 7;
  for (const character of repository) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) | 0;
  return sum % 2 === 0;
}

function placesIn(files: readonly CorpusFile[]): { places: Place[]; conditions: ReadonlySet<string> } {
  const places: Place[] = [];
  const conditions = new Set<string>();
  let before: Document | undefined;
  for (const file of files) {
    const text = sharedText(`corpus/${file.path}`);
    const previous = before && { ...before, path: file.path };
    before = readDocument(`file:///${file.path}`, file.path, text, previous, { as: "rules" });
    for (const { item, start: itemStart } of before.regions[0]?.items?.items ?? []) {
      const condition = textOf(item.node, "condition") ?? item.text;
      if (conditions.has(condition)) continue;
      conditions.add(condition);
      for (const cut of cutWords(item)) places.push({ file, text, itemStart, cut });
    }
  }
  return { places, conditions };
}

function contextsWithout(conditions: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const others = itemsByRepository(
    new URL("../../../shared/corpus", import.meta.url).pathname,
    (repository) => !isAsked(repository),
  );
  const kept = [...others].map(
    ([repository, items]) =>
      [repository, new Map([...items].filter(([condition]) => !conditions.has(condition)))] as const,
  );
  return Object.entries(commonUsage(new Map(kept)))
    .map(([context, names]) => {
      const words = Object.entries(names).filter(([name]) => !/\s/.test(name));
      return [context, words.map(([name, weight]) => `${name} ${weight}`).join(" ")] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function ask(place: Place): void {
  const { cut, itemStart, text } = place;
  const before = textBefore(text, itemStart, cut);
  const offset = itemStart + cut.start;
  const snapshot = snapshotOf(place, before);
  const uri = uriOf(place);
  const spot = locate(snapshot, uri, offset);
  if (!spot || !("source" in spot) || !isValid(cut, spot)) return;
  const offered = [...complete(snapshot, uri, offset)].sort((a, b) => a.rank - b.rank);
  const rank = offered.findIndex((candidate) => isWord(candidate, cut.word));
  found.push({ place, rank });
  if (found.length % EVERY > 0) return;
  for (const candidate of [
    ...offered.slice(0, INSERTED),
    ...offered.slice(INSERTED).filter(() => random(offered.length) < INSERTED),
  ])
    tryInserted(place, before, spot.source, candidate);
}

/** The whole word, or the part up to a dot that further names are offered after. */
function isWord({ label, edit }: Candidate, word: string): boolean {
  return label === word || (edit.newText.endsWith(".") && word.startsWith(edit.newText));
}

/** Whether an editor can know the word: it is in the catalogue for this source, or defined where the place can see it. */
function isValid(
  { kind, word, field = "" }: CutWord,
  { catalog, source, snapshot, document, ruleset, view }: ItemContext,
): boolean {
  const isDefined = (of: "macro" | "list"): boolean =>
    definedNamesAround(snapshot, document.uri, of).includes(word) ||
    defaultNames(ruleset, catalog.published, of).includes(word);
  const isField = (): boolean => {
    const known = catalog.lookupField(word, source);
    return known.kind === "found" && !known.field.hidden;
  };
  switch (kind) {
    case "operand":
      return word.includes(".")
        ? isField()
        : isDefined("macro") && !(view?.kind === "macro" && view.name === word);
    case "field":
      return isField();
    case "list":
      return isDefined("list");
    case "value": {
      const left = catalog.lookupField(field, source);
      if (isDefined("list")) return true;
      if (left.kind !== "found") return false;
      return left.field.name === "evt.type"
        ? catalog.events.typeNames.includes(word)
        : left.field.enumValues?.includes(word) === true;
    }
    case "tag":
      return knownTag(word)?.tag === word;
    case "operator": {
      const operator = catalog.operators.get(word);
      const left = catalog.lookupField(field, source);
      return (
        operator !== undefined &&
        (left.kind !== "found" || accepts(operator, left.type, left.field.isList === true))
      );
    }
    case "transformer":
      return catalog.transformers.has(word);
    case "keyword":
      return true;
  }
}

/** The candidate with a value or an operator that makes it whole. */
function completed({ kind, edit, isSnippet }: Candidate, source: string): string | undefined {
  const text = isSnippet ? edit.newText.replace("$1", "1").replace("$0", "") : edit.newText;
  if (kind === "field") return text.endsWith(".") ? undefined : `${text} exists`;
  if (kind === "operator") return /\)$|exists$/.test(text) ? text : `${text}1`;
  if (kind === "function") {
    if (source !== "syscall") return undefined;
    const call = edit.newText.replace(/'\$\d'/, "'a'").replace(/\$[12]/g, "proc.name");
    return `${call.replace("$0", "")} exists`;
  }
  return kind === "keyword" ? undefined : text;
}

function tryInserted(place: Place, before: string, source: string, candidate: Candidate): void {
  const newText = place.cut.key === "condition" ? completed(candidate, source) : candidate.edit.newText;
  const isOpen = candidate.isSnippet || candidate.edit.newText.endsWith(".");
  if (newText === undefined || (place.cut.key !== "condition" && isOpen)) return;
  inserted++;
  const after = applyEdits(before, [{ span: candidate.edit.span, newText }]);
  const name = `\`${candidate.label}\``;
  const about = (snapshot: Snapshot): number =>
    problemsOf(snapshot, uriOf(place)).filter(
      ({ severity, message }) => severity === "error" && message.includes(name),
    ).length;
  if (about(snapshotOf(place, after)) > about(snapshotOf(place, before)))
    invalid.push(`${candidate.kind} ${candidate.label} at ${shown(place)}`);
}

function snapshotOf(place: Place, text: string): Snapshot {
  const uri = uriOf(place);
  const previous = last?.uri === uri ? last : undefined;
  last = readDocument(uri, place.file.path, text, previous, { as: "rules" });
  return workspace.snapshot(new Map([[uri, last]]), SETTINGS);
}

function uriOf({ file }: Place): string {
  return `file:///${file.path}`;
}

function shown({ file, text, itemStart, cut }: Place): string {
  const at = itemStart + cut.start;
  return `${file.path}: ${cut.kind} ${cut.word} after ${text.slice(Math.max(0, at - 60), at)}`;
}
