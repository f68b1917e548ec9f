import type { Catalog } from "../../catalog/catalog.ts";
import { canonicalText } from "../../syntax/condition/canonical.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import type { SyntaxProblem } from "../../syntax/condition/syntax-problem.ts";
import type { ConditionFinding } from "../condition/finding.ts";
import { inferEvents } from "../condition/infer-events.ts";
import { judgeCondition } from "../condition/judge.ts";
import { lintCondition } from "../condition/lint.ts";
import { isRefused, verdictOf } from "../condition/verdict.ts";
import { macroRefs } from "./expand.ts";
import type { Events, Judge, ParsedCondition, TextFinding } from "./judge.ts";
import { absentOutputFields } from "../output/absent-fields.ts";
import { judgeOutput } from "../output/judge-output.ts";
import { isolated } from "../../text/isolated.ts";
import { keptFor } from "../../text/kept.ts";

/** A judge for each catalogue; the same catalogue gives the same judge. */
export function createJudges(): (catalog: Catalog) => Judge {
  const judges = new WeakMap<Catalog, Judge>();
  return (catalog) => {
    const judge = judges.get(catalog) ?? createJudge(catalog);
    judges.set(catalog, judge);
    return judge;
  };
}

function createJudge(catalog: Catalog): Judge {
  const fieldsOf = keptFor((_source: string) => new Map<string, boolean>());
  const isFilterField = (text: string, source: string): boolean => {
    const fields = fieldsOf(source);
    const known = fields.get(text) ?? isField(text, source, catalog);
    fields.set(text, known);
    return known;
  };
  // A plugin that nobody here knows may provide any source and any field.
  const open = catalog.uncatalogued.length > 0;
  return {
    parse: (text) =>
      isolated(
        () => `Parsing ${shown(text)}`,
        undefined,
        () => parse(text),
      ) ?? { ...UNREAD },
    condition({ tree, syntax }, text, source) {
      const context = { catalog, source };
      const judged = isolated(
        () => `Evaluating ${shown(text)}`,
        [],
        () => judgeCondition({ tree, problems: syntax }, text, context),
      );
      const lints =
        syntax.length > 0
          ? []
          : isolated(
              () => `Linting ${shown(text)}`,
              [],
              () => lintCondition(tree, text, context),
            );
      const findings: TextFinding[] = [];
      for (const finding of judged) if (finding.stage !== "parse") findings.push(toFinding(finding));
      for (const finding of lints) findings.push(toFinding(finding));
      return findings.length > 0 ? findings : NOTHING;
    },
    output: (text, source) =>
      isolated(
        () => `Checking the output ${shown(text)}`,
        [],
        () => judgeOutput(text, source, catalog, (field) => open || isFilterField(field, source)),
      ),
    absent: (text, events, source) =>
      isolated(
        () => `Checking the events of the output ${shown(text)}`,
        [],
        () => absentOutputFields(text, events, source, catalog),
      ),
    events: (tree) =>
      isolated(
        () => "Inferring event types",
        NO_EVENTS,
        () => inferEvents(tree, catalog.events),
      ),
    canonical: (tree) =>
      isolated(
        () => "Writing a condition",
        "",
        () => canonicalText(tree),
      ),
    isSource: (name) => open || catalog.isSource(name),
    sources: catalog.sources,
    isFilterField: (text, source) => open || isFilterField(text, source),
    fieldNames: (source) => catalog.fieldNames(source),
    pluginsOfField(text, source) {
      const absence = catalog.lookupField(text.replace(/\[[^]*/, ""), source);
      return absence.kind === "needs-plugin" && !absence.onlyFor ? absence.plugins : [];
    },
  };
}

/** The beginning of a text, on one line. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

const UNREAD: ParsedCondition = {
  tree: { kind: "missing", span: { start: 0, end: 0 } },
  syntax: [],
  problems: [],
  refs: [],
  answers: undefined,
};

const NO_EVENTS: Events = { codes: new Set(), names: [] };

function parse(text: string): ParsedCondition {
  const { tree, problems: syntax } = parseCondition(text);
  const problems =
    syntax.length > 0 ? syntax.map((problem) => ({ ...problem, falco: verdictOfSyntax(problem) })) : NOTHING;
  return { tree, syntax, problems, refs: macroRefs(tree), answers: undefined };
}

/** Falco reads any depth, while what is deeper than we read is not checked. Source: facts, condition-language.md. */
function verdictOfSyntax({ code }: SyntaxProblem): string | null {
  return code === "nested-too-deeply" ? null : "LOAD_ERR_COMPILE_CONDITION";
}

function isField(text: string, source: string, catalog: Catalog): boolean {
  const condition = `${text} exists`;
  const parsed = parseCondition(condition);
  if (parsed.problems.length > 0 || parsed.tree.kind !== "comparison") return false;
  return judgeCondition(parsed, condition, { catalog, source }).every((finding) => !isRefused(finding));
}

const NOTHING: readonly TextFinding[] = [];

function toFinding(finding: ConditionFinding): TextFinding {
  const { falco, unknownFilter } = verdictOf(finding);
  return { ...finding, falco, ...(unknownFilter && { unknownFilter }) };
}
