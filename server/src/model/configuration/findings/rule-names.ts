import { valueOf, type YamlMap } from "../../../syntax/yaml-node.ts";
import { nearestName } from "../../../text/names.ts";
import type { ConfigFinding } from "../finding.ts";
import { listItems } from "../node-path.ts";
import { hasReference } from "../scalar-value.ts";

/** Names of rules, where not all that are loaded are known. */
export interface RuleNames {
  /** All that files of the workspace define, and published files of any version. */
  readonly known: ReadonlySet<string>;
  /** Those of the published files that can be loaded. */
  readonly published: readonly string[];
}

/** Items of `rules` whose rule nobody knows by that name, and the default rules by one that is close to it. */
export function unknownSelections(root: YamlMap, names: () => RuleNames): readonly ConfigFinding[] {
  const steps = listItems(valueOf(root, "rules")).flatMap((item) => [
    valueOf(item, "enable"),
    valueOf(item, "disable"),
  ]);
  return steps.flatMap((step): readonly ConfigFinding[] => {
    const rule = valueOf(step, "rule");
    if (rule?.kind !== "scalar" || rule.isNull || rule.text.includes("*") || hasReference(rule.text))
      return [];
    const { known, published } = names();
    const near = known.has(rule.text) ? undefined : nearestName(rule.text, published);
    return near === undefined
      ? []
      : [
          {
            code: "rule-selection",
            span: rule.span,
            path: "rules[]",
            falco: null,
            problem: "unknown",
            name: rule.text,
            near,
          },
        ];
  });
}
