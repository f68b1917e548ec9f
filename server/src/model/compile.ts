/** What Falco makes of everything collected so far: macros resolved, texts judged. Source: facts on rules files, section 3. */
import type { Condition, MacroRef } from "../syntax/condition/ast.ts";
import { isDivided, lintAppends } from "./condition/lint-append.ts";
import type { Span } from "../text/span.ts";
import type { Collected } from "./collect.ts";
import type { EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";
import { type ExceptionFlaw, quoted, withExceptions } from "./exception-text.ts";
import { expandMacros, macroRefs } from "./expand.ts";
import type { Events, Judge, Memo, ParsedCondition, TextFinding } from "./judge.ts";
import { indexLists, insertLists, joined, type ListContent, type ListIndex, type LoadedText, startOf } from "./loaded-text.ts";

/** How many event codes a syscall rule may admit before Falco warns. Source: libsinsp event-code threshold. */
const MANY_CODES = 100;

export interface CompiledMacro {
  readonly macro: EffectiveMacro;
  readonly loaded: LoadedText;
  readonly tree: Condition;
  readonly refs: readonly MacroRef[];
  readonly problems: readonly TextFinding[];
  /** References that nothing visible answers, and what is wrong with them. */
  readonly unresolved: readonly Unresolved[];
  readonly lists: readonly string[];
  /** What is found in it when a rule of that source uses it. For a text that parses. */
  findings(source: string): readonly TextFinding[];
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

/** What the steps of one compilation share. */
interface Compilation {
  readonly collected: Collected;
  readonly judge: Judge;
  readonly memo: Memo;
  lists(): ListIndex;
  /** Tells the lists apart: equal stamps, equal lists. */
  readonly stamp: string;
  /** Made when first asked for. */
  macroOf(name: string): CompiledMacro | undefined;
  /** With its own macros written out. */
  bodyOf(name: string): Condition | undefined;
}

/** The names that one file defined or changed. */
export interface Touched {
  readonly macros: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Everything collected, judged; with `touched` only that, and the macros that it uses. */
export function compile(collected: Collected, judge: Judge, memo: Memo, touched?: Touched): Compiled {
  const usedLists = new Set<string>();
  const usedMacros = new Set<string>();
  const macros = new Map<string, CompiledMacro>();
  const bodies = new Map<string, Condition>();
  let lists: ListIndex | undefined;
  const compilation: Compilation = {
    collected,
    judge,
    memo,
    stamp: String(memo.id(collected.listStamp)),
    lists() {
      lists ??= indexLists(listContents(collected.lists, usedLists));
      return lists;
    },
    macroOf(name) {
      const macro = collected.macros.get(name);
      if (!macro || macros.has(name)) return macros.get(name);
      const compiled = compileMacro(macro, compilation);
      macros.set(name, compiled);
      return compiled;
    },
    bodyOf(name) {
      const macro = bodies.has(name) ? undefined : compilation.macroOf(name);
      if (macro) bodies.set(name, expandMacros(macro.tree, compilation.bodyOf));
      return bodies.get(name);
    },
  };
  if (!touched) compilation.lists();
  const use = (names: readonly string[], refs: readonly MacroRef[]): void => {
    for (const name of names) usedLists.add(name);
    for (const { name } of refs) usedMacros.add(name);
  };
  for (const { name } of wanted(collected.macros, touched?.macros)) {
    const compiled = compilation.macroOf(name);
    if (compiled) use(compiled.lists, compiled.refs);
  }
  const rules = new Map<string, CompiledRule>();
  for (const rule of wanted(collected.rules, touched?.rules)) {
    const { compiled, refs } = compileRule(rule, compilation);
    rules.set(rule.name, compiled);
    use(compiled.lists, refs);
  }
  return { macros, rules, usedLists, usedMacros };
}

function wanted<T extends { readonly index: number }>(all: ReadonlyMap<string, T>, names: ReadonlySet<string> | undefined): readonly T[] {
  return byIndex(names ? [...names].flatMap((name) => all.get(name) ?? []) : all.values());
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

interface ParsedText extends ParsedCondition {
  readonly refs: readonly MacroRef[];
}

function parsed(text: string, { judge, memo }: Compilation): ParsedText {
  return memo.get("parse", text, () => {
    const made = judge.parse(text);
    return { ...made, refs: macroRefs(made.tree) };
  });
}

/** A loaded text and what the grammar makes of it. */
interface LoadedCondition {
  readonly loaded: LoadedText;
  readonly used: readonly string[];
  readonly parsed: ParsedText;
  readonly flaw?: ExceptionFlaw;
  /** Where parts begin that an item appended. */
  readonly junctions: readonly number[];
}

/** The same items and lists give the same text, so it is put together once. */
function conditionOf(one: EffectiveMacro | EffectiveRule, compilation: Compilation): LoadedCondition {
  const { memo, stamp } = compilation;
  const key = `${stamp} ${one.views.map(({ item }) => memo.id(item)).join(" ")}`;
  return memo.keep(one.kind, `${one.name} ${key}`, () => {
    const wrapped = withExceptions(joined(one.condition), one.kind === "rule" ? one.exceptions : []);
    const { loaded, used } = insertLists(wrapped.loaded, compilation.lists());
    const junctions = one.condition.slice(1).flatMap((part) => startOf(part, loaded) ?? []);
    return { loaded, used, parsed: parsed(loaded.text, compilation), junctions, ...(wrapped.flaw && { flaw: wrapped.flaw }) };
  });
}

/** What is found in a condition that parses; where parts were appended, how they are grouped is told instead of brackets that miss. */
function judged({ loaded, parsed: { tree }, junctions }: LoadedCondition, source: string, { judge, memo }: Compilation): readonly TextFinding[] {
  const findings = memo.get(`condition ${source}`, loaded.text, () => judge.condition(tree, loaded.text, source));
  if (junctions.length === 0) return findings;
  const own = findings.filter(({ code, span }) => code !== "mixed-logic" || !isDivided(span, junctions));
  return [...own, ...lintAppends(tree, loaded.text, junctions).map((finding) => ({ ...finding, falco: null }))];
}

function compileMacro(macro: EffectiveMacro, compilation: Compilation): CompiledMacro {
  const condition = conditionOf(macro, compilation);
  const { loaded, used, parsed: { tree, problems, refs } } = condition;
  const unresolved: Unresolved[] = [];
  for (const { name, span } of refs) {
    const target = compilation.collected.macros.get(name);
    if (!target) unresolved.push({ name, span, why: "undefined" });
    else if (target.index >= macro.visibility) unresolved.push({ name, span, why: "later" });
    else if (reaches(target, macro.name, compilation)) unresolved.push({ name, span, why: "loop" });
  }
  return { macro, loaded, tree, refs, problems, unresolved, lists: used, findings: (source) => judged(condition, source, compilation) };
}

/** Whether following the references of `from` comes upon `name`. */
function reaches(from: EffectiveMacro, name: string, compilation: Compilation): boolean {
  const seen = new Set<string>();
  const pending: EffectiveMacro[] = [from];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.name === name) return true;
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    for (const ref of conditionOf(next, compilation).parsed.refs) {
      const target = compilation.collected.macros.get(ref.name);
      if (target) pending.push(target);
    }
  }
  return false;
}

function compileRule(rule: EffectiveRule, compilation: Compilation): { readonly compiled: CompiledRule; readonly refs: readonly MacroRef[] } {
  const { judge, memo, collected } = compilation;
  const condition = conditionOf(rule, compilation);
  const { loaded, used, flaw, parsed: { tree, problems, refs } } = condition;
  const output = joined(rule.output);
  const base = { rule, loaded, output, ...(flaw && { exceptionFlaw: flaw }) };
  if (rule.unknownSource) {
    const nothing = { outputFindings: [], problems: [], unresolved: [], findings: [], inMacros: [], macros: [], lists: [] };
    return { compiled: { ...base, ...nothing, tree: { kind: "missing", span: { start: 0, end: 0 } }, skipped: true, unrestricted: false }, refs: [] };
  }
  const { source } = rule;
  const outputFindings = output.text === "" ? [] : memo.get(`output ${source}`, output.text, () => judge.output(output.text, source));
  const unresolved = refs.filter(({ name }) => !collected.macros.has(name)).map(({ name, span }): Unresolved => ({ name, span, why: "undefined" }));
  const findings = problems.length > 0 ? [] : judged(condition, source, compilation);
  const reached = reachedMacros(refs, compilation);
  const inMacros = reached.flatMap((macro) => (macro.problems.length > 0 ? [] : macro.findings(source).map((finding) => ({ macro, finding }))));
  const sound = problems.length === 0 && unresolved.length === 0 && reached.every((macro) => macro.problems.length === 0 && macro.unresolved.length === 0);
  const key = [tree, ...reached.map((macro) => macro.tree)].map((node) => memo.id(node)).join(" ");
  const expanded = sound && rule.condition.length > 0 ? memo.get("expanded", key, () => expandMacros(tree, compilation.bodyOf)) : undefined;
  const refused = (finding: TextFinding): boolean => finding.falco === "fatal" || finding.falco?.startsWith("LOAD_ERR") === true;
  const compiles = !findings.some(refused) && !inMacros.some(({ finding }) => refused(finding));
  const events = expanded && compiles && source === "syscall" ? memo.get("events", key, () => judge.events(expanded)) : undefined;
  const unrestricted = events !== undefined && rule.warnEvttypes && (events.codes.size === 0 || events.codes.size > MANY_CODES);
  const compiled: CompiledRule = {
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
  return { compiled, refs };
}

function reachedMacros(refs: readonly MacroRef[], { macroOf }: Compilation): readonly CompiledMacro[] {
  const reached = new Map<string, CompiledMacro>();
  const pending = [refs];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { name } of next) {
      const macro = reached.has(name) ? undefined : macroOf(name);
      if (!macro) continue;
      reached.set(name, macro);
      pending.push(macro.refs);
    }
  }
  return [...reached.values()];
}
