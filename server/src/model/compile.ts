/** What Falco makes of everything collected so far: macros resolved, texts judged. Source: facts on rules files, section 3. */
import type { Condition } from "../syntax/condition/ast.ts";
import type { Span } from "../text/span.ts";
import type { Collected } from "./collect.ts";
import type { EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";
import { type ExceptionFlaw, quoted, withExceptions } from "./exception-text.ts";
import { expandMacros, macroRefs } from "./expand.ts";
import type { Events, Judge, Memo, TextFinding } from "./judge.ts";
import { insertLists, joined, type ListContent, type LoadedText } from "./loaded-text.ts";

/** How many event codes a syscall rule may admit before Falco warns. Source: libsinsp event-code threshold. */
const MANY_CODES = 100;

export interface CompiledMacro {
  readonly macro: EffectiveMacro;
  readonly loaded: LoadedText;
  readonly tree: Condition;
  readonly problems: readonly TextFinding[];
  /** References that nothing visible answers, and what is wrong with them. */
  readonly unresolved: readonly Unresolved[];
  readonly lists: readonly string[];
}

export interface Unresolved {
  readonly name: string;
  readonly span: Span;
  /** `later`: defined, but only after this macro. */
  readonly why: "undefined" | "later" | "loop";
}

export interface CompiledRule {
  readonly rule: EffectiveRule;
  /** Falco never looks at the rest of a rule whose source it does not know. */
  readonly skipped: boolean;
  readonly loaded: LoadedText;
  readonly output: LoadedText;
  readonly tree: Condition;
  readonly exceptionFlaw?: ExceptionFlaw;
  readonly outputFindings: readonly TextFinding[];
  readonly problems: readonly TextFinding[];
  readonly unresolved: readonly Unresolved[];
  readonly findings: readonly TextFinding[];
  /** What is wrong in macros it uses, each once. */
  readonly inMacros: readonly { readonly macro: CompiledMacro; readonly finding: TextFinding }[];
  readonly macros: readonly string[];
  readonly lists: readonly string[];
  /** With macros written out; undefined while something is unresolved or does not parse. */
  readonly expanded?: Condition;
  readonly events?: Events;
  /** Falco warns that it admits too many events, or none. */
  readonly unrestricted: boolean;
}

export interface Compiled {
  readonly macros: ReadonlyMap<string, CompiledMacro>;
  readonly rules: ReadonlyMap<string, CompiledRule>;
  readonly usedLists: ReadonlySet<string>;
  readonly usedMacros: ReadonlySet<string>;
}

/** Everything collected, judged. `only` limits the rules that are judged, not what they may refer to. */
export function compile(collected: Collected, judge: Judge, memo: Memo, only?: (rule: EffectiveRule) => boolean): Compiled {
  const usedLists = new Set<string>();
  const usedMacros = new Set<string>();
  const lists = listContents(collected.lists, usedLists);
  const macros = new Map<string, CompiledMacro>();
  for (const macro of byIndex(collected.macros.values())) {
    const compiled = compileMacro(macro, lists, collected, judge, memo);
    macros.set(macro.name, compiled);
    for (const name of compiled.lists) usedLists.add(name);
    for (const { name } of macroRefs(compiled.tree)) usedMacros.add(name);
  }
  const rules = new Map<string, CompiledRule>();
  for (const rule of byIndex(collected.rules.values())) {
    if (only && !only(rule)) continue;
    const compiled = compileRule(rule, lists, macros, judge, memo);
    rules.set(rule.name, compiled);
    for (const name of compiled.lists) usedLists.add(name);
    for (const { name } of macroRefs(compiled.tree)) usedMacros.add(name);
  }
  return { macros, rules, usedLists, usedMacros };
}

function byIndex<T extends { readonly index: number }>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => a.index - b.index);
}

/** Lists in the order of first definition. An item that names an earlier list stands for that list's own items, one level. */
export function listContents(lists: ReadonlyMap<string, EffectiveList>, used: Set<string>): readonly ListContent[] {
  return byIndex(lists.values()).map((list) => ({
    name: list.name,
    items: list.items.flatMap((item) => {
      const inner = lists.get(item.node.text);
      if (!inner || inner.index >= list.visibility) return [{ text: quoted(item.node.text), from: item }];
      used.add(inner.name);
      return inner.items.map((from) => ({ text: quoted(from.node.text), from }));
    }),
  }));
}

