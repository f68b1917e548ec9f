import type { Catalog } from "../catalog/catalog.ts";
import { canonicalText } from "../syntax/condition/canonical.ts";
import { parseCondition } from "../syntax/condition/parse.ts";
import type { Judge, ParsedCondition } from "./judge.ts";

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
  return {
    parse,
    condition: () => [],
    output: () => [],
    events: () => ({ codes: new Set([1]), names: [] }),
    canonical: canonicalText,
    isSource: (name) => catalog.isSource(name) || catalog.uncatalogued.length > 0,
    sources: catalog.sources,
    isFilterField: () => true,
    fieldNames: (source) => catalog.fieldNames(source),
  };
}

function parse(text: string): ParsedCondition {
  const { tree, problems } = parseCondition(text);
  return { tree, problems: problems.map((problem) => ({ ...problem, falco: problem.code === "emptied-list" ? null : "LOAD_ERR_COMPILE_CONDITION" })) };
}
