import { knownTag } from "../../../catalog/tags/attack.ts";
import type { YamlScalar } from "../../../syntax/yaml-node.ts";
import { finding } from "../items/item-finding.ts";
import type { ItemFinding, RuleView } from "../items/items.ts";

/** Where the tags of a rule differ from those of the default rules: maturity, workload, subjects, tactic, technique. */
export function tagStyle(view: RuleView): readonly ItemFinding[] {
  const { tags = [], nameNode } = view;
  const found = (
    detail: string,
    node: YamlScalar = nameNode,
    options: readonly string[] = [],
  ): ItemFinding => ({ ...finding(view, "tag-style", node.span, { detail, options }), falco: null });
  const [first] = tags;
  const maturities = tags.filter(({ text }) => knownTag(text)?.kind === "maturity");
  const findings: ItemFinding[] = [];
  if (maturities.length !== 1 || maturities[0] !== first) findings.push(found("maturity", first));
  if (!tags.some(({ text }) => text === "host" || text === "container"))
    findings.push(found("workload", first));
  const tactics = tags.filter(({ text }) => /^mitre_/i.test(text));
  const [tactic, other] = tactics;
  const techniques = tags.filter(({ text }) => /^TA?\d{4}(?:\.\d{3})?$/.test(text));
  if (!tactic) findings.push(found("no-tactic", tags.at(-1)));
  else if (other) findings.push(found("tactics", other));
  if (techniques.length === 0) findings.push(found("no-technique", tags.at(-1)));
  for (const technique of techniques)
    if (tactic && technique.span.start < tactic.span.start)
      findings.push(found("order", technique, [technique.text, tactic.text]));
  return findings;
}
