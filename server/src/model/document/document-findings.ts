import { readPluginFile } from "../plugins/read-plugin-file.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { isolated, isolatedSteps } from "../../text/isolated.ts";
import type { ValuesFinding } from "../chart-values/finding.ts";
import type { Steps } from "../steps.ts";
import type { Ruleset, Snapshot } from "../workspace/workspace.ts";
import { commandFindings, environmentFindings } from "./command-findings.ts";
import { configFindings } from "./config-findings.ts";
import { falcoctlFindings } from "./falcoctl-findings.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";
import {
  type Asked,
  askVersionsAhead,
  byCatalog,
  loadingOf,
  type RulesFindings,
  type RulesetFindings,
  rulesetFindings,
} from "./rules-findings.ts";
import { type SyntaxFindings, syntaxFindings } from "./syntax-findings.ts";
import { settingFindings, valuesFindings } from "./values-findings.ts";
import { versionFindings } from "./version-findings.ts";

export type DocumentFindings = RegionFindings | SyntaxFindings | RulesFindings;

/** How much of a document is checked in one step, in characters; each region counts for some besides its text. */
const STEP = 4000;
const REGION = 100;

/**
 * Returns everything that is found in a document, by region, in steps between the regions. A region that fails costs its own
 * findings.
 */
export function* documentFindings(
  snapshot: Snapshot,
  document: Document,
  asked: Asked,
): Steps<readonly DocumentFindings[]> {
  const { uri } = document;
  const values = new Map<ParsedRegion, readonly ValuesFinding[]>();
  const valuesOf = (region: ParsedRegion): readonly ValuesFinding[] => {
    const { chart } = snapshot.targets.of(document, region.group);
    const known = values.get(region) ?? valuesFindings({ snapshot, document, region, chart });
    values.set(region, known);
    return known;
  };
  const found: DocumentFindings[] = [];
  let checked = 0;
  for (const region of document.regions) {
    if (checked >= STEP) {
      checked = 0;
      yield;
    }
    const own = yield* isolatedSteps(
      () => `Checking the ${region.kind} at ${region.map.at(0)} of ${uri}`,
      [],
      () => textFindings(region, snapshot, document, valuesOf),
    );
    for (const one of own) found.push(one);
    checked += region.text.length + REGION;
  }
  const loading = loadingOf(snapshot, document);
  for (const [catalog, regions] of byCatalog(loading))
    yield* askVersionsAhead(snapshot, { uri, regions, catalog }, asked);
  found.push(
    ...isolated(
      () => `Checking the versions of ${uri}`,
      [],
      () => [versionFindings(snapshot, document)],
    ),
  );
  for (const [region, rulesets] of loading) {
    found.push(
      ...(yield* isolatedSteps<readonly DocumentFindings[]>(
        () => `Checking the rules at ${region.map.at(0)} of ${uri}`,
        [],
        () => rulesFindings(snapshot, region, rulesets, asked),
      )),
    );
  }
  return found;
}

/** What a region shows by itself. */
function* textFindings(
  region: ParsedRegion,
  snapshot: Snapshot,
  document: Document,
  valuesOf: (region: ParsedRegion) => readonly ValuesFinding[],
): Steps<readonly DocumentFindings[]> {
  if (region.items) return [syntaxFindings(region)];
  const { falco: target, chart } = snapshot.targets.of(document, region.group);
  const place: RegionPlace = { snapshot, document, region, target, chart };
  switch (region.kind) {
    case "config":
      return yield* configFindings(place, valuesOf);
    case "command-line":
      return commandFindings(place);
    case "environment":
      return environmentFindings(place);
    case "values":
      return inValues(region, valuesOf(region));
    case "setting":
      return settingFindings(place);
    case "plugin":
      return [inRegion(region, readPluginFile(document.path, region.text, region.yaml).findings)];
    case "falcoctl":
      return falcoctlFindings(place);
    case "rules":
    case "tests":
    case "project":
      return [];
  }
}

function* rulesFindings(
  snapshot: Snapshot,
  region: ParsedRegion,
  rulesets: readonly Ruleset[],
  asked: Asked,
): Steps<readonly RulesFindings[]> {
  const own: RulesetFindings[] = [];
  for (const ruleset of rulesets) own.push(yield* rulesetFindings(snapshot, ruleset, region, asked));
  return [{ kind: "rules", region, rulesets: own }];
}

/** What is found in values. Where they are not YAML, nothing says what an edit of one takes along. */
function inValues(region: ParsedRegion, found: readonly ValuesFinding[]): readonly RegionFindings[] {
  const broken = found.filter(({ code }) => code === "chart-value-syntax");
  if (broken.length === 0) return [inRegion(region, found)];
  const others = found.filter((one) => !broken.includes(one));
  return [{ ...inRegion(region, others), isReadOnly: true }, inRegion(region, broken)];
}
