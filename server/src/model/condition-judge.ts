import type { Catalog } from "../catalog/catalog.ts";
import { canonicalText } from "../syntax/condition/canonical.ts";
import { parseCondition } from "../syntax/condition/parse.ts";
import type { CompileFinding } from "./condition/finding.ts";
import { inferEvents } from "./condition/infer-events.ts";
import { judgeCondition } from "./condition/judge.ts";
import type { Judge, ParsedCondition, TextFinding } from "./judge.ts";
import { judgeOutput } from "./output/judge-output.ts";

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
  const fields = new Map<string, boolean>();
  const isFilterField = (text: string, source: string): boolean => {
    const key = `${source} ${text}`;
    const known = fields.get(key) ?? isField(text, source, catalog);
    fields.set(key, known);
    return known;
  };
  // A plugin that nobody here knows may bring any source and any field.
  const open = catalog.uncatalogued.length > 0;
  return {
    parse,
    condition: (tree, text, source) => judgeCondition({ tree, problems: [] }, text, { catalog, source }).flatMap(toFinding),
    output: (text, source) => judgeOutput(text, source, catalog, (field) => open || isFilterField(field, source)),
    events: (tree) => inferEvents(tree, catalog.events),
    canonical: canonicalText,
    isSource: (name) => open || catalog.isSource(name),
    sources: catalog.sources,
    isFilterField: (text, source) => open || isFilterField(text, source),
    fieldNames: (source) => catalog.fieldNames(source),
  };
}

function parse(text: string): ParsedCondition {
  const { tree, problems } = parseCondition(text);
  return { tree, problems: problems.map((problem) => ({ ...problem, falco: problem.code === "emptied-list" ? null : "LOAD_ERR_COMPILE_CONDITION" })) };
}

function isField(text: string, source: string, catalog: Catalog): boolean {
  const condition = `${text} exists`;
  const parsed = parseCondition(condition);
  if (parsed.problems.length > 0 || parsed.tree.kind !== "comparison") return false;
  return judgeCondition(parsed, condition, { catalog, source }).every((finding) => finding.stage === "compile" && verdictOf(finding)?.startsWith("LOAD_ERR") !== true);
}

function toFinding(finding: ReturnType<typeof judgeCondition>[number]): TextFinding[] {
  if (finding.stage === "parse") return [];
  return [{ ...finding, falco: verdictOf(finding), ...(UNKNOWN.has(finding.code) && { unknownFilter: true }) }];
}

/** Findings whose Falco text says that something is not known, which `skip-if-unknown-filter` forgives. */
const UNKNOWN: ReadonlySet<string> = new Set(["unknown-field", "field-not-available", "field-of-other-source", "unexpected-field-argument", "unknown-event-type"]);

/** What Falco does with a finding of the compile stage. */
export function verdictOf(finding: CompileFinding): string | null {
  switch (finding.code) {
    case "deprecated-field":
      return finding.loaderWarns ? "LOAD_DEPRECATED_ITEM" : null;
    case "field-as-value":
    case "plain-regex":
      return "LOAD_COMPILE_CONDITION";
    case "unsafe-na-comparison":
      return "LOAD_UNSAFE_NA_CHECK";
    case "event-type-expression":
      return "fatal";
    case "transformer-arguments":
      return finding.crashes ? "fatal" : "LOAD_ERR_COMPILE_CONDITION";
    default:
      return "LOAD_ERR_COMPILE_CONDITION";
  }
}
