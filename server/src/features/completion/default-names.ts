import { type DefaultKind, namesOf, type PublishedRules } from "../../catalog/default-rules.ts";
import type { KnownName } from "../../model/ruleset/load-input.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";

/** Names of the default rules, where those are not among the files but may be loaded before them. */
export function defaultNames(
  ruleset: Ruleset | undefined,
  published: PublishedRules,
  kind: DefaultKind,
): readonly string[] {
  if (!ruleset) return [];
  const own = ruleset.rules.collected[`${kind}s`];
  const isOpen = (name: string): boolean => {
    const definition = own.get(name)?.views[0];
    return definition ? standsFor(definition.item) !== undefined : isDefault(ruleset.input.known(kind, name));
  };
  const names = published.flatMap((file) => [...namesOf(file, kind)]);
  return [...new Set(names)].filter(isOpen);
}

/** A file of the default rules that is not here defines it, loaded or not. */
function isDefault(known: ReturnType<KnownName>): boolean {
  return known === "loaded" || typeof known === "object";
}
