import { ruleRelations } from "../../../evaluate/reasoning/rule-relations.ts";
import type { Found } from "../../../model/ruleset/found.ts";
import type { Ruleset } from "../../../model/workspace/workspace.ts";

/** Codes of what can be said of rules without events. It takes its time, so it is found only for those who ask. */
export const RELATIONS = ["never-matches", "always-matches", "shadowed-rule", "same-condition"] as const;

/** They as findings at the names of the rules. */
export function relationFindings(ruleset: Ruleset): readonly (Found & { readonly kind: "item" })[] {
  return ruleRelations(ruleset).flatMap((relation) => {
    const { rule } = relation.rule.compiled;
    const [view] = rule.views;
    if (!view) return [];
    const detail = "other" in relation ? { detail: relation.other.name } : {};
    const place = { type: "rule", name: rule.name, at: view.node.span.start };
    const finding = {
      code: relation.kind,
      span: view.nameNode.span,
      name: rule.name,
      ...detail,
      place,
      falco: null,
    };
    return [{ kind: "item", item: view.item, finding }];
  });
}
