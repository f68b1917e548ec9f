import type { ConfigFinding } from "./finding.ts";
import type { RuleSelection } from "./config-view.ts";

/** Steps of `rules` that match no rule of the ruleset, so that they do nothing. Spans are those of the merged root. */
export function selectionFindings(
  selections: readonly RuleSelection[],
  rules: readonly { readonly name: string; readonly tags: readonly string[] }[],
): readonly ConfigFinding[] {
  return selections.flatMap((selection): readonly ConfigFinding[] => {
    const { rule, tag } = selection;
    const pattern = rule && wildcard(rule.text);
    const matched = rules.some(
      ({ name, tags }) => (pattern?.test(name) ?? false) || (tag !== undefined && tags.includes(tag.text)),
    );
    const place = rule ?? tag;
    if (matched || !place) return [];
    return [{ code: "rule-selection", span: place.span, path: "rules[]", falco: null, problem: "no-match" }];
  });
}

/** A rule's name in which `*` stands for any text. */
function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );
}
