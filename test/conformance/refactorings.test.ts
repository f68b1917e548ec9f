import { afterAll, beforeAll, expect, test } from "vitest";
import type { Catalog } from "../../server/src/catalog/catalog.ts";
import { refactoringsAt } from "../../server/src/features/refactor/refactorings.ts";
import type { Refactoring } from "../../server/src/features/refactor/rewrite.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { type Condition, walk } from "../../server/src/syntax/condition/ast.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { applyEdits, type Span } from "../../server/src/text/span.ts";
import { ruleOf } from "./every-fix.ts";
import { hasShared, sharedLines } from "./load.ts";
import { randomFrom } from "./random.ts";
import { haveSameAnswers } from "./same-answers.ts";

/*
 * Every refactoring that is offered in a condition of the corpus keeps what the condition means: its canonical text with macros
 * written out is the same, or the evaluator has the same answers on made events. Comments stay.
 */

const URI = "file:///rules.yaml";
const EVENTS = 50;
/** Places that are tried in each condition, as cursors and as ends of stretches. */
const PLACES = 4;
/** `CONDITIONS=1600` tries all. */
const CONDITIONS = Number(process.env.CONDITIONS ?? 250);

const workspace = createWorkspace();
const random = randomFrom(19);
const tally = new Map<string, number>();
const bad: string[] = [];
let evaluated = 0;

beforeAll(() => {
  const all = [...sharedLines<string>("corpus/conditions/rule-conditions.txt")];
  for (let at = 0; at < CONDITIONS && all.length > 0; at++) {
    const [condition = ""] = all.splice(random(all.length), 1);
    if (parseCondition(condition).problems.length === 0) tryCondition(condition);
  }
});

test.runIf(hasShared)("refactorings keep what conditions mean", () => {
  expect(tally.size).toBeGreaterThan(8);
  expect(bad).toEqual([]);
});

afterAll(() => {
  if (!hasShared) return;
  const kinds = [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, count]) => `${title}: ${count}`);
  console.log(`${kinds.join("\n")}\nanswers compared on ${EVENTS} events: ${evaluated}`);
});

function tryCondition(condition: string): void {
  let number = 0;
  const text = `# before\n${ruleOf(condition).text.replaceAll("evt.num > 0", () => `evt.num > ${++number}`)}  # after\n`;
  const snapshot = snapshotOf(text);
  const before = expanded(snapshot);
  const region = snapshot.documents.get(URI)?.regions[0];
  if (!before || !region) return;
  const start = text.indexOf("condition:", text.indexOf("- rule:"));
  const end = text.indexOf("\n  output:");
  const nodes = walk(before);
  for (let place = 0; place < PLACES; place++) {
    const from = start + random(end - start);
    const length = nodes.length > 0 && place % 2 === 1 ? random(end - from) : 0;
    for (const span of [{ start: from, end: from }, wordSpan(text, from, from + length)])
      for (const refactoring of refactoringsAt(snapshot, URI, span))
        tryOne(text, refactoring, before, snapshot);
  }
}

function tryOne(text: string, { title, edits }: Refactoring, before: Condition, { catalog }: Snapshot): void {
  const kind = title.replace(/`[a-z_0-9]+`$/, "`…`");
  tally.set(kind, (tally.get(kind) ?? 0) + 1);
  const after = applyEdits(
    text,
    edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
  const tree = expanded(snapshotOf(after));
  const isKept = after.match(/# (?:before|after)$/gm)?.length === 2;
  if (after !== text && isKept && tree && isSame(before, tree, catalog)) return;
  bad.push(`${title}\n${text.slice(-600)}\n${after.slice(-600)}`);
}

function snapshotOf(text: string): Snapshot {
  const documents = new Map([[URI, readDocument(URI, "rules.yaml", text, undefined, { as: "rules" })]]);
  return workspace.snapshot(documents, {
    target: "0.44.1",
    plugins: "all",
    rulesFiles: [],
    exactRuleset: [URI],
  });
}

function expanded(snapshot: Snapshot): Condition | undefined {
  return snapshot.rulesets[0]?.rules.compiled.rules.get("r")?.expanded;
}

/** The stretch moved outwards to whole checks, so that some are parts of the tree. */
function wordSpan(text: string, from: number, to: number): Span {
  const start = text.lastIndexOf(" and ", from);
  const end = text.indexOf(" and ", Math.max(to, start + 5));
  return start < 0 || end < 0 ? { start: from, end: from } : { start: start + 5, end };
}

function isSame(one: Condition, other: Condition, catalog: Catalog): boolean {
  if (canonicalText(one) === canonicalText(other)) return true;
  evaluated++;
  return haveSameAnswers(one, other, catalog, EVENTS, random);
}
