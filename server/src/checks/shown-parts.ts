/** Pages and scripts show parts of files: what is missing in them may be in the rest. */
import { isElided } from "../hosts/embedding/elision.ts";
import type { Found } from "../model/ruleset/found.ts";
import type { Problem } from "./check.ts";

/** Pages write `<expression>` where their readers put something, and `...` for what they leave out. */
export function isPlaceholder(found: Found): boolean {
  if (
    found.kind === "text"
      ? isElided(found.loaded.text) ||
        ELISION.test(found.loaded.text) ||
        /^(?:\.\.\.|…)$/.test(valueOf(found) ?? "")
      : found.finding.code === "missing-key" && isElided(found.item.text)
  )
    return true;
  const written =
    found.kind === "text"
      ? found.loaded.text
      : found.item.text.slice(found.finding.span.start, found.finding.span.end);
  return /^\s*<[^<>]+>\s*$/.test(written);
}

/** What is left out among the words of a condition. */
const ELISION = /(?:^|[\s(,])(?:\.\.\.|…)(?=[\s),]|$)/;

/** The problem as it counts on a page, where rules are shortened and versions represent any: no more than a hint. */
export function onPage(problem: Problem, found: Found): Problem {
  const isShortened = problem.code === "missing-key";
  const isAnyVersion =
    problem.code === "invalid-version" &&
    found.kind === "item" &&
    /^["']?[vV]?(?:[xXyYzZnN]|(?:[xXyYzZnN]|\d+)(?:\.(?:[xXyYzZnN*]|\d+))+)["']?$/.test(
      found.item.text.slice(found.finding.span.start, found.finding.span.end),
    );
  return isShortened || isAnyVersion ? { ...problem, severity: "hint" } : problem;
}

/** The problem as it counts in a script, which may write a list of the name that is among values to the same file. */
export function inScript(problem: Problem, found: Found): Problem {
  if (found.kind !== "text" || problem.code !== "bad-value") return problem;
  const isAmongValues = /[(,]$/.test(found.loaded.text.slice(0, found.finding.span.start).trimEnd());
  const isName = /^[A-Za-z]\w*$/.test(valueOf(found) ?? "");
  return isAmongValues && isName ? { ...problem, severity: "hint" } : problem;
}

/** Files of commands, which write other files part by part. */
export const SCRIPT_HOSTS: ReadonlySet<string> = new Set(["shell", "dockerfile", "makefile", "ci-workflow"]);

function valueOf({ finding }: Found): string | undefined {
  return "value" in finding && typeof finding.value === "string" ? finding.value : undefined;
}
