/** What Falco makes of everything collected so far: macros resolved, texts checked. Source: facts on rules files, section 3. */
import type { Unresolved } from "./expand.ts";
import type { Condition, MacroRef } from "../../syntax/condition/ast.ts";
import { isDivided, lintAppends } from "../condition/lint-append.ts";
import { type Aside, judgeAside } from "./judge-aside.ts";
import { toEnd } from "../../text/to-end.ts";
import type { EffectiveMacro, EffectiveRule } from "./effective.ts";
import { type ExceptionFlaw, withExceptions } from "./exception-text.ts";
import { type Expansion, expandMacros, MAX_MACRO_DEPTH, undefinedAmong, writtenOut } from "./expand.ts";
import type { Defined, Names, Touched } from "./history.ts";
import type { Events, Judge, Memo, ParsedCondition, TextFinding } from "./judge.ts";
import { listIndex, listsInLists } from "./list-index.ts";
import { macroLoops } from "./macro-loops.ts";
import { insertLists, joined, type ListIndex, type LoadedText, startsOf } from "./loaded-text.ts";
import { mayPrintAbsent } from "../output/absent-fields.ts";
import type { Steps } from "../steps.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** How many event codes a syscall rule may admit before Falco warns. Source: libsinsp event-code threshold. */
const MANY_CODES = 100;

export interface CompiledMacro {
  readonly macro: EffectiveMacro;
  readonly condition: LoadedCondition;
  readonly loaded: LoadedText;
  readonly tree: Condition;
  readonly refs: readonly MacroRef[];
  readonly problems: readonly TextFinding[];
  /** References that nothing visible answers, and what is wrong with them. */
  readonly unresolved: readonly Unresolved[];
  readonly lists: readonly string[];
}

export interface CompiledRule {
  readonly rule: EffectiveRule;
  /** Falco never looks at the rest of a rule whose source it does not know. */
  readonly skipped: boolean;
  /** What is wrong with such a rule all the same. */
  readonly aside?: Aside;
  readonly loaded: LoadedText;
  /** Its own references, not those of macros. */
  readonly refs: readonly MacroRef[];
  readonly output: LoadedText;
  readonly tree: Condition;
  readonly exceptionFlaw: ExceptionFlaw | undefined;
  readonly outputFindings: readonly TextFinding[];
  readonly problems: readonly TextFinding[];
  readonly unresolved: readonly Unresolved[];
  readonly findings: readonly TextFinding[];
  /** What is wrong in macros it uses, each once. */
  readonly inMacros: readonly { readonly macro: CompiledMacro; readonly finding: TextFinding }[];
  readonly macros: readonly string[];
  readonly lists: readonly string[];
  /** With macros written out; undefined while something is unresolved or does not parse. */
  readonly expanded: Condition | undefined;
  readonly events: Events | undefined;
  /** Falco warns that it admits too many events, or none. */
  readonly unrestricted: boolean;
}

export interface Compiled {
  readonly macros: ReadonlyMap<string, CompiledMacro>;
  readonly rules: ReadonlyMap<string, CompiledRule>;
  readonly usedLists: ReadonlySet<string>;
  readonly usedMacros: ReadonlySet<string>;
}

/** What the steps of one compilation share: everything is made when first asked for. */
export interface Compilation {
  readonly defined: Defined;
  readonly judge: Judge;
  readonly memo: Memo;
  /** Distinguishes the lists: equal stamps, equal lists. One for each kind of what uses them. */
  readonly stamps: { readonly macro: string; readonly rule: string };
  readonly lists: ListIndex;
  /** The macros compiled here so far. */
  readonly made: ReadonlyMap<string, CompiledMacro>;
  macroOf(name: string): CompiledMacro | undefined;
  /** With its own macros written out. */
  bodyOf(name: string): Condition | undefined;
  /** Whether macro `to`, which `from` refers to, leads back to `from`. */
  isLoop(from: string, to: string): boolean;
  readonly expansion: Expansion;
}

/** Compiles at one point of a load. `known` gives what is compiled already. */
export function compilationOf(
  defined: Defined,
  judge: Judge,
  memo: Memo,
  known: (name: string) => CompiledMacro | undefined = () => undefined,
): Compilation {
  const made = new Map<string, CompiledMacro>();
  const bodies = new Map<string, Condition>();
  let depth = 0;
  const expansion: Expansion = { level: 0 };
  const stamp = memo.id(defined.listStamp);
  const compilation: Compilation = {
    expansion,
    defined,
    judge,
    memo,
    stamps: { macro: `macro ${stamp}`, rule: `rule ${stamp}` },
    lists: listIndex(defined.lists),
    made,
    macroOf(name) {
      const compiled = made.get(name) ?? known(name);
      const macro = compiled ? undefined : defined.macros.get(name);
      if (!macro) return compiled;
      const fresh = compileMacro(macro, compilation);
      made.set(name, fresh);
      return fresh;
    },
    bodyOf(name) {
      const macro = bodies.has(name) || depth >= MAX_MACRO_DEPTH ? undefined : compilation.macroOf(name);
      if (macro) {
        depth++;
        bodies.set(name, expandMacros(macro.tree, compilation.bodyOf, expansion));
        depth--;
      }
      return bodies.get(name);
    },
    isLoop: macroLoops((name) => {
      const macro = defined.macros.get(name);
      return macro ? conditionOf(macro, compilation).parsed.refs.map((ref) => ref.name) : [];
    }),
  };
  return compilation;
}

