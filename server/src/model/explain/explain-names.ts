/** What a macro or a list comes to after every append, override and expansion, and who uses it. */
import { compilationOf } from "../ruleset/compile.ts";
import { isTooLarge } from "../ruleset/expand.ts";
import {
  conditionFields,
  type ExplainedRule,
  explainRule,
  explainRules,
  type Fragment,
  fragmentsOf,
  type Origin,
  originsOf,
} from "./explain.ts";
import { standsFor } from "../ruleset/outline.ts";
import { expandedAsWritten, isOnlyKnown, knownParts, shownTexts } from "./known-texts.ts";
import { listsIn, type Users, usersOf } from "../ruleset/users.ts";
import type { Ruleset } from "../workspace/workspace.ts";

interface ExplainedName extends Users {
  /** The items that made it what it is, first to last. */
  readonly origins: readonly Origin[];
  readonly fragments: readonly Fragment[];
}

export interface ExplainedMacro extends ExplainedName {
  readonly macro: string;
  /** Falco's canonical text with lists and macros written out; undefined for one that does not compile. */
  readonly compiledCondition?: string;
  /** The macros and lists that its own text names. */
  readonly macros: readonly string[];
  readonly lists: readonly string[];
  readonly conditionFields: readonly string[];
}

export interface ExplainedList extends ExplainedName {
  readonly list: string;
  /** As texts use them: an item that names an earlier list is replaced by that list's own items. */
  readonly items: readonly string[];
  /** The lists among its items. */
  readonly lists: readonly string[];
}

export interface Explained {
  readonly rules: readonly ExplainedRule[];
  readonly macros: readonly ExplainedMacro[];
  readonly lists: readonly ExplainedList[];
}

/** Everything of that name in a ruleset. */
export function explainName(ruleset: Ruleset, name: string): Explained {
  const rule = ruleset.rules.compiled.rules.get(name);
  const macro = explainMacro(ruleset, name);
  const list = explainList(ruleset, name);
  return {
    rules: rule ? [explainRule(rule, ruleset)] : [],
    macros: macro ? [macro] : [],
    lists: list ? [list] : [],
  };
}

/** Everything in a ruleset, in load order; without rules whose source Falco does not know. */
export function explainAll(ruleset: Ruleset): Explained {
  const { macros, lists } = ruleset.rules.collected;
  return {
    rules: explainRules(ruleset),
    macros: [...macros].flatMap(([name, macro]) =>
      isOnlyKnown(macro) ? [] : (explainMacro(ruleset, name) ?? []),
    ),
    lists: [...lists].flatMap(([name, list]) =>
      isOnlyKnown(list) ? [] : (explainList(ruleset, name) ?? []),
    ),
  };
}

/** Undefined for a name that no macro has. */
export function explainMacro({ rules, judge, input }: Ruleset, name: string): ExplainedMacro | undefined {
  const compiled = rules.compiled.macros.get(name);
  if (!compiled) return undefined;
  const { macro, refs, lists } = compiled;
  const compilation = compilationOf(rules.collected, judge, input.memo, (other) =>
    rules.compiled.macros.get(other),
  );
  const isSound = reached(name, rules.compiled.macros).every(
    ({ problems, unresolved }) => problems.length === 0 && unresolved.length === 0,
  );
  const body = isSound && macro.condition.length > 0 ? compilation.bodyOf(name) : undefined;
  const known = knownParts(
    macro,
    reached(name, rules.compiled.macros).map((one) => one.macro.name),
    rules,
  );
  const whole = body && !isTooLarge(body) ? body : undefined;
  const tree = whole && known.length > 0 ? expandedAsWritten(compiled.tree, rules) : whole;
  const facts = known.flatMap((one) => (one.known.kind === "list" ? [] : one.known.fields));
  return {
    macro: name,
    ...(tree && { compiledCondition: shownTexts(macro.condition) ?? judge.canonical(tree) }),
    macros: [...new Set(refs.map((ref) => ref.name))],
    lists,
    conditionFields: [
      ...new Set([...(standsFor(macro.views[0]?.item) ? [] : conditionFields(tree)), ...facts]),
    ],
    ...usersOf(rules, "macro", name),
    origins: originsOf(macro),
    fragments: fragmentsOf("condition", macro.condition),
  };
}

/** Undefined for a name that no list has. */
export function explainList({ rules, judge, input }: Ruleset, name: string): ExplainedList | undefined {
  const list = rules.collected.lists.get(name);
  if (!list) return undefined;
  const { lists } = compilationOf(rules.collected, judge, input.memo);
  return {
    list: name,
    items: (lists.find(name)?.items ?? []).map(({ from }) => from.node.text),
    lists: listsIn(list, rules.collected),
    ...usersOf(rules, "list", name),
    origins: originsOf(list),
    fragments: list.items.map(({ item, node }) => ({ key: "items", text: node.text, item, span: node.span })),
  };
}

/** A macro and all that it uses, each once. */
function reached<T extends { readonly refs: readonly { readonly name: string }[] }>(
  name: string,
  macros: ReadonlyMap<string, T>,
): readonly T[] {
  const found = new Map<string, T>();
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const macro = found.has(next) ? undefined : macros.get(next);
    if (!macro) continue;
    found.set(next, macro);
    pending.push(...macro.refs.map((ref) => ref.name));
  }
  return [...found.values()];
}
