import { afterAll, beforeAll, expect, test } from "vitest";
import { refactoringsAt } from "../../server/src/features/refactor/refactorings.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { type Condition, walk } from "../../server/src/syntax/condition/ast.ts";
import type { Item } from "../../server/src/syntax/item.ts";
import { entryOf, textOf } from "../../server/src/syntax/yaml-node.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { hasShared, sharedLines, sharedText } from "./load.ts";
import { randomFrom } from "./random.ts";
import { haveSameAnswers } from "./same-answers.ts";

/*
 * The exceptions of the corpus' rules, split at every value and merged again: the condition with them has the same answers to made
 * events, and all comments are there. Each list of exceptions is asked about in a rule of its own, once, with known fields in the
 * places of those of plugins that nobody describes.
 */

const URI = "file:///rules.yaml";
const EVENTS = 50;
const KNOWN = new Set(["syscall", "k8s_audit", "aws_cloudtrail", "okta", "github"]);

/** One of so many rules is tried; `EVERY=1` tries all. */
const EVERY = Number(process.env.EVERY ?? 5);

const workspace = createWorkspace();
const random = randomFrom(19);
const bad: string[] = [];
const tally = { rules: 0, split: 0, merged: 0, restored: 0 };

beforeAll(() => {
  const seen = new Set<string>();
  for (const { path, class: kind } of sharedLines<{ path: string; class: string }>("corpus/manifest.jsonl")) {
    if (kind !== "rules" || !/\.ya?ml$/.test(path)) continue;
    const document = readDocument(URI, path, sharedText(`corpus/${path}`), undefined, { as: "rules" });
    for (const { item } of document.regions[0]?.items?.items ?? []) {
      const text = ruleOf(item);
      if (text === undefined || seen.has(text)) continue;
      seen.add(text);
      if (seen.size % EVERY === 0) tryRule(text);
    }
  }
});

test.runIf(hasShared)("splitting and merging exceptions keeps what rules mean", () => {
  expect(tally.rules).toBeGreaterThan(10);
  expect(tally.split).toBeGreaterThan(20);
  expect(tally.restored).toBe(tally.split);
  expect(bad).toEqual([]);
});

afterAll(() => console.log(JSON.stringify(tally)));

/** A rule of its own with the exceptions of an item. */
function ruleOf({ node, text }: Item): string | undefined {
  const entry = entryOf(node, "exceptions");
  if (entry?.value.kind !== "seq" || entry.value.items.length === 0) return undefined;
  const start = text.lastIndexOf("\n", entry.key.span.start) + 1;
  const indent = text.slice(start, entry.key.span.start);
  const isKnown = KNOWN.has(textOf(node, "source") ?? "syscall");
  const written = text.slice(start, entry.value.span.end).trimEnd();
  const exceptions = isKnown ? written : written.replaceAll(/(?<=fields: .*)[a-z]+\.[a-z_]+/g, "proc.name");
  const source = isKnown ? (textOf(node, "source") ?? "syscall") : "syscall";
  if (!/^ *$/.test(indent) || indent.length < 2) return undefined;
  const keys = ["desc: d", "condition: evt.num > 0", "output: o", "priority: INFO", `source: ${source}`];
  const head = [`-${indent.slice(1)}rule: r`, ...keys.map((key) => indent + key)];
  return `${head.join("\n")}\n${exceptions}\n# after\n`;
}

function tryRule(text: string): void {
  const snapshot = snapshotOf(text);
  const before = expanded(snapshot);
  const region = snapshot.documents.get(URI)?.regions[0];
  if (!before || !region) return;
  tally.rules++;
  const seen = new Set<string>();
  for (const { index } of text.matchAll(/(?<=- |\[|, *)[^\s,[\]-]/g))
    for (const [title, after] of exceptionRewrites(text)(index)) {
      if (seen.has(after)) continue;
      seen.add(after);
      const tree = expanded(snapshotOf(after));
      const isKept = comments(after) === comments(text);
      const isSplit = title.startsWith("Split");
      tally[isSplit ? "split" : "merged"]++;
      if (!isKept || !tree || !isSame(before, tree, snapshot)) bad.push(`${title}\n${text}\n${after}`);
      if (isSplit && tree) tally.restored += Number(isRestored(after, tree, title));
    }
}

/** What was split is merged again, and has the same values in the same order. */
function isRestored(text: string, before: Condition, title: string): boolean {
  const name = /`(.*)`/.exec(title)?.[1] ?? "";
  const at = text.search(new RegExp(`name: "?${name.replaceAll(/[^\w ]/g, ".")}"?\\s`)) + "name: ".length;
  const merged = [...exceptionRewrites(text)(at)].find(([one]) => one.includes(`${name}_`));
  const tree = merged && expanded(snapshotOf(merged[1]));
  return tree !== undefined && isSame(before, tree, snapshotOf(text));
}

function exceptionRewrites(text: string): (offset: number) => ReadonlyMap<string, string> {
  const snapshot = snapshotOf(text);
  return (offset) =>
    new Map(
      refactoringsAt(snapshot, URI, { start: offset, end: offset })
        .filter(({ title }) => / exception `/.test(title))
        .map(({ title, edits }) => [
          title,
          applyEdits(
            text,
            edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
          ),
        ]),
    );
}

function comments(text: string): string {
  return (text.match(/#.*$/gm) ?? []).sort().join("\n");
}

function isSame(one: Condition, other: Condition, { catalog }: Snapshot): boolean {
  const left = walk(one).find(
    (node) => node.kind === "comparison" && node.left.kind === "field" && /^(?:ka|ct)\./.test(node.left.name),
  );
  return haveSameAnswers(one, other, catalog, EVENTS, random, left ? "k8s_audit" : "syscall");
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
