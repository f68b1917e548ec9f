import { attackTactics, attackTechniques, knownTag } from "../../catalog/tags/attack.ts";
import { isOnlyKnown } from "../../model/explain/known-texts.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";

/** A technique with the enabled rules that are tagged with it. */
export interface CoveredTechnique {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly string[];
}

export interface CoveredTactic {
  readonly id: string;
  readonly name: string;
  readonly tag: string;
  /** Every enabled rule of the tactic, those without a technique included. */
  readonly rules: readonly string[];
  /** Those that some rule has. */
  readonly techniques: readonly CoveredTechnique[];
}

/** Which tactics and techniques of ATT&CK the enabled rules have in their tags. */
export interface Coverage {
  readonly tactics: readonly CoveredTactic[];
  /** Enabled rules that have no tag of ATT&CK. */
  readonly untagged: readonly string[];
}

/** The coverage of all rules that a snapshot loads, each name once. */
export function coverageOf({ rulesets }: Pick<Snapshot, "rulesets">): Coverage {
  const tagged = taggedRules(rulesets);
  const tactics = attackTactics().map(({ id, name, tag }): CoveredTactic => {
    const rules = [...tagged].filter(([, tags]) => hasTactic(tags, id, tag)).map(([rule]) => rule);
    const techniques = attackTechniques()
      .filter((technique) => technique.tactics.includes(id))
      .flatMap((technique): readonly CoveredTechnique[] => {
        const own = rules.filter((rule) => tagged.get(rule)?.has(technique.id));
        return own.length > 0 ? [{ id: technique.id, name: technique.name, rules: own.sort() }] : [];
      });
    return { id, name, tag, rules: rules.sort(), techniques };
  });
  const covered = new Set(tactics.flatMap(({ rules }) => rules));
  return { tactics, untagged: [...tagged.keys()].filter((rule) => !covered.has(rule)).sort() };
}

/** A rule that names no tactic is of all those of its techniques. */
function hasTactic(tags: ReadonlySet<string>, id: string, tag: string): boolean {
  if (tags.has(tag.toUpperCase()) || tags.has(id)) return true;
  const namesSome = attackTactics().some((one) => tags.has(one.tag.toUpperCase()) || tags.has(one.id));
  return !namesSome && attackTechniques().some((one) => tags.has(one.id) && one.tactics.includes(id));
}

/** The tags of each enabled rule, in capitals. */
function taggedRules(rulesets: readonly Ruleset[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { rules } of rulesets) {
    for (const rule of rules.collected.rules.values()) {
      const { name, enabled, tags, unknownSource } = rule;
      if (!enabled || unknownSource || isOnlyKnown(rule)) continue;
      const own = found.get(name) ?? new Set();
      found.set(name, own);
      for (const { node } of tags) own.add(knownTechnique(node.text.toUpperCase()));
    }
  }
  return found;
}

/** A tag in capitals; of a technique below another one that is not among the known ones the one above it. */
function knownTechnique(tag: string): string {
  const [, above] = /^(T\d{4})\.\d{3}$/.exec(tag) ?? [];
  return above !== undefined && knownTag(tag) === undefined ? above : tag;
}
