import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { YamlMap } from "../../syntax/yaml-node.ts";
import { shift } from "../../text/span.ts";
import type { ValuesFinding } from "../chart-values/finding.ts";
import { type AroundValues, isChartValue, judgeSetting, judgeValues } from "../chart-values/judge-values.ts";
import { valuesSyntax } from "../chart-values/values-syntax.ts";
import { regionsOfGroup, switchesIn } from "../chart-values/written-blocks.ts";
import type { ConfigCode } from "../configuration/finding.ts";
import { judgeOverride } from "../configuration/findings/judge-override.ts";
import { folderOf } from "../workspace/named-documents.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { extraSettingFindings } from "./extra-output-findings.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";

/** What holds of values although what follows them cannot be read. */
const SURE: ReadonlySet<ValuesFinding["code"]> = new Set([
  "removed-chart-value",
  "deprecated-chart-value",
  "overridden-chart-value",
  "driver-kind",
]);

/** What is wrong with the values of a chart. */
export function valuesFindings({
  snapshot,
  document,
  region,
  chart,
}: Omit<RegionPlace, "target">): readonly ValuesFinding[] {
  const { yaml, text } = region;
  const judged = judgeValues(
    yaml?.documents[0]?.root,
    text,
    chart,
    aroundValues(snapshot, document, region, chart),
  );
  const [broken] = yaml ? valuesSyntax(yaml, text) : [];
  if (!broken) return judged;
  return [...judged.filter(({ code, span }) => span.end < broken.span.start && SURE.has(code)), broken];
}

const AGED: ReadonlySet<ConfigCode> = new Set(["removed-config-key", "deprecated-config-key"]);

/** What is wrong with one value of the chart; below `falco.` it is one of the configuration, as `-o` expects it. */
export function settingFindings(place: RegionPlace): readonly RegionFindings[] {
  const { snapshot, document, region, target, chart } = place;
  const own = judgeSetting(region.text, chart, aroundValues(snapshot, document, region, chart));
  const prefix = "falco.";
  const extra = extraSettingFindings(place);
  if (own.length > 0 || !region.text.startsWith(prefix)) return [inRegion(region, own), ...extra];
  // Only the path is alike: lists and strings are written in another way than after `-o`.
  const path = region.text.slice(prefix.length, region.text.indexOf("="));
  // Charts that wrote falco.yaml from keys of their own, in camel case, knew those.
  const isChart = isChartValue(region.text, chart);
  const findings = judgeOverride(`${path}=x`, { target }).filter(
    ({ code }) => AGED.has(code) || (code === "unknown-config-key" && !isChart),
  );
  const shifted = findings.map((finding) => ({ ...finding, span: shift(finding.span, prefix.length) }));
  return [{ ...inRegion(region, shifted), isReadOnly: true }, ...extra];
}

/** What else is known of the release that values are given to. */
function aroundValues(
  { documents, settings }: Snapshot,
  document: Document,
  { group, fragment }: ParsedRegion,
  chart: Version,
): AroundValues {
  const switches = switchesIn(regionsOfGroup(document, group), chart);
  const beside = document.host === "helm-values" ? valuesBeside(documents, document) : [];
  return { moving: settings.moving === true, switches, beside, isPart: fragment === true };
}

/** The values in the other values files of a folder. */
function valuesBeside(documents: Snapshot["documents"], document: Document): readonly YamlMap[] {
  const folder = folderOf(document.path);
  return [...documents.values()].flatMap((other) => {
    if (other.host !== "helm-values" || other === document || folderOf(other.path) !== folder) return [];
    return other.regions.flatMap(({ kind, yaml }) => {
      const root = kind === "values" ? yaml?.documents[0]?.root : undefined;
      return root?.kind === "map" ? [root] : [];
    });
  });
}
