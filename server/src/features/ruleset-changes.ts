/** What changes in meaning between two versions of a ruleset, and which version number that asks for. */
import { PRIORITIES, priority } from "../catalog/language.ts";
import { isAtLeast, readVersion } from "../catalog/version.ts";
import type { ExplainedRule } from "../model/explain/explain.ts";
import {
  type Explained,
  type ExplainedList,
  type ExplainedMacro,
  explainAll,
} from "../model/explain/explain-names.ts";
import type { PluginRequirement } from "../model/ruleset/items/items.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";

/** Which number of a version `major.minor.patch` grows. */
export type Bump = "major" | "minor" | "patch";

export interface RulesetChange {
  readonly kind: "rule" | "macro" | "list" | "engine" | "plugin";
  readonly name: string;
  /** What of it changed, as a heading: `condition`, `priority`; `added` and `removed` are the whole. */
  readonly change: string;
  readonly before?: string;
  readonly after?: string;
  readonly bump: Bump;
}

/**
 * Returns the changes from one state of files to another, rules first. Versions grow as the policy of Falco's rules
 * repository has it: what other rulesets or alerts may rely on is major, what needs another Falco is minor.
 */
export function rulesetChanges(before: Snapshot, after: Snapshot): readonly RulesetChange[] {
  const [old, now] = [everything(before), everything(after)];
  return [
    ...byName("rule", old.rules, now.rules, ({ rule }) => rule, ruleChanges),
    ...byName("macro", old.macros, now.macros, ({ macro }) => macro, macroChanges),
    ...byName("list", old.lists, now.lists, ({ list }) => list, listChanges),
    ...requirementChanges(requirementsOf(before), requirementsOf(after)),
  ];
}

/** The largest of the numbers that changes ask for; undefined without changes. */
export function bumpOf(changes: readonly RulesetChange[]): Bump | undefined {
  return (["major", "minor", "patch"] as const).find((bump) =>
    changes.some((change) => change.bump === bump),
  );
}

/** Of a name that several rulesets have, the first. */
function everything({ rulesets }: Snapshot): Explained {
  const all = rulesets.map(explainAll);
  return {
    rules: all.flatMap(({ rules }) => rules),
    macros: all.flatMap(({ macros }) => macros),
    lists: all.flatMap(({ lists }) => lists),
  };
}

function byName<T>(
  kind: RulesetChange["kind"],
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  changesOf: (old: T, now: T) => readonly Omit<RulesetChange, "kind" | "name">[],
): readonly RulesetChange[] {
  const old = firstByName(before, nameOf);
  const now = firstByName(after, nameOf);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name): readonly RulesetChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined) return [{ kind, name, change: "added", bump: "minor" }];
    if (is === undefined) return [{ kind, name, change: "removed", bump: "major" }];
    return changesOf(was, is).map((change) => ({ kind, name, ...change }));
  });
}

function firstByName<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(nameOf(one))) found.set(nameOf(one), one);
  return found;
}

type Change = Omit<RulesetChange, "kind" | "name">;

function ruleChanges(old: ExplainedRule, now: ExplainedRule): readonly Change[] {
  const lostEvents = without(old.events, now.events);
  const rank = (text: string): number => PRIORITIES.findIndex(({ name }) => name === priority(text)?.name);
  return [
    ...textChange(
      "condition",
      old.compiledCondition,
      now.compiledCondition,
      lostEvents.length > 0 ? "major" : "patch",
    ),
    ...setChange("events", old.events, now.events, { removed: "major", added: "patch" }),
    ...textChange("source", old.source, now.source, "major"),
    ...textChange(
      "priority",
      old.priority,
      now.priority,
      rank(now.priority) > rank(old.priority) ? "major" : "patch",
    ),
    ...textChange("enabled", String(old.enabled), String(now.enabled), now.enabled ? "patch" : "major"),
    ...setChange("tags", old.tags, now.tags, { removed: "major", added: "patch" }),
    ...setChange("exceptions", old.exceptions, now.exceptions, { removed: "patch", added: "patch" }),
    ...setChange("output fields", old.outputFields, now.outputFields, { removed: "patch", added: "patch" }),
    ...(sameSet(old.outputFields, now.outputFields)
      ? textChange("output", old.compiledOutput, now.compiledOutput, "patch")
      : []),
  ];
}

function macroChanges(old: ExplainedMacro, now: ExplainedMacro): readonly Change[] {
  return textChange("condition", old.compiledCondition, now.compiledCondition, "major");
}

function listChanges(old: ExplainedList, now: ExplainedList): readonly Change[] {
  return setChange("items", old.items, now.items, { removed: "patch", added: "patch" });
}

function textChange(change: string, before = "", after = "", bump: Bump = "patch"): readonly Change[] {
  return before === after ? [] : [{ change, before, after, bump }];
}

function setChange(
  change: string,
  before: readonly string[],
  after: readonly string[],
  bumps: { readonly removed: Bump; readonly added: Bump },
): readonly Change[] {
  const [removed, added] = [without(before, after), without(after, before)];
  if (removed.length === 0 && added.length === 0) return [];
  return [
    {
      change,
      before: removed.join(", "),
      after: added.join(", "),
      bump: removed.length > 0 ? bumps.removed : bumps.added,
    },
  ];
}

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return without(a, b).length === 0 && without(b, a).length === 0;
}

interface Requirements {
  /** The newest engine that is required. */
  readonly engine: string | undefined;
  readonly plugins: ReadonlyMap<string, PluginRequirement>;
}

function requirementsOf({ documents, readItem }: Snapshot): Requirements {
  const plugins = new Map<string, PluginRequirement>();
  let engine: string | undefined;
  const regions = [...documents.values()].flatMap((document) => document.regions);
  for (const { item } of regions.flatMap(({ items }) => items?.items ?? [])) {
    const { view } = readItem(item);
    if (view?.kind === "required_engine_version" && view.version !== undefined)
      engine = engine === undefined || isNewer(view.version, engine) ? view.version : engine;
    if (view?.kind === "required_plugin_versions")
      for (const entry of view.entries) if (!plugins.has(entry.name)) plugins.set(entry.name, entry);
  }
  return { engine, plugins };
}

function requirementChanges(old: Requirements, now: Requirements): readonly RulesetChange[] {
  const names = [...new Set([...old.plugins.keys(), ...now.plugins.keys()])];
  const plugins = names.flatMap((name): readonly RulesetChange[] => {
    const [was, is] = [old.plugins.get(name), now.plugins.get(name)];
    const version = versionChange(was?.version, is?.version).map(
      (change): RulesetChange => ({ kind: "plugin", name, ...change }),
    );
    if (!was || !is) return version;
    const [before, after] = [was, is].map(({ alternatives }) => alternatives.map((one) => one.name));
    const others = setChange("alternatives", before ?? [], after ?? [], { removed: "major", added: "patch" });
    return [...version, ...others.map((change): RulesetChange => ({ kind: "plugin", name, ...change }))];
  });
  const engine = versionChange(old.engine, now.engine).map(
    (change): RulesetChange => ({ kind: "engine", name: "required_engine_version", ...change }),
  );
  return [...engine, ...plugins];
}

function versionChange(before: string | undefined, after: string | undefined): readonly Change[] {
  if (before === after) return [];
  if (after === undefined) return [{ change: "requirement", before: before ?? "", after: "", bump: "patch" }];
  const bump = before === undefined || isNewer(after, before) ? "minor" : "patch";
  return [{ change: "requirement", before: before ?? "", after, bump }];
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [readVersion(version), readVersion(than)];
  return a !== undefined && b !== undefined && version !== than && isAtLeast(a, b);
}
