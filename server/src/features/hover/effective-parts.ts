/** What a name ends up as, and who uses it, in Markdown. */
import { explainList, explainMacro } from "../../model/explain/explain-names.ts";
import { explainRule } from "../../model/explain/explain.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { directUsers, listsIn } from "../../model/ruleset/users.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import { codeSpan, fenced } from "../../text/markdown.ts";

/** Longest condition that is shown, in characters, and most names. */
const LONGEST = 600;
const MOST = 40;

/** The merged result, where it is not the text of the one item that defines the name. */
export function effectivePart(ruleset: Ruleset, kind: NameKind, name: string): string | undefined {
  const { collected, compiled } = ruleset.rules;
  switch (kind) {
    case "list": {
      const list = collected.lists.get(name);
      const isMerged = list && (list.views.length > 1 || listsIn(list, collected).length > 0);
      const items = isMerged ? explainList(ruleset, name)?.items : undefined;
      return items && `All ${items.length} items: ${listed(items)}`;
    }
    case "macro": {
      const macro = compiled.macros.get(name);
      const isMerged =
        macro && (macro.macro.views.length > 1 || macro.refs.length > 0 || macro.lists.length > 0);
      const condition = isMerged ? explainMacro(ruleset, name)?.compiledCondition : undefined;
      return condition === undefined ? undefined : `Written out:\n\n${shown(condition)}`;
    }
    case "rule": {
      const rule = compiled.rules.get(name);
      if (!rule || rule.rule.views.length < 2) return undefined;
      const { enabled, priority, source, tags, compiledCondition } = explainRule(rule, ruleset);
      const facts = [enabled ? "enabled" : "disabled", `priority ${priority}`, `source ${source}`];
      const tagged = tags.length > 0 ? ` · tags ${listed(tags)}` : "";
      const condition = compiledCondition === undefined ? "" : `\n\n${shown(compiledCondition)}`;
      return `Effective rule: ${facts.join(" · ")}${tagged}${condition}`;
    }
  }
}

/** Who uses a macro or a list; undefined for rules, which nothing uses. */
export function usersPart({ rules }: Ruleset, kind: NameKind, name: string): string | undefined {
  if (kind === "rule" || !rules.collected[`${kind}s`].has(name)) return undefined;
  const usedBy = directUsers(rules, kind, name);
  return usedBy.length === 0 ? "Not used." : `Used by ${listed(usedBy.map((user) => user.name))}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : "";
  return names.slice(0, MOST).map(codeSpan).join(", ") + more;
}

function shown(condition: string): string {
  const text = condition.length > LONGEST ? `${condition.slice(0, LONGEST)}…` : condition;
  return fenced(`condition: ${text}`, "falco-rules");
}
