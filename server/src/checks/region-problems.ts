import { ENVIRONMENT, LOADER_WORDS, OPTIONS } from "../catalog/options.ts";
import { keysGivenBy } from "../catalog/helm.ts";
import type { ChartWriteRecord } from "../catalog/chart-records.ts";
import { optionData } from "../catalog/data.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { ConfigContext } from "../model/configuration/context.ts";
import { judgeConfig } from "../model/configuration/findings/judge-config.ts";
import { judgeOverride } from "../model/configuration/findings/judge-override.ts";
import type { ConfigFinding } from "../model/configuration/finding.ts";
import { commandConfigFindings } from "../model/workspace/command-config.ts";
import { configurationOf } from "../model/workspace/configurations.ts";
import { joinedConfig } from "../model/workspace/joined-options.ts";
import type { InvocationFinding } from "../model/invocation/finding.ts";
import { type Invocation, readInvocation } from "../model/invocation/invocation.ts";
import { overridesIn } from "../model/invocation/overrides.ts";
import { judgeInvocation } from "../model/invocation/judge-invocation.ts";
import { unquotedPatterns } from "../model/invocation/unquoted-patterns.ts";
import { judgeDriverChoice } from "../model/invocation/judge-loader.ts";
import { judgeVariable } from "../model/invocation/judge-variable.ts";
import {
  type AroundValues,
  isChartValue,
  judgeSetting,
  judgeValues,
} from "../model/chart-values/judge-values.ts";
import type { ValuesFinding } from "../model/chart-values/finding.ts";
import { valuesSyntax } from "../model/chart-values/values-syntax.ts";
import { isIn, regionsOfGroup, switchesIn, writtenBlocks } from "../model/chart-values/written-blocks.ts";
import { removedImages } from "../model/chart-values/removed-images.ts";
import {
  falcoAsChart,
  mismatches,
  mismatchesAround,
  otherReleases,
  type VersionMismatch,
} from "../model/chart-values/stated-versions.ts";
import { pluginNeedsOf } from "../model/workspace/plugin-needs.ts";
import { folderOf } from "../model/workspace/named-documents.ts";
import { lookUpIn } from "../model/workspace/workspace-files.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import type { YamlMap } from "../syntax/yaml-node.ts";
import type { Version } from "../catalog/version.ts";
import { entryOf } from "../syntax/yaml-node.ts";
import { mapSpan, shiftMap } from "../text/offset-map.ts";
import { contains, shift } from "../text/span.ts";
import type { Fix, Problem } from "./check.ts";
import {
  appendedOutputProblems,
  extraOptionProblems,
  extraSettingProblems,
} from "./outputs/extra-output-problems.ts";
import { forStaying, stayingRelease } from "./command-lines/staying-release.ts";
import { rendered } from "./place-problems.ts";
import { CONFIG_CHECKS, HOST_CHECKS } from "./registry.ts";

const COMMAND_LINE_FACTS = {
  options: OPTIONS,
  environment: ENVIRONMENT,
  printPresets: optionData.printPresets,
  loaderWords: LOADER_WORDS,
};

/** What is wrong in a region that holds no rules: a configuration, a command line, an environment variable. */
export function regionProblems(
  snapshot: Snapshot,
  document: Document,
  region: ParsedRegion,
): readonly Problem[] {
  const { falco: target, chart } = snapshot.targets.of(document, region.group);
  switch (region.kind) {
    case "config": {
      if (!region.yaml) return [];
      const { given, written } = partOfChart(document, region, chart);
      const findings = judgeConfig(region.yaml, region.text, {
        target,
        path: document.path,
        ...partOf(snapshot, document, region),
        given,
      }).filter(({ path }) => !isIn(written, path));
      // Chart values are a part of a main file, and may well name others to include.
      const own = isPart(document, region)
        ? findings.filter(({ code }) => code !== "nested-config-files")
        : findings;
      const isReported = reportedAsValue(document, region, chart);
      const ruleset = snapshot.rulesets.find(
        ({ id }) => id === configurationOf(snapshot.configurations, document.uri)?.document.uri,
      );
      return [
        ...rendered(own, CONFIG_CHECKS, document, region).filter((problem) => !isReported(problem)),
        ...appendedOutputProblems({ snapshot, document, region, target }, knownRules(ruleset), ruleset),
      ];
    }
    case "command-line": {
      const invocation = readInvocation(region, OPTIONS);
      const facts = { ...COMMAND_LINE_FACTS, sources: snapshot.catalogFor(target).sources };
      const judged = [
        ...judgeInvocation(invocation, facts, target),
        ...unquotedPatterns(invocation, region.bare ?? []),
      ];
      const findings = judged.map((finding) => asWritten(finding, region));
      const own = rendered(findings, HOST_CHECKS, document, region);
      return [
        ...withConfigJoined(own, findings, invocation, { snapshot, document, region }),
        ...overrideProblems(invocation, snapshot, document, region),
        ...extraOptionProblems(invocation, { snapshot, document, region, target }),
      ];
    }
    case "environment":
      return rendered(
        [
          ...judgeVariable(region.text, ENVIRONMENT, target),
          ...judgeDriverChoice(region, LOADER_WORDS, target),
        ],
        HOST_CHECKS,
        document,
        region,
      );
    case "values":
      return rendered(
        valuesFindings(region, chart, aroundValues(snapshot, document, region)),
        HOST_CHECKS,
        document,
        region,
      );
    case "setting":
      return [
        ...settingProblems(document, region, target, chart, aroundValues(snapshot, document, region)),
        ...extraSettingProblems({ snapshot, document, region, target }),
      ];
    default:
      return [];
  }
}

