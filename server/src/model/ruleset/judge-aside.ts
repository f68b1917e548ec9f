import type { MacroRef } from "../../syntax/condition/ast.ts";
import { type Unresolved, undefinedAmong } from "./expand.ts";
import type { TextFinding } from "./judge.ts";

/** What is wrong with a rule that Falco never looks at, since it does not know the source; none of it is Falco's. */
export interface Aside {
  readonly condition: readonly TextFinding[];
  readonly output: readonly TextFinding[];
  readonly unresolved: readonly Unresolved[];
}

/** A condition and an output, and how each is checked for a source. */
export interface AsideTexts {
  /** What the grammar rejects in the condition. */
  readonly problems: readonly TextFinding[];
  readonly refs: readonly MacroRef[];
  readonly sources: readonly string[];
  readonly macros: { has(name: string): boolean };
  condition(source: string): readonly TextFinding[];
  output(source: string): readonly TextFinding[];
}

/** Checks the texts for each source: what all of them reject is wrong, whichever source was meant. */
export function judgeAside({ problems, refs, sources, macros, condition, output }: AsideTexts): Aside {
  const common = (of: (source: string) => readonly TextFinding[]): readonly TextFinding[] => {
    const [first = [], ...rest] = sources.map((source) => of(source).filter(isMistake));
    return first
      .filter((finding) => rest.every((found) => found.some((one) => isSame(one, finding))))
      .map(quiet);
  };
  if (problems.length > 0) return { condition: problems.map(quiet), output: common(output), unresolved: [] };
  return {
    condition: common(condition),
    output: common(output),
    unresolved: undefinedAmong(refs, macros),
  };
}

function quiet(finding: TextFinding): TextFinding {
  return { ...finding, falco: null, aside: true };
}

/** A field of a plugin that is not loaded comes with the source. */
function isMistake(finding: TextFinding): boolean {
  const { code, falco } = finding;
  const needsPlugin =
    code === "field-not-available" ||
    ("plugins" in finding && Array.isArray(finding.plugins) && finding.plugins.length > 0);
  return !needsPlugin && (falco === "fatal" || falco?.startsWith("LOAD_ERR") === true);
}

function isSame(a: TextFinding, b: TextFinding): boolean {
  return a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end;
}