function compileMacro(macro: EffectiveMacro, lists: readonly ListContent[], collected: Collected, judge: Judge, memo: Memo): CompiledMacro {
  const { loaded, used } = insertLists(joined(macro.condition), lists);
  const { tree, problems } = memo.get("parse", loaded.text, () => judge.parse(loaded.text));
  const unresolved: Unresolved[] = [];
  for (const { name, span } of macroRefs(tree)) {
    const target = collected.macros.get(name);
    if (!target) unresolved.push({ name, span, why: "undefined" });
    else if (target.index >= macro.visibility) unresolved.push({ name, span, why: "later" });
    else if (reaches(collected, target, macro.name, lists, judge, memo)) unresolved.push({ name, span, why: "loop" });
  }
  return { macro, loaded, tree, problems, unresolved, lists: used };
}

/** Whether following the references of `from` comes upon `name`. */
function reaches(collected: Collected, from: EffectiveMacro, name: string, lists: readonly ListContent[], judge: Judge, memo: Memo): boolean {
  const seen = new Set<string>();
  const pending: EffectiveMacro[] = [from];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.name === name) return true;
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    const { text } = insertLists(joined(next.condition), lists).loaded;
    for (const ref of macroRefs(memo.get("parse", text, () => judge.parse(text)).tree)) {
      const target = collected.macros.get(ref.name);
      if (target) pending.push(target);
    }
  }
  return false;
}

function compileRule(rule: EffectiveRule, lists: readonly ListContent[], macros: ReadonlyMap<string, CompiledMacro>, judge: Judge, memo: Memo): CompiledRule {
  const wrapped = withExceptions(joined(rule.condition), rule.exceptions);
  const { loaded, used } = insertLists(wrapped.loaded, lists);
  const output = joined(rule.output);
  const { tree, problems } = memo.get("parse", loaded.text, () => judge.parse(loaded.text));
  const base = { rule, loaded, output, ...(wrapped.flaw && { exceptionFlaw: wrapped.flaw }) };
  if (rule.unknownSource) {
    const nothing = { outputFindings: [], problems: [], unresolved: [], findings: [], inMacros: [], macros: [], lists: [] };
    return { ...base, ...nothing, tree: { kind: "missing", span: { start: 0, end: 0 } }, skipped: true, unrestricted: false };
  }
  const { source } = rule;
  const outputFindings = output.text === "" ? [] : memo.get(`output ${source}`, output.text, () => judge.output(output.text, source));
  const unresolved = macroRefs(tree)
    .filter(({ name }) => !macros.has(name))
    .map(({ name, span }): Unresolved => ({ name, span, why: "undefined" }));
  const findings = problems.length > 0 ? [] : memo.get(`condition ${source}`, loaded.text, () => judge.condition(tree, loaded.text, source));
  const reached = reachedMacros(tree, macros);
  const inMacros = reached.flatMap((macro) =>
    macro.problems.length > 0
      ? []
      : memo.get(`condition ${source}`, macro.loaded.text, () => judge.condition(macro.tree, macro.loaded.text, source)).map((finding) => ({ macro, finding })),
  );
  const sound = problems.length === 0 && unresolved.length === 0 && reached.every((macro) => macro.problems.length === 0 && macro.unresolved.length === 0);
  const expanded = sound && rule.condition.length > 0 ? expand(tree, macros) : undefined;
  const refused = (finding: TextFinding): boolean => finding.falco?.startsWith("LOAD_ERR") === true;
  const compiles = !findings.some(refused) && !inMacros.some(({ finding }) => refused(finding));
  const key = [loaded.text, ...reached.map((macro) => macro.loaded.text)].join("\0");
  const events = expanded && compiles && source === "syscall" ? memo.get("events", key, () => judge.events(expanded)) : undefined;
  const unrestricted = events !== undefined && rule.warnEvttypes && (events.codes.size === 0 || events.codes.size > MANY_CODES);
  return {
    ...base,
    skipped: false,
    tree,
    problems,
    unresolved,
    findings,
    inMacros,
    outputFindings,
    macros: reached.map(({ macro }) => macro.name),
    lists: used,
    ...(expanded && { expanded }),
    ...(events && { events }),
    unrestricted,
  };
}

function reachedMacros(tree: Condition, macros: ReadonlyMap<string, CompiledMacro>): readonly CompiledMacro[] {
  const reached = new Map<string, CompiledMacro>();
  const pending = [tree];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { name } of macroRefs(next)) {
      const macro = macros.get(name);
      if (!macro || reached.has(name)) continue;
      reached.set(name, macro);
      pending.push(macro.tree);
    }
  }
  return [...reached.values()];
}

function expand(tree: Condition, macros: ReadonlyMap<string, CompiledMacro>): Condition {
  const bodies = new Map<string, Condition>();
  const bodyOf = (name: string): Condition | undefined => {
    const known = bodies.get(name);
    if (known) return known;
    const macro = macros.get(name);
    if (!macro) return undefined;
    const body = expandMacros(macro.tree, bodyOf);
    bodies.set(name, body);
    return body;
  };
  return expandMacros(tree, bodyOf);
}