/** How many macros or rules are compiled between two yields: as many as take a few milliseconds, whatever must be warmed up. */
export const STRIDE = 16;

/** Everything defined, checked; with `touched` only that and the macros that it uses, and nothing on which names are used. */
export function compile(
  defined: Defined,
  judge: Judge,
  memo: Memo,
  touched?: Pick<Touched, "macros" | "rules">,
): Compiled {
  return toEnd(compiling(defined, judge, memo, touched));
}

/** The same in strides. `settled` gives rules that were compiled at an earlier point, where they would be the same now. */
export function* compiling(
  defined: Defined,
  judge: Judge,
  memo: Memo,
  touched?: Pick<Touched, "macros" | "rules">,
  settled: (rule: EffectiveRule) => CompiledRule | undefined = () => undefined,
): Steps<Compiled> {
  const compilation = compilationOf(defined, judge, memo);
  let count = 0;
  for (const { name } of wanted(defined.macros, touched?.macros)) {
    compilation.macroOf(name);
    if (++count % STRIDE === 0) yield;
  }
  const rules = new Map<string, CompiledRule>();
  for (const rule of wanted(defined.rules, touched?.rules)) {
    rules.set(rule.name, settled(rule) ?? compileRule(rule, compilation));
    if (++count % STRIDE === 0) yield;
  }
  const macros = compilation.made;
  return { macros, rules, ...(touched ? NOT_ASKED : usedNames(defined, macros, rules)) };
}

const NOTHING: readonly never[] = [];
const NOT_ASKED = { usedLists: new Set<string>(), usedMacros: new Set<string>() };

function wanted<T extends { readonly index: number }>(
  all: Names<T>,
  names: ReadonlySet<string> | undefined,
): readonly T[] {
  return byIndex(names ? [...names].flatMap((name) => all.get(name) ?? []) : all.values());
}

function byIndex<T extends { readonly index: number }>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => a.index - b.index);
}

/** The names that anything uses: lists by their items, macros and rules by their texts. */
export function usedNames(
  defined: Defined,
  macros: ReadonlyMap<string, CompiledMacro>,
  rules: ReadonlyMap<string, CompiledRule>,
): Pick<Compiled, "usedLists" | "usedMacros"> {
  const usedLists = new Set(listsInLists(defined));
  const usedMacros = new Set<string>();
  const use = (compiled: CompiledMacro | CompiledRule): void => {
    for (const name of compiled.lists) usedLists.add(name);
    for (const { name } of compiled.refs) usedMacros.add(name);
  };
  for (const macro of macros.values()) use(macro);
  for (const rule of rules.values()) use(rule);
  return { usedLists, usedMacros };
}

/** A loaded text and what the grammar makes of it. */
interface LoadedCondition {
  readonly loaded: LoadedText;
  readonly used: readonly string[];
  readonly parsed: ParsedCondition;
  readonly flaw: ExceptionFlaw | undefined;
  /** Where parts begin that an item appended. */
  readonly junctions: readonly number[];
}

/** The same items and lists give the same text, so it is put together once. */
function conditionOf(one: EffectiveMacro | EffectiveRule, compilation: Compilation): LoadedCondition {
  const { judge, memo, stamps } = compilation;
  return memo.keep(stamps[one.kind], memo.key(one.views.map(({ item }) => item)), () => {
    const wrapped = withExceptions(joined(one.condition), one.kind === "rule" ? one.exceptions : []);
    const { loaded, used } = insertLists(wrapped.loaded, compilation.lists);
    return {
      loaded,
      used,
      parsed: memo.get("parse", loaded.text, () => judge.parse(loaded.text)),
      flaw: wrapped.flaw,
      junctions: one.condition.length > 1 ? startsOf(one.condition.slice(1), loaded) : NOTHING,
    };
  });
}

/** What is found in a condition; where parts were appended, how they are grouped is reported instead of brackets that miss. */
function judged(
  { loaded, parsed, junctions }: LoadedCondition,
  source: string,
  { judge, memo }: Pick<Compilation, "judge" | "memo">,
): readonly TextFinding[] {
  const findings = memo.about(parsed, "condition", source, () =>
    judge.condition(parsed, loaded.text, source),
  );
  if (junctions.length === 0 || parsed.problems.length > 0) return findings;
  const own = findings.filter(({ code, span }) => code !== "mixed-logic" || !isDivided(span, junctions));
  return [
    ...own,
    ...lintAppends(parsed.tree, loaded.text, junctions).map((finding) => ({ ...finding, falco: null })),
  ];
}

