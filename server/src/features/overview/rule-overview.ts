/** The rulesets of a workspace in load order, each with its files and its rules. */
import { ruleRelations } from "../../evaluate/reasoning/rule-relations.ts";
import { firingTerms, levelOf } from "../../evaluate/rules/rules-evaluator.ts";
import { rangeOf } from "../../evaluate/rules/truth-marks.ts";
import { isOnlyKnown } from "../../model/explain/known-texts.ts";
import type { EffectiveRule } from "../../model/ruleset/effective.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import type { FileRange } from "../../text/span.ts";

/**
 * What holds of a rule. `overridden`: more than one item made it. `shadowed`: an earlier rule matches wherever it does.
 * `below-priority`: the configuration's `priority` leaves it out. `skipped`: its source is unknown.
 */
export type RuleState = "enabled" | "disabled" | "overridden" | "shadowed" | "below-priority" | "skipped";

export interface OverviewRule {
  readonly name: string;
  readonly source: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly states: readonly RuleState[];
  /** The rule that shadows it. */
  readonly shadowedBy?: string;
  /** Where each item names it that made it, first to last. */
  readonly places: readonly FileRange[];
}

export interface OverviewRuleset {
  /** How the order was found. */
  readonly origin: string;
  readonly target: string;
  /** In load order. */
  readonly files: readonly { readonly uri: string; readonly path: string; readonly isDefault: boolean }[];
  readonly rules: readonly OverviewRule[];
}

/**
 * An overview of a ruleset, whose rules are loaded for it. Rules of which only facts are known are left out. Which rules are
 * shadowed takes by far the longest, and is found out only where it is wanted.
 */
export function rulesetOverview(
  ruleset: Ruleset,
  snapshot: Snapshot,
  { shadowed }: { readonly shadowed: boolean },
): OverviewRuleset {
  const { documents, settings } = snapshot;
  const uris = [...new Set(ruleset.order.map(({ uri }) => uri))];
  const shadows = new Map(
    (shadowed ? ruleRelations(ruleset) : []).flatMap((one) =>
      one.kind === "shadowed-rule" ? [[one.rule.name, one.other.name]] : [],
    ),
  );
  const least = levelOf(firingTerms(ruleset).minimumPriority);
  const rules = [...ruleset.rules.collected.rules.values()].filter((rule) => !isOnlyKnown(rule));
  return {
    origin: ruleset.origin,
    target: ruleset.target,
    files: uris.flatMap((uri) => {
      const path = documents.get(uri)?.path;
      return path === undefined
        ? []
        : [{ uri, path, isDefault: settings.defaultRules?.includes(uri) === true }];
    }),
    rules: rules.map((rule) => ruleOverview(rule, shadows.get(rule.name), least, snapshot)),
  };
}

function ruleOverview(
  rule: EffectiveRule,
  shadowedBy: string | undefined,
  least: number,
  { placeOf }: Snapshot,
): OverviewRule {
  const { name, source, priority, tags, views } = rule;
  return {
    name,
    source,
    priority: priority?.name ?? "",
    tags: [...new Set(tags.map(({ node }) => node.text))],
    states: statesOf(rule, shadowedBy, least),
    ...(shadowedBy !== undefined && { shadowedBy }),
    places: views.flatMap(({ item, nameNode }) => rangeOf({ item, span: nameNode.span }, placeOf) ?? []),
  };
}

/** Where each rule of a snapshot is defined; of a name with several rules the first. */
export function definedRules({ rulesets, placeOf }: Snapshot): ReadonlyMap<string, FileRange> {
  const found = new Map<string, FileRange>();
  for (const { rules } of rulesets) {
    for (const { name, views } of rules.collected.rules.values()) {
      const [at] = views.flatMap(
        ({ item, nameNode }) => rangeOf({ item, span: nameNode.span }, placeOf) ?? [],
      );
      if (at && !found.has(name)) found.set(name, at);
    }
  }
  return found;
}

function statesOf(
  { enabled, unknownSource, priority, views, replaced }: EffectiveRule,
  shadowedBy: string | undefined,
  least: number,
): readonly RuleState[] {
  const isBelow = priority !== undefined && levelOf(priority.name) > least;
  const fires = unknownSource ? "skipped" : !enabled ? "disabled" : isBelow ? "below-priority" : "enabled";
  return [
    fires,
    ...(views.length + replaced.length > 1 ? (["overridden"] as const) : []),
    ...(shadowedBy === undefined ? [] : (["shadowed"] as const)),
  ];
}
