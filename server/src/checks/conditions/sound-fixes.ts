import { keptBy, keptLast } from "../../text/kept.ts";
import { macroRefs } from "../../model/ruleset/expand.ts";
import type { LoadedText } from "../../model/ruleset/loaded-text.ts";
import type { Judge, TextFinding } from "../../model/ruleset/judge.ts";
import { applyEdits, type Span } from "../../text/span.ts";
import type { FixDraft, TextEdit } from "../check.ts";

/** A fix after which its finding is removed and no error is new, as far as its text says. */
export interface SoundFix extends FixDraft {
  /** Macros that the text refers to only after the fix, or that nobody looked for while it could not be parsed: they must exist. */
  readonly macros: readonly string[];
}

/** A text as it is evaluated: a condition or an output, for rules of a source. */
export interface EvaluatedText {
  readonly loaded: LoadedText;
  readonly isOutput: boolean;
  /** Absent for a macro that cannot be parsed, since rules of any source may use it. */
  readonly source?: string;
  /** The items of a list, as Falco writes them for its name. */
  itemsOf(list: string): string | undefined;
}

/**
 * Most characters that are evaluated for the fixes of one text. Each draft costs the whole text, so a very long text
 * with very many mistakes gets fixes for the first ones only.
 */
const MOST_EVALUATED = 100_000;

/** Returns those drafts that settle their finding: each is made, and the text is evaluated again. */
export function soundFixes(
  finding: TextFinding,
  drafts: readonly FixDraft[],
  { loaded, isOutput, source, itemsOf }: EvaluatedText,
  judge: Judge,
): readonly SoundFix[] {
  if (drafts.length === 0) return [];
  const sources = source === undefined ? judge.sources : [source];
  const trial = trialOf(loaded, isOutput, judge);
  return drafts.flatMap((draft) => {
    const text = applyEdits(
      loaded.text,
      draft.edits.map(({ span, newText }) => ({ span, newText: itemsOf(newText) ?? newText })),
    );
    for (const one of sources) {
      trial.spent += text.length;
      if (trial.spent > MOST_EVALUATED) return [];
      const before = trial.before(one);
      const after = evaluate(text, isOutput, one, judge);
      if (!isSettled(finding, draft.edits, before, after)) continue;
      // Nobody looks for macros while there are other mistakes, so that only those count which the fix makes.
      if (!after.isParsed) return [{ ...draft, macros: namesBeside(after, draft.edits) }];
      const looked = before.isParsed ? before.macros : before.operands;
      return [{ ...draft, macros: after.macros.filter((name) => !looked.includes(name)) }];
    }
    return [];
  });
}

/** What is found in a text, and the macros that it refers to. */
interface Answers {
  readonly findings: readonly TextFinding[];
  readonly macros: readonly string[];
  readonly refs: readonly { readonly name: string; readonly span: Span }[];
  /** Those that are between keywords and parentheses, so that no mistake beside them makes them look like macros. */
  readonly operands: readonly string[];
  readonly isParsed: boolean;
}

/** What a text says before any fix, by source, and how much was evaluated for its fixes. */
interface Trial {
  spent: number;
  before(source: string): Answers;
}

function trialOf(loaded: LoadedText, isOutput: boolean, judge: Judge): Trial {
  return trialsOf(loaded)(isOutput, judge);
}

const trialsOf = keptBy((loaded: LoadedText) =>
  keptLast((isOutput: boolean, judge: Judge) => newTrial(loaded, isOutput, judge)),
);

function newTrial(loaded: LoadedText, isOutput: boolean, judge: Judge): Trial {
  const bySource = new Map<string, Answers>();
  return {
    spent: 0,
    before(source) {
      const answers = bySource.get(source) ?? evaluate(loaded.text, isOutput, source, judge);
      bySource.set(source, answers);
      return answers;
    },
  };
}

function evaluate(text: string, isOutput: boolean, source: string, judge: Judge): Answers {
  if (isOutput)
    return { findings: judge.output(text, source), macros: [], refs: [], operands: [], isParsed: true };
  const parsed = judge.parse(text);
  const findings = [...parsed.problems, ...judge.condition(parsed, text, source)];
  const refs = macroRefs(parsed.tree);
  return {
    findings,
    refs,
    macros: refs.map(({ name }) => name),
    operands: refs.filter(({ span }) => isOperand(text, span)).map(({ name }) => name),
    isParsed: parsed.problems.length === 0,
  };
}

/** The macros right beside what edits change. */
function namesBeside({ refs }: Answers, edits: readonly TextEdit[]): readonly string[] {
  return refs.flatMap(({ name, span }) => {
    const from = origin(span.start, edits);
    const length = span.end - span.start;
    const isBeside = edits.some(
      (edit) => from.start - 1 <= edit.span.end && edit.span.start <= from.end + length + 1,
    );
    return isBeside ? [name] : [];
  });
}

/** Whether a name is by itself between keywords or parentheses. */
function isOperand(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - MOST_BETWEEN), start);
  const after = text.slice(end, end + MOST_BETWEEN);
  return (
    /(?:\(|(?:^|[\s()])(?:and|or|not)\s)\s*$/.test(start <= MOST_BETWEEN ? `(${before}` : before) &&
    /^\s*(?:\)|\s(?:and|or)[\s(])/.test(end + MOST_BETWEEN >= text.length ? `${after})` : after)
  );
}

/** Longest gap that is looked at between a name and the keyword beside it. */
const MOST_BETWEEN = 40;

/** Whether a finding is removed, and every error left was there before. */
function isSettled(
  finding: TextFinding,
  edits: readonly TextEdit[],
  before: Answers,
  after: Answers,
): boolean {
  const open = [...before.findings];
  for (const left of after.findings) {
    const from = origin(left.span.start, edits);
    const known = open.findIndex(
      ({ code, span }) => code === left.code && from.start <= span.start && span.start <= from.end,
    );
    const one = open[known];
    if (one && one.code === finding.code && one.span.start === finding.span.start) return false;
    if (one) open.splice(known, 1);
    else if (isRefusal(left)) return false;
  }
  return true;
}

/** Where in the text before the edits an offset after them comes from. */
function origin(offset: number, edits: readonly TextEdit[]): Span {
  let shift = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const start = span.start + shift;
    if (offset < start) break;
    if (offset <= start + newText.length) return span;
    shift += newText.length - (span.end - span.start);
  }
  return { start: offset - shift, end: offset - shift };
}

function isRefusal({ falco }: TextFinding): boolean {
  return falco === "fatal" || falco?.startsWith("LOAD_ERR") === true;
}
