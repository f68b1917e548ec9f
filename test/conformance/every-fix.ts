import { problemsOf } from "../../server/src/checks/run.ts";
import type { Fix, Problem } from "../../server/src/checks/check.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, type Settings } from "../../server/src/model/workspace/workspace.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { walk } from "../../server/src/syntax/condition/ast.ts";
import { applyEdits, type Span } from "../../server/src/text/span.ts";

/** What is wrong with a fix that was made. */
export type Flaw = "stays" | "new error" | "edits elsewhere";

export interface BadFix {
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

const URI = "file:///rules.yaml";
const SETTINGS: Settings = {
  target: "0.44.1",
  plugins: "all",
  rulesFiles: [],
  exactRuleset: [URI],
};
const workspace = createWorkspace();

/** Makes every fix that is offered in each text, one at a time, and gives those that do not settle their finding. */
export function tryEveryFix(texts: Iterable<string>): Tally {
  const tally = { texts: 0, fixes: 0, bad: [] as BadFix[] };
  for (const text of texts) {
    const before = problemsIn(text);
    tally.texts++;
    for (const problem of before) {
      for (const fix of problem.fixes) {
        tally.fixes++;
        tally.bad.push(...flawsOf(text, before, problem, fix));
      }
    }
  }
  return tally;
}

function problemsIn(text: string): readonly Problem[] {
  const documents = new Map([[URI, readDocument(URI, "rules.yaml", text, undefined, { as: "rules" })]]);
  return problemsOf(workspace.snapshot(documents, SETTINGS), URI);
}

function flawsOf(text: string, before: readonly Problem[], problem: Problem, fix: Fix): readonly BadFix[] {
  const edits = fix.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  const after = applyEdits(text, edits);
  const bad = (flaw: Flaw, detail: string): BadFix => ({
    code: problem.code,
    title: fix.title,
    flaw,
    before: text,
    after,
    detail,
  });
  const outside = fix.edits.find((edit) => edit.uri !== URI || !isNear(text, problem, edit));
  const flaws = outside ? [bad("edits elsewhere", text.slice(outside.start, outside.end))] : [];
  const open = [...before];
  for (const left of problemsIn(after)) {
    const from = origin(left.span.start, edits);
    const known = open.findIndex(
      ({ code, span }) => code === left.code && from.start <= span.start && span.start <= from.end,
    );
    const one = open[known];
    if (one === problem) flaws.push(bad("stays", left.message));
    if (one) open.splice(known, 1);
    else if (left.severity === "error")
      flaws.push(
        bad("new error", `${left.code} at ${after.slice(left.span.start, left.span.end)}: ${left.message}`),
      );
  }
  return flaws;
}

/** Whether an edit lies in the item that the finding, or what it points at, stands in. */
function isNear(text: string, { span, related }: Problem, edit: Span): boolean {
  return [span, ...related].some((place) => {
    const item = itemAround(text, place);
    return item.start <= edit.start && edit.end <= item.end;
  });
}

function itemAround(text: string, { start, end }: Span): Span {
  const next = text.slice(end).search(/\n(?=-)/);
  return { start: text.lastIndexOf("\n-", start) + 1, end: next < 0 ? text.length : end + next + 1 };
}

/** Where in the text before the edits an offset after them comes from. */
function origin(offset: number, edits: readonly { readonly span: Span; readonly newText: string }[]): Span {
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
export function ruleOf(condition: string): string {
  const names = new Set(
    walk(parseCondition(condition).tree).flatMap((node) => (node.kind === "macro" ? [node.name] : [])),
  );
  const macros = [...names].map((name) => `- macro: ${name}\n  condition: evt.num > 0\n`).join("");
  return `${macros}- rule: r\n  desc: d\n  condition: ${written(condition)}\n  output: o\n  priority: INFO\n`;
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