/** What is wrong with values; of what YAML refuses that alone, and what stands before it. */
function valuesFindings(
  { yaml, text }: ParsedRegion,
  chart: Version,
  around: AroundValues,
): readonly ValuesFinding[] {
  const judged = judgeValues(yaml?.documents[0]?.root, text, chart, around);
  const [broken] = yaml ? valuesSyntax(yaml, text) : [];
  if (!broken) return judged;
  return [
    ...judged.filter(
      ({ code, span }) =>
        span.end < broken.span.start &&
        /-chart-value$|^driver-kind$/.test(code) &&
        !/^(?:unknown|misplaced)/.test(code),
    ),
    broken,
  ];
}

/** What is wrong with one value of the chart; below `falco.` it is one of the configuration, as `-o` takes it. */
function settingProblems(
  document: Document,
  region: ParsedRegion,
  target: Version,
  chart: Version,
  around: AroundValues,
): readonly Problem[] {
  const own = judgeSetting(region.text, chart, around);
  const prefix = "falco.";
  if (own.length > 0 || !region.text.startsWith(prefix)) return rendered(own, HOST_CHECKS, document, region);
  // Only the path is alike: lists and texts are written in another way than behind `-o`.
  const path = region.text.slice(prefix.length, region.text.indexOf("="));
  // Charts that wrote falco.yaml from keys of their own, in camel case, knew those.
  const codes = isChartValue(region.text, chart)
    ? /^(?:removed|deprecated)-config-key$/
    : /^(?:removed|deprecated|unknown)-config-key$/;
  const findings = judgeOverride(`${path}=x`, { target }).filter(({ code }) => codes.test(code));
  return rendered(
    findings.map((finding) => ({ ...finding, span: shift(finding.span, prefix.length) })),
    CONFIG_CHECKS,
    document,
    region,
  ).map((problem) => ({ ...problem, fixes: [] }));
}

interface CommandPlace {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly region: ParsedRegion;
}

/** Options that belong in the configuration, with a fix that moves them into the one of the workspace. Whether it is the one that runs is not certain. */
function withConfigJoined(
  problems: readonly Problem[],
  findings: readonly InvocationFinding[],
  invocation: Invocation,
  { snapshot, document, region }: CommandPlace,
): readonly Problem[] {
  const keyOf = (code: string, start: number): string => `${code} ${start}`;
  const told = new Map(
    findings.toReversed().map((finding) => [keyOf(finding.code, region.map.at(finding.span.start)), finding]),
  );
  const staying = stayingRelease(snapshot.settings, document, region);
  return problems.map((found) => {
    const finding = told.get(keyOf(found.code, found.span.start));
    if (finding?.code !== "removed-option" && finding?.code !== "deprecated-option") return found;
    const problem = forStaying(found, finding.record, staying);
    if (problem !== found) return problem;
    const joined = joinedConfig(finding, invocation, document, region, snapshot.documents);
    if (!joined) return problem;
    const fix: Fix = {
      title: `Move \`${finding.name}\` to ${joined.file}`,
      safety: "unsafe",
      edits: joined.edits,
    };
    return { ...problem, fixes: [...problem.fixes, fix] };
  });
}

/** A finding that tells what to write, in the quotes that the words need where they stand. */
function asWritten(finding: InvocationFinding, { quote }: ParsedRegion): InvocationFinding {
  if (!quote || !("rewrite" in finding) || !finding.rewrite) return finding;
  return {
    ...finding,
    rewrite: {
      ...finding.rewrite,
      words: finding.rewrite.words.map((word) => (/[<>]/.test(word) ? word : (quote(word) ?? word))),
    },
  };
}

