import type { Fix, FixEdit, Problem } from "../../server/src/checks/check.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";
import { walk } from "../../server/src/syntax/condition/ast.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { applyEdits, type Edit, type Span } from "../../server/src/text/span.ts";

/** What is wrong with a fix that was made. */
export type Flaw = "stays" | "new error" | "edits elsewhere";

/** A file that fixes are tried in. */
export interface TriedFile {
  readonly path: string;
  readonly text: string;
  /** The file before it was damaged: an error that it has too was only hidden by the mistake. */
  readonly whole?: string;
}

export interface BadFix {
  readonly path: string;
  readonly code: string;
  readonly title: string;
  readonly flaw: Flaw;
  readonly before: string;
  readonly after: string;
  readonly detail: string;
}

export interface Tally {
  readonly texts: number;
  readonly fixes: number;
  readonly bad: readonly BadFix[];
}

const workspace = createWorkspace();

/** Makes every fix that is offered in each file, one at a time, and returns those that do not settle their finding. */
export function tryEveryFix(files: Iterable<TriedFile>): Tally {
  const tally = { texts: 0, fixes: 0, bad: [] as BadFix[] };
  for (const file of files) {
    const before = problemsIn(file.path, file.text);
    const hidden = new Set(file.whole === undefined ? [] : problemsIn(file.path, file.whole).map(keyOf));
    tally.texts++;
    for (const problem of before) {
      for (const fix of problem.fixes) {
        tally.fixes++;
        tally.bad.push(...flawsOf(file, before, hidden, problem, fix));
      }
    }
  }
  return tally;
}

const keyOf = ({ code, message }: Problem): string => `${code} ${message}`;
/** A message without names: several findings may have one code. */
const shapeOf = ({ message }: Problem): string => message.replace(/`[^`]*`/g, "`");
const uriOf = (file: string): string => `file:///${file}`;

function problemsIn(file: string, text: string): readonly Problem[] {
  const uri = uriOf(file);
  const settings: Settings =
    file === "rules.yaml" ? { ...RULES_ONLY, exactRuleset: [uri] } : DEFAULT_SETTINGS;
  const form = file === "rules.yaml" ? ({ as: "rules" } as const) : undefined;
  const documents = new Map([[uri, readDocument(uri, file, text, undefined, form)]]);
  return problemsOf(workspace.snapshot(documents, settings), uri);
}

const RULES_ONLY: Settings = { target: "0.44.1", plugins: "all", rulesFiles: [] };

function flawsOf(
  { path, text }: TriedFile,
  before: readonly Problem[],
  hidden: ReadonlySet<string>,
  problem: Problem,
  fix: Fix,
): readonly BadFix[] {
  const edits = fix.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  const after = applyEdits(text, edits);
  const bad = (flaw: Flaw, detail: string): BadFix => ({
    path,
    code: problem.code,
    title: fix.title,
    flaw,
    before: text,
    after,
    detail,
  });
  const outside = fix.edits.find((edit) => edit.uri !== uriOf(path) || !isAbout(text, problem, fix, edit));
  const flaws = outside ? [bad("edits elsewhere", text.slice(outside.start, outside.end))] : [];
  const open = [...before];
  for (const left of problemsIn(path, after)) {
    const from = origin(left.span.start, edits);
    const here = open.filter(
      ({ code, span }) => code === left.code && from.start <= span.start && span.start <= from.end,
    );
    const one = here.find(({ message }) => message === left.message) ?? here[0];
    const isSame = one !== problem || shapeOf(left) === shapeOf(problem);
    const masked = isMasked(problem, left, edits);
    if (one && isSame) {
      open.splice(open.indexOf(one), 1);
      if (one === problem && !masked) flaws.push(bad("stays", left.message));
    }
    const isNew = !(one && isSame) && left.severity === "error" && !hidden.has(keyOf(left));
    if (isNew && !masked)
      flaws.push(
        bad("new error", `${left.code} at ${after.slice(left.span.start, left.span.end)}: ${left.message}`),
      );
  }
  return flaws;
}

