import { rulesEvaluator, type RulesEvaluator } from "../../server/src/evaluate/rules/rules-evaluator.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

/** A snapshot of files given by their paths. */
export function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const documents = Object.entries(files).map(([path, text]) => readDocument(`file:///${path}`, path, text));
  return createWorkspace().snapshot(new Map(documents.map((one) => [one.uri, one])), DEFAULT_SETTINGS);
}

/** The rules of one rules file. */
export function rulesOf(text: string): RulesEvaluator {
  const [ruleset] = snapshotOf({ "falco_rules.local.yaml": text }).rulesets;
  if (!ruleset) throw new Error("no ruleset");
  return rulesEvaluator(ruleset);
}