function compileMacro(macro: EffectiveMacro, compilation: Compilation): CompiledMacro {
  const condition = conditionOf(macro, compilation);
  const {
    loaded,
    used,
    parsed: { tree, problems, refs },
  } = condition;
  const unresolved: Unresolved[] = [];
  for (const { name, span } of refs) {
    const target = compilation.defined.macros.get(name);
    if (!target) unresolved.push({ name, span, why: "undefined" });
    else if (target.index >= macro.visibility) unresolved.push({ name, span, why: "later" });
    else if (compilation.isLoop(macro.name, name)) unresolved.push({ name, span, why: "loop" });
  }
  return {
    macro,
    condition,
    loaded,
    tree,
    refs,
    problems,
    unresolved: unresolved.length > 0 ? unresolved : NOTHING,
    lists: used,
  };
}

const SKIPPED = {
  skipped: true,
  tree: { kind: "missing", span: { start: 0, end: 0 } },
  refs: NOTHING,
  outputFindings: NOTHING,
  problems: NOTHING,
  unresolved: NOTHING,
  findings: NOTHING,
  inMacros: NOTHING,
  macros: NOTHING,
  lists: NOTHING,
  expanded: undefined,
  events: undefined,
  unrestricted: false,
} as const;

export function compileRule(rule: EffectiveRule, compilation: Compilation): CompiledRule {
  const { judge, memo, defined } = compilation;
  const condition = conditionOf(rule, compilation);
  const {
    loaded,
    used,
    flaw,
    parsed: { tree, problems, refs },
  } = condition;
  const output = joined(rule.output);
  if (rule.unknownSource) {
    return {
      ...SKIPPED,
      rule,
      loaded,
      output,
      exceptionFlaw: flaw,
      aside: judgeAside({
        ...condition.parsed,
        sources: judge.sources,
        macros: defined.macros,
        condition: (source) => judged(condition, source, compilation),
        output: (source) =>
          output.text === ""
            ? []
            : memo.get(`output ${source}`, output.text, () => judge.output(output.text, source)),
      }),
    };
  }
  const { source } = rule;
  const outputFound =
    output.text === ""
      ? []
      : memo.get(`output ${source}`, output.text, () => judge.output(output.text, source));
  const unresolved = undefinedAmong(refs, defined.macros);
  const findings = judged(condition, source, compilation);
  const reached = refs.length > 0 ? reachedMacros(refs, compilation) : NOTHING;
  const inMacros = reached.flatMap((macro) =>
    judged(macro.condition, source, compilation).map((finding) => ({ macro, finding })),
  );
  const sound =
    problems.length === 0 &&
    unresolved.length === 0 &&
    reached.every((macro) => macro.problems.length === 0 && macro.unresolved.length === 0);
  const { parsed } = condition;
  /** What depends on the condition with the macros that it reaches. */
  const answer = <T>(kind: string, make: () => T): T =>
    reached.length === 0
      ? memo.about(parsed, kind, "", make)
      : memo.get(kind, memo.key([tree, ...reached.map((macro) => macro.tree)]), make);
  const expanded =
    sound && rule.condition.length > 0
      ? answer("expanded", () => writtenOut(parsed, loaded.text.length, compilation))
      : undefined;
  const compiles = !findings.some(isRefused) && !inMacros.some(({ finding }) => isRefused(finding));
  const events =
    expanded && compiles && source === SYSCALL ? answer("events", () => judge.events(expanded)) : undefined;
  const absent =
    events && mayPrintAbsent(output.text)
      ? memo.get("absent", `${memo.id(events)}|${output.text}`, () =>
          judge.absent(output.text, events.names, source),
        )
      : NOTHING;
  const outputFindings = absent.length > 0 ? [...outputFound, ...absent] : outputFound;
  const unrestricted =
    events !== undefined && rule.warnEvttypes && (events.codes.size === 0 || events.codes.size > MANY_CODES);
  return {
    rule,
    skipped: false,
    loaded,
    refs,
    output,
    tree,
    exceptionFlaw: flaw,
    outputFindings,
    problems,
    unresolved,
    findings,
    inMacros,
    macros: reached.length > 0 ? reached.map(({ macro }) => macro.name) : NOTHING,
    lists: used,
    expanded,
    events,
    unrestricted,
  };
}

/** Whether Falco rejects the condition for it, or ends. */
function isRefused({ falco }: TextFinding): boolean {
  return falco === "fatal" || falco?.startsWith("LOAD_ERR") === true;
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