/**
 * Whether an error that a fix reveals was there before, and only not reported: of several values of a list that a
 * rule cannot take the first is, and what a chart does not install is where nothing speaks of an older chart.
 */
function isMasked(fixed: Problem, left: Problem, edits: readonly Edit[]): boolean {
  if (fixed.code === "removed-chart-value" && left.code === "plugin-not-installed") return true;
  // What is where the chart does not read it is checked only once it is moved.
  if (fixed.code === "misplaced-chart-value" && left.code === "output-without-target") return true;
  // A misspelled key of rules: what is below it is read as rules only under the right one.
  if (fixed.code === "unknown-chart-value" && left.code === "not-a-list") return true;
  const value = left.related[0] ?? (left.code === "list-item-syntax" ? left.span : undefined);
  const from = value && origin(value.start, edits);
  return (
    left.code === fixed.code &&
    from !== undefined &&
    from.start !== fixed.related[0]?.start &&
    !edits.some(({ span }) => span.start <= from.end && from.start <= span.end)
  );
}

/**
 * Whether an edit changes what the finding speaks of. Text is replaced or removed only in an entry (a key with its value,
 * a command) that the finding, or what it points at, is in, or that the title names; it is added only in the same
 * item. Indentation is nobody's.
 */
function isAbout(text: string, { span, related }: Problem, fix: Fix, edit: FixEdit): boolean {
  if (/^[ \t]*$/.test(text.slice(edit.start, edit.end) + edit.newText) && edit.start < edit.end) return true;
  if (edit.start === edit.end && isDestination(text, fix.title, edit)) return true;
  return [span, ...related].some((place) => {
    const item = itemAround(text, place);
    const around =
      edit.start === edit.end ? [item] : [entryAround(text, place), ...namedEntries(text, item, fix.title)];
    return around.some(({ start, end }) => start <= edit.start && edit.end <= end);
  });
}

/**
 * Whether a fix that moves something may insert there by its title: under the innermost key of the path that is in the
 * file, or with a first key of its own where none is. An option goes into a configuration, as an entry.
 */
