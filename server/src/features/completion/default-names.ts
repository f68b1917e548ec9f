import { type DefaultKind, namesOf, type PublishedRules } from "../../catalog/default-rules.ts";
import type { EffectiveList, EffectiveMacro, EffectiveRule } from "../../model/ruleset/effective.ts";
import type { KnownName } from "../../model/ruleset/load-input.ts";
import { keptBy, once } from "../../text/kept.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";

/** Names of the default rules, where those are not among the files but may be loaded before them. */
export function defaultNames(
  ruleset: Ruleset | undefined,
  published: PublishedRules,
  kind: DefaultKind,
): readonly string[] {
  if (!ruleset) return [];
  return openNames(ruleset.rules.collected[`${kind}s`])(ruleset.input.known)(published)[kind]();
}

/** Where one types in a rule, the macros and lists that are defined are the same objects. */
const openNames = keptBy((own: ReadonlyMap<string, EffectiveList | EffectiveMacro | EffectiveRule>) =>
  keptBy((known: KnownName) =>
    keptBy((published: PublishedRules) => {
      const open = (kind: DefaultKind) =>
        once((): readonly string[] => {
          const names = new Set(published.flatMap((file) => [...namesOf(file, kind)]));
          return [...names].filter((name) => {
            const definition = own.get(name)?.views[0];
            return definition ? standsFor(definition.item) !== undefined : isDefault(known(kind, name));
          });
        });
      return { rule: open("rule"), macro: open("macro"), list: open("list") };
    }),
  ),
);

/** A file of the default rules that is not here defines it, loaded or not. */
function isDefault(known: ReturnType<KnownName>): boolean {
  return known === "loaded" || typeof known === "object";
}
