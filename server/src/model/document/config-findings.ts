import type { ChartWriteRecord } from "../../catalog/chart-records.ts";
import { keysGivenBy } from "../../catalog/helm.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { entryOf } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { contains } from "../../text/span.ts";
import type { Steps } from "../steps.ts";
import type { ValuesFinding } from "../chart-values/finding.ts";
import { isIn, regionsOfGroup, switchesIn, writtenBlocks } from "../chart-values/written-blocks.ts";
import type { ConfigContext } from "../configuration/context.ts";
import type { ConfigFinding } from "../configuration/finding.ts";
import { judgeConfig } from "../configuration/findings/judge-config.ts";
import { configurationOf } from "../workspace/configurations.ts";
import { folderOf } from "../workspace/named-documents.ts";
import { ruleNamesOf } from "../workspace/rule-names.ts";
import { pluginNeedsOf } from "../workspace/plugin-needs.ts";
import { lookUpIn } from "../workspace/workspace-files.ts";
import type { Ruleset, Snapshot } from "../workspace/workspace.ts";
import { appendedOutputFindings } from "./extra-output-findings.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";

/** Finds what is wrong with the values of the chart that a configuration is in. */
export type ValuesFindingsOf = (values: ParsedRegion) => readonly ValuesFinding[];

/** What is wrong with a configuration, by itself and as a part of the one that Falco loads; in steps. */
export function* configFindings(
  place: RegionPlace,
  valuesOf: ValuesFindingsOf,
): Steps<readonly RegionFindings[]> {
  const { snapshot, document, region, target, chart } = place;
  if (!region.yaml) return [];
  const { given, written } = partOfChart(document, region, chart);
  const isReported = reportedAsValue(document, region, valuesOf);
  const judged = yield* judgeConfig(region.yaml, region.text, {
    target,
    path: document.path,
    registry: snapshot.registry,
    names: () => ruleNamesOf(snapshot, snapshot.catalogFor(target).published),
    ...partOf(snapshot, document, region),
    given,
  });
  const findings = judged.filter(
    (finding) =>
      !isIn(written, finding.path) &&
      // Chart values are a part of a main file, and may well name others to include.
      !(finding.code === "nested-config-files" && isPart(document, region)) &&
      !isReported(finding),
  );
  const ruleset = snapshot.rulesets.find(
    ({ id }) => id === configurationOf(snapshot.configurations, document.uri)?.document.uri,
  );
  const appended = yield* appendedOutputFindings(place, knownRules(ruleset), ruleset);
  return [inRegion(region, findings), ...appended];
}

const OUTPUT_TARGETS: ReadonlySet<string> = new Set([
  "file_output.filename",
  "http_output.url",
  "program_output.program",
]);

/** What the chart adds to a configuration that is in its values, and the blocks that it writes itself. */
function partOfChart(
  document: Document,
  { group, fragment }: ParsedRegion,
  chart: Version,
): { readonly given: ReadonlySet<string>; readonly written: readonly ChartWriteRecord[] } {
  const own = regionsOfGroup(document, group);
  if (!own.some(({ kind }) => kind === "values")) {
    // Lines that a script adds to a file come after its own, and of a repeated key the first one counts.
    const isAdded = fragment === true && document.host !== "markdown";
    return { given: isAdded ? OUTPUT_TARGETS : new Set(), written: [] };
  }
  return { given: keysGivenBy(chart), written: writtenBlocks(chart, switchesIn(own, chart)) };
}

/** What is reported as a mistake in the chart's values, so that it need not be reported as one in the configuration too. */
function reportedAsValue(
  document: Document,
  { group, map }: ParsedRegion,
  valuesOf: ValuesFindingsOf,
): (finding: ConfigFinding) => boolean {
  const values = regionsOfGroup(document, group).find(({ kind }) => kind === "values");
  if (!values) return () => false;
  const found = valuesOf(values);
  const gone = found.flatMap((finding) =>
    finding.code === "removed-chart-value" ? [mapSpan(values.map, finding.block)] : [],
  );
  const misplaced = found.flatMap((finding) =>
    finding.code === "misplaced-chart-value" ? [mapSpan(values.map, finding.span)] : [],
  );
  const isBroken = (values.yaml?.problems.length ?? 0) > 0;
  return ({ code, span }) => {
    switch (code) {
      case "removed-config-key":
      case "deprecated-config-key":
      case "rules-files-twice":
        return gone.some((block) => contains(block, mapSpan(map, span)));
      case "unknown-config-key":
        return misplaced.some((key) => contains(key, mapSpan(map, span)));
      case "config-syntax":
        return isBroken;
      default:
        return false;
    }
  };
}

/** What a configuration is part of: several files of the workspace are checked as the one that Falco makes of them. */
function partOf(
  { configurations, rulesets, files }: Snapshot,
  document: Document,
  region: ParsedRegion,
): Pick<ConfigContext, "role" | "merged" | "rules" | "lookUp"> {
  const configuration = configurationOf(configurations, document.uri);
  const own = isMain(document, region) ? "main" : "fragment";
  if (document.host !== "config" || !configuration) return { role: own };
  const isFirst = configuration.document.uri === document.uri;
  // A fragment that no main file includes is one all the same.
  if (isFirst && own === "fragment") return { role: own };
  const rules = knownRules(rulesets.find(({ id }) => id === configuration.document.uri));
  const lookUp = files && lookUpIn(files, folderOf(configuration.document.path));
  const merged = { config: configuration.config, uri: document.uri };
  return { role: isFirst ? "main" : "fragment", merged, ...(rules && { rules }), ...(lookUp && { lookUp }) };
}

/** The rules of a ruleset of which nothing is missing. */
function knownRules(ruleset: Ruleset | undefined): ConfigContext["rules"] {
  if (!ruleset?.complete) return undefined;
  const rules = [...ruleset.rules.collected.rules.values()].map(({ name, source, tags }) => ({
    name,
    source,
    tags: tags.map(({ node }) => node.text),
  }));
  return { rules, needs: pluginNeedsOf(ruleset.rules, ruleset.catalog) };
}

/** Falco starts with any file that it is given; what lies in a `config.d` folder, or in chart values, is merged into another. */
function isMain(document: Document, region: ParsedRegion): boolean {
  const name = region.name ?? document.path;
  return !isPart(document, region) && !/(?:^|\/)config\.d\//.test(name) && !isPiece(name, region);
}

/** A file that loads plugins which it does not define, under a name of its own: the main file defines them. */
function isPiece(name: string, { yaml }: ParsedRegion): boolean {
  const root = yaml?.documents[0]?.root;
  if (/(?:^|\/)falco\.ya?ml$/.test(name) || !entryOf(root, "load_plugins")) return false;
  return !["plugins", "rules_files", "rules_file", "config_files"].some((key) => entryOf(root, key));
}

function isPart(document: Document, region: ParsedRegion): boolean {
  return document.host === "helm-values" || region.fragment === true;
}
