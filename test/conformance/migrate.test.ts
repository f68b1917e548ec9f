import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { explainRule } from "../../server/src/model/explain/explain.ts";
import { createWorkspace, type Ruleset } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import type { Condition } from "../../server/src/syntax/condition/ast.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../server/src/text/span.ts";

/** Rulesets, configurations and hosts that people wrote for older Falcos, moved to this one. */
const TARGET = "0.44.1";
const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");
const isHere = existsSync(path.join(CORPUS, "manifest.jsonl"));
if (!isHere) console.log("No file of the corpus is migrated: the corpus is not beside the project.");

/** Rules files take minutes: every third one is moved, with `MIGRATE=all` each. */
const STEP = process.env["MIGRATE"] === "all" ? 1 : 3;

interface Row {
  readonly path: string;
  readonly class: string;
}

const rows: readonly Row[] = isHere
  ? readFileSync(path.join(CORPUS, "manifest.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line): Row => JSON.parse(line) as Row)
  : [];

function documentOf(row: Row): Document {
  const text = readFileSync(path.join(CORPUS, row.path), "utf8");
  const as = row.class === "rules" ? "rules" : row.class === "configs" ? "config" : undefined;
  const name = row.path.replace(/(?:\.sh)?\.cmds\.txt$/, ".sh");
  return readDocument(`file:///${name}`, name, text, undefined, as && { as });
}

describe.skipIf(!isHere)("files of the corpus after their migration", () => {
  test.each(["rules", "configs", "embedded"])(
    "%s",
    (kind) => {
      const wrong: string[] = [];
      let changed = 0;
      const seen = new Set<string>();
      const asked = rows
        .filter((one) => one.class === kind)
        .filter((_, at) => kind !== "rules" || at % STEP === 0);
      for (const row of asked) {
        const before = documentOf(row);
        if (seen.size === seen.add(before.text).size) continue;
        const result = migrate(new Map([[before.uri, before]]), DEFAULT_SETTINGS, TARGET);
        const [file] = result.files;
        if (!result.complete) wrong.push(`${row.path}: no end`);
        if (!file) continue;
        changed++;
        const after = readDocument(
          before.uri,
          before.path,
          file.after,
          undefined,
          kind === "embedded" ? {} : { as: kind === "rules" ? "rules" : "config" },
        );
        wrong.push(...flawsOf(before, after).map((flaw) => `${row.path}: ${flaw}`));
        if (applyEdits(file.before, file.edits) !== file.after)
          wrong.push(`${row.path}: the edits do not give the text`);
        const again = migrate(new Map([[after.uri, after]]), DEFAULT_SETTINGS, TARGET);
        if (again.files.length > 0)
          wrong.push(`${row.path}: changes again: ${again.changed.map(({ title }) => title).join(", ")}`);
      }
      console.log(`${kind}: ${changed} of ${seen.size} different files change`);
      expect(wrong).toEqual([]);
      expect(changed).toBeGreaterThan(20);
    },
    900_000,
  );
});

/** What is worse after than before. */
function flawsOf(before: Document, after: Document): readonly string[] {
  const flaws: string[] = [];
  // Values that lose what only an old chart reads may hold too little to be reported for the chart's, and values that the chart reads again may be regions.
  const isOther =
    before.host === "helm-values"
      ? after.regions.length < before.regions.length && after.regions.length > 0
      : after.regions.length !== before.regions.length;
  if (after.host === before.host && isOther)
    flaws.push(`${before.regions.length} regions became ${after.regions.length}`);
  if (/\.ya?ml$/.test(after.path) && yamlFlaws(after) > yamlFlaws(before)) flaws.push("is no YAML any more");
  const old = errorsOf(before);
  for (const [code, count] of errorsOf(after))
    if (count > (old.get(code) ?? 0)) flaws.push(`more of ${code}`);
  const [was, is] = [effective(before), effective(after)];
  if (was.length !== is.length) flaws.push(`${was.length} rules became ${is.length}`);
  was.forEach((rule, index) => {
    if (rule !== is[index]) flaws.push(`\n  ${rule}\n  ${is[index]}`);
  });
  return flaws;
}

function yamlFlaws({ text }: Document): number {
  return readYaml(text).problems.length;
}

function errorsOf(document: Document): ReadonlyMap<string, number> {
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), {
    ...DEFAULT_SETTINGS,
    target: TARGET,
  });
  const counts = new Map<string, number>();
  // Newer charts install no plugin by themselves: their values must be moved by a person.
  for (const { code, severity } of problemsOf(snapshot, document.uri))
    if (severity === "error" && code !== "plugin-not-installed")
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** What Falco loads in the end for each rule, as text. The direction is always that of exit events, so checks of it are settled on both sides. */
function effective(document: Document): readonly string[] {
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), {
    ...DEFAULT_SETTINGS,
    target: TARGET,
  });
  return snapshot.rulesets.flatMap((ruleset) =>
    [...ruleset.rules.compiled.rules.values()].map((compiled) => {
      const { rule, source, priority, enabled, tags, compiledOutput, events, exceptions } = explainRule(
        compiled,
        ruleset,
      );
      const condition = compiled.expanded ? settledText(compiled.expanded, ruleset) : "does not compile";
      return JSON.stringify([
        rule,
        source,
        priority,
        enabled,
        tags,
        withoutEmptyLabels(compiledOutput),
        events,
        exceptions,
        condition,
      ]);
    }),
  );
}

/** A label whose field prints nothing goes with the field, and so do parentheses around nothing. */
function withoutEmptyLabels(output: string): string {
  return output
    .replaceAll(/[\w.]+=(?=[\s)]|$)/g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(" )", ")")
    .replaceAll("( ", "(")
    .replaceAll("()", "")
    .trim();
}

function settledText(tree: Condition, { judge }: Ruleset): string {
  const settled = settle(tree);
  return typeof settled === "boolean" ? String(settled) : judge.canonical(settled);
}

/** The tree with what is always true or false left out; written for this test, so that it checks the rewrite and is not the rewrite. */
function settle(tree: Condition): Condition | boolean {
  switch (tree.kind) {
    case "group":
      return settle(tree.body);
    case "not": {
      const operand = settle(tree.operand);
      return typeof operand === "boolean" ? !operand : { ...tree, operand };
    }
    case "and":
    case "or": {
      const neutral = tree.kind === "and";
      const operands = tree.operands.map(settle);
      if (operands.includes(!neutral)) return !neutral;
      const kept = operands.filter((one) => typeof one !== "boolean");
      const [only] = kept;
      if (!only) return neutral;
      return kept.length === 1 ? only : { ...tree, operands: kept };
    }
    case "comparison": {
      const { left, operator, right } = tree;
      if (
        left.kind !== "field" ||
        left.name !== "evt.dir" ||
        operator.kind !== "operator" ||
        right?.kind !== "text"
      )
        return tree;
      if (operator.name === "=" || operator.name === "==") return right.text === "<";
      return operator.name === "!=" ? right.text === ">" : tree;
    }
    default:
      return tree;
  }
}
