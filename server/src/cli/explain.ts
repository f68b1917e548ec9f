import { type ExplainedRule, explainRules } from "../model/explain.ts";
import { type EngineNeed, engineText } from "../model/needed-engine.ts";
import { createWorkspace, type Snapshot } from "../model/workspace.ts";
import type { Item } from "../syntax/items.ts";
import { defaultRulesOf, documentsOf, settingsOf } from "./check.ts";
import { readFiles } from "./files.ts";
import { readCheckOptions, UsageError } from "./options.ts";
import { write } from "./output.ts";

/** `falco-lint explain NAME [paths…]` or `--all`: what Falco ends up with; gives the exit code. */
export async function runExplain(args: readonly string[]): Promise<number> {
  const options = readCheckOptions(args, true);
  const [name, ...paths] = options.all ? [undefined, ...options.paths] : options.paths;
  if (!options.all && name === undefined) throw new UsageError("Name a rule to explain, or give --all.");
  const files = options.ruleset ? readFiles(options.ruleset, { as: "rules" }) : readFiles(paths.length > 0 ? paths.flatMap((path) => path ?? []) : ["."]);
  const behind = defaultRulesOf(options);
  const snapshot = createWorkspace().snapshot(documentsOf([...files, ...behind]), settingsOf(options, files, behind));
  const rules = snapshot.rulesets.flatMap((ruleset) => explainRules(ruleset)).filter((rule) => options.all || rule.rule === name);
  if (rules.length === 0 && !options.all) throw new UsageError(`No rule is named ${name}.`);
  const json = rules.map(({ origins, fragments, engineNeeds, ...rule }) => ({
    ...rule,
    engine: engineOfRule(engineNeeds),
    origins: origins.map(({ mode, item }) => ({ mode, ...placed(item, 0, snapshot) })),
    fragments: fragments.map(({ key, text, item, span }) => ({ key, text, ...placed(item, span.start, snapshot) })),
  }));
  await write(options.format === "json" ? `${JSON.stringify({ rules: json })}\n` : rules.map((rule) => human(rule, snapshot)).join("\n"));
  return 0;
}

/** Where an offset of an item's text stands; the line counts from 1. */
function placed(item: Item, offset: number, snapshot: Snapshot): { readonly path: string; readonly line: number } {
  const place = snapshot.placeOf(item);
  const document = place && snapshot.documents.get(place.uri);
  const line = place && document ? document.lines.position(place.region.map.at(place.start + offset)).line + 1 : 0;
  return { path: document?.path ?? "", line };
}

function human(rule: ExplainedRule, snapshot: Snapshot): string {
  const list = (items: readonly string[], most = 12): string => (items.length === 0 ? "none" : items.length > most ? `${items.slice(0, most).join(", ")} and ${items.length - most} more` : items.join(", "));
  const at = (item: Item, offset: number): string => {
    const { path, line } = placed(item, offset, snapshot);
    return `${path}:${line}`;
  };
  const origins = rule.origins.map(({ mode, item }) => `  ${mode} in ${at(item, 0)}`);
  const fragments = rule.fragments.map(({ key, text, item, span }) => `    ${at(item, span.start)} ${key}: ${text.replaceAll(/\s+/g, " ").trim()}`);
  return [
    rule.rule,
    `  ${rule.enabled ? "enabled" : "disabled"}, source ${rule.source}, priority ${rule.priority}, tags ${list(rule.tags)}`,
    ...origins,
    `  condition: ${rule.compiledCondition ?? "does not compile"}`,
    `  output: ${rule.compiledOutput}`,
    `  events: ${list(rule.events)}`,
    `  macros: ${list(rule.macros)}`,
    `  lists: ${list(rule.lists)}`,
    ...engineLines(rule.engineNeeds),
    "  put together from",
    ...fragments,
    "",
  ].join("\n");
}

/** The smallest engine and what asks for it; null where the oldest one known will do. */
function engineOfRule(needs: readonly EngineNeed[]): object | null {
  const [newest] = needs;
  if (!newest) return null;
  return { version: engineText(newest.engine), falco: newest.since, because: needs.map(({ name, since, engine }) => ({ name, engine: engineText(engine), falco: since })) };
}

function engineLines(needs: readonly EngineNeed[]): readonly string[] {
  const [newest] = needs;
  if (!newest) return [];
  const reasons = needs.map(({ name, since }) => `${name} (Falco ${since})`);
  return [`  engine: ${engineText(newest.engine)} or newer, for ${reasons.join(", ")}`];
}