function isDestination(text: string, title: string, { start, newText }: FixEdit): boolean {
  const [, what, to] = /^Move (`[^`]+` )?(?:the rules )?to `?([\w.[\]/-]+)`?/.exec(title) ?? [];
  if (to === undefined) return false;
  const isFile = /\.ya?ml$/.test(to);
  const parents = isFile ? (what === undefined ? ["customRules"] : []) : to.split(".").slice(0, -1);
  if (isFile && what !== undefined) return /^\s*(?:- )?[\w-]+:/.test(newText);
  for (let depth = parents.length; depth > 0; depth--) {
    const found = entriesAt(text, parents.slice(0, depth));
    if (found.length > 0) return found.some((entry) => entry.start <= start && start <= entry.end);
  }
  const [first = to] = isFile ? parents : to.split(".");
  return newText.trimStart().startsWith(`${first}:`);
}

/** The entries whose key is the last of a path and whose parents are the keys before it. */
function entriesAt(text: string, path: readonly string[]): readonly Span[] {
  const name = path.at(-1) ?? "";
  return [...text.matchAll(/^[ -]*["']?([\w.-]+)["']?:/gm)].flatMap(({ index, 1: key }) => {
    if (key !== name) return [];
    let line: number | undefined = index;
    for (const parent of path.slice(0, -1).reverse()) {
      line = line === undefined ? undefined : parentLine(text, line);
      if (line === undefined || !lineAt(text, line).trimStart().startsWith(`${parent}:`)) return [];
    }
    return [{ start: index, end: endOfBlock(text, index, innerIndent(text, index)) }];
  });
}

/** The entries of an item whose keys are in the title of a fix, as those of `engine.kind`. */
function namedEntries(text: string, item: Span, title: string): readonly Span[] {
  const keys = [...title.matchAll(/`([\w.-]+)`/g)].map(([, name = ""]) => name.split(".").at(-1));
  const lines = text.slice(item.start, item.end).matchAll(/^[ -]*([\w-]+):/gm);
  return [...lines].flatMap(({ index, 0: found, 1: key }) =>
    keys.includes(key) ? [entryAround(text, placeAt(item.start + index + found.length - 1))] : [],
  );
}

const placeAt = (offset: number): Span => ({ start: offset, end: offset });

function itemAround(text: string, { start, end }: Span): Span {
  const next = text.slice(end).search(/\n(?=-)/);
  return { start: text.lastIndexOf("\n-", start) + 1, end: next < 0 ? text.length : end + next + 1 };
}

const KEY_LINE = /^[ \t]*(?:- +)*["']?[\w.<-]+["']?:(?:\s|$)/;

/**
 * The lines of the entry that a place is in: from its key to the last line that is indented more, and its parents where
 * they hold nothing else.
 */
function entryAround(text: string, { start, end }: Span): Span {
  let first = text.lastIndexOf("\n", start - 1) + 1;
  // A line of a longer text belongs to the key before it.
  const own = indentAt(text, first);
  while (first > 0 && !KEY_LINE.test(lineAt(text, first))) {
    const before = lineBefore(text, first);
    if (lineAt(text, before).trim() !== "" && indentAt(text, before) > own) break;
    first = before;
  }
  let last = endOfBlock(text, Math.max(start, end - 1), innerIndent(text, first));
  for (let parent = parentLine(text, first); parent !== undefined; parent = parentLine(text, first)) {
    const isOnly =
      text.slice(lineEnd(text, parent), first).trim() === "" &&
      endOfBlock(text, lineEnd(text, parent) - 1, innerIndent(text, parent)) <= last;
    if (!isOnly) break;
    first = parent;
  }
  // A whole line may be removed from its indentation on, with that of the next line in its stead.
  last += /^[ \t]*/.exec(text.slice(last))?.[0].length ?? 0;
  return { start: Math.max(0, first - 1), end: last };
}

/** Where the lines end that go on from one and are indented more than `depth`. */
function endOfBlock(text: string, from: number, depth: number): number {
  let last = lineEnd(text, from);
  while (last < text.length) {
    const line = lineAt(text, last);
    if (line.trim() !== "" && line.search(/[^\s-]|$/) <= depth) break;
    last += line.length;
  }
  return last;
}

/** The line of the key that the entry in a line is below. */
function parentLine(text: string, first: number): number | undefined {
  const depth = indentAt(text, first);
  for (let line = first; line > 0; ) {
    line = lineBefore(text, line);
    const shown = lineAt(text, line);
    if (shown.trim() !== "" && indentAt(text, line) < depth) return KEY_LINE.test(shown) ? line : undefined;
  }
  return undefined;
}

/** Where the line before one begins. */
const lineBefore = (text: string, start: number): number =>
  start < 2 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
const lineAt = (text: string, start: number): string => text.slice(start, lineEnd(text, start));
const indentAt = (text: string, start: number): number => lineAt(text, start).search(/\S|$/);
const innerIndent = (text: string, start: number): number => lineAt(text, start).search(/[^\s-]|$/);

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

/** Where in the text before the edits an offset after them comes from. */
function origin(offset: number, edits: readonly Edit[]): Span {
  let shift = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const start = span.start + shift;
    if (offset < start) break;
    if (offset <= start + newText.length) return span;
    shift += newText.length - (span.end - span.start);
  }
  return { start: offset - shift, end: offset - shift };
}

/** A rules file of one rule with this condition, in which each name that it uses is a macro. */
export function ruleOf(condition: string): TriedFile {
  const names = new Set(
    walk(parseCondition(condition).tree).flatMap((node) => (node.kind === "macro" ? [node.name] : [])),
  );
  const macros = [...names].map((name) => `- macro: ${written(name)}\n  condition: evt.num > 0\n`).join("");
  return {
    path: "rules.yaml",
    text: `${macros}- rule: r\n  desc: d\n  condition: ${written(condition)}\n  output: o\n  priority: INFO\n`,
  };
}

/** As a block where that keeps it letter by letter, else in double quotes. */
function written(condition: string): string {
  if (/^[!-~][ -~\n]*[!-~]$/.test(condition) && !/\n[ \n]/.test(condition))
    return `|-\n    ${condition.replaceAll("\n", "\n    ")}`;
  return JSON.stringify(condition).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