/** What else is known of the release that values are given to. */
function aroundValues(
  { documents, settings, targets }: Snapshot,
  document: Document,
  { group, fragment }: ParsedRegion,
): AroundValues {
  const { chart } = targets.of(document, group);
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

/** What the chart adds to a configuration that stands in its values, and the blocks that it writes itself. */
function partOfChart(
  document: Document,
  { group }: ParsedRegion,
  chart: Version,
): { readonly given: ReadonlySet<string>; readonly written: readonly ChartWriteRecord[] } {
  const own = regionsOfGroup(document, group);
  if (!own.some(({ kind }) => kind === "values")) return { given: new Set(), written: [] };
  return { given: keysGivenBy(chart), written: writtenBlocks(chart, switchesIn(own, chart)) };
}

/** What is reported as a mistake in the chart's values, so that it need not be reported as one in the configuration too. */
function reportedAsValue(
  document: Document,
  { group }: ParsedRegion,
  chart: Version,
): (problem: Problem) => boolean {
  const values = regionsOfGroup(document, group).find(({ kind }) => kind === "values");
  if (!values) return () => false;
  const findings = judgeValues(values.yaml?.documents[0]?.root, values.text, chart);
  const gone = findings.flatMap((finding) =>
    finding.code === "removed-chart-value" ? [mapSpan(values.map, finding.block)] : [],
  );
  const isBroken = (values.yaml?.problems.length ?? 0) > 0;
  const misplaced = findings.flatMap((finding) =>
    finding.code === "misplaced-chart-value" ? [mapSpan(values.map, finding.span)] : [],
  );
  return ({ code, span }) =>
    /^(?:(?:removed|deprecated)-config-key|rules-files-twice)$/.test(code)
      ? gone.some((block) => contains(block, span))
      : code === "config-syntax"
        ? isBroken
        : code === "unknown-config-key" && misplaced.some((key) => contains(key, span));
}

/** Where one document states two releases for one thing, or one that everything is to move on from. */
export function versionProblems({ settings, targets }: Snapshot, document: Document): readonly Problem[] {
  const whole: ParsedRegion = {
    kind: "environment",
    text: document.text,
    map: shiftMap(0, document.text.length),
  };
  const behind =
    settings.moving && settings.target
      ? otherReleases(document.versions, document.text, settings.target)
      : [];
  return rendered(
    [
      ...mismatches(document.versions),
      ...falcoAsChart(document.versions, document.text),
      ...removedImages(document.versions, document.text),
      ...around(targets, document),
      ...behind,
    ],
    HOST_CHECKS,
    document,
    whole,
  );
}

/** What chart values, or `Chart.yaml`, state against the file that says which chart is installed. */
function around(targets: Snapshot["targets"], document: Document): readonly VersionMismatch[] {
  const { host, versions, text } = document;
  if (host !== "chart" && (host !== "helm-values" || versions.some(({ of }) => of === "chart"))) return [];
  const chart = targets.chartAround(document);
  if (
    !chart ||
    chart.document === document ||
    (host === "chart" && folderOf(chart.document.path) !== folderOf(document.path))
  )
    return [];
  return mismatchesAround(versions, text, {
    uri: chart.document.uri,
    text: chart.document.text,
    stated: chart.stated,
  });
}

/** What is wrong with the values of `-o`, as configuration, by themselves and with what the line reads. */
function overrideProblems(
  invocation: Invocation,
  snapshot: Snapshot,
  document: Document,
  region: ParsedRegion,
): readonly Problem[] {
  const { falco: target } = snapshot.targets.of(document, region.group);
  const own = overridesIn(invocation).flatMap(({ text, span }) =>
    judgeOverride(text, { target }).map((finding) => ({ ...finding, span: shift(finding.span, span.start) })),
  );
  const keyOf = ({ code, path }: ConfigFinding): string => `${code} ${path}`;
  const known = new Set(own.map(keyOf));
  const together = commandConfigFindings(invocation, {
    documents: snapshot.documents,
    document,
    region,
    target,
  }).filter((finding) => !known.has(keyOf(finding)));
  return rendered([...own, ...together], CONFIG_CHECKS, document, region).map((problem) => ({
    ...problem,
    fixes: [],
  }));
}

/** What a configuration is part of: several files of the workspace are judged as the one that Falco makes of them. */
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
