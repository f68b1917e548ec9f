/** Who uses a macro or a list, in a ruleset as it ends up. */
import { keptBy } from "../../text/kept.ts";
import type { CollectedNames } from "./collect.ts";
import type { CompiledMacro, CompiledRule } from "./compile.ts";
import type { EffectiveList } from "./effective.ts";
import type { NameKind } from "./items/item-names.ts";
import type { LoadedRules } from "./load.ts";

export interface User {
  readonly kind: NameKind;
  readonly name: string;
}

export interface Users {
  /** What names it itself, in load order. */
  readonly usedBy: readonly User[];
  /** Every rule that it is part of, also by way of macros and lists. */
  readonly rules: readonly string[];
}

/** What names a macro or a list itself, in load order. */
export function directUsers(rules: LoadedRules, kind: "macro" | "list", name: string): readonly User[] {
  return allUsers(rules).get(`${kind} ${name}`) ?? [];
}

export function usersOf(rules: LoadedRules, kind: "macro" | "list", name: string): Users {
  const all = allUsers(rules);
  const usedBy = directUsers(rules, kind, name);
  const reached = new Set<string>();
  const found = new Set<string>();
  const pending = [...usedBy];
  for (let user = pending.pop(); user; user = pending.pop()) {
    if (user.kind === "rule") found.add(user.name);
    const key = `${user.kind} ${user.name}`;
    if (reached.size < reached.add(key).size) pending.push(...(all.get(key) ?? []));
  }
  return { usedBy, rules: [...rules.compiled.rules.keys()].filter((rule) => found.has(rule)) };
}

/** Users by the kind and name of what they use. */
const allUsers = keptBy((rules: LoadedRules): ReadonlyMap<string, readonly User[]> => {
  const users = new Map<string, User[]>();
  const note = (used: string, user: User): void => {
    const own = users.get(used);
    if (own) own.push(user);
    else users.set(used, [user]);
  };
  const noteTexts = (compiled: CompiledMacro | CompiledRule, user: User): void => {
    for (const macro of new Set(compiled.refs.map((ref) => ref.name))) note(`macro ${macro}`, user);
    for (const list of compiled.lists) note(`list ${list}`, user);
  };
  const { compiled, collected } = rules;
  for (const list of collected.lists.values()) {
    for (const inner of listsIn(list, collected)) note(`list ${inner}`, { kind: "list", name: list.name });
  }
  for (const [name, macro] of compiled.macros) noteTexts(macro, { kind: "macro", name });
  for (const [name, rule] of compiled.rules) noteTexts(rule, { kind: "rule", name });
  return users;
});

/** The lists among a list's items, each once. A list represents its items in lists that are completed after it begins. */
export function listsIn(
  { items, visibility }: EffectiveList,
  { lists }: Pick<CollectedNames, "lists">,
): readonly string[] {
  const names = items
    .map(({ node }) => node.text)
    .filter((name) => (lists.get(name)?.index ?? Infinity) < visibility);
  return [...new Set(names)];
}
