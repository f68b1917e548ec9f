/**
 * What a command line says against the configuration that it reads.
 * Source: facts, validation-behaviour.md, sections "Order of loading" and "Fatal conditions"; cli-args.json on `-r`.
 */
import { toEnd } from "../../text/to-end.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { booleanOf, type YamlScalar } from "../../syntax/yaml-node.ts";
import { groupedBy } from "../../text/grouped.ts";
import { keptBy } from "../../text/kept.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { type FileRange, shift, type Span } from "../../text/span.ts";
import { shows } from "../configuration/behaviour.ts";
import { rulesFilesOf } from "../configuration/config-view.ts";
import type { ConfigFinding, OverriddenValue } from "../configuration/finding.ts";
import { pathOf } from "../configuration/findings/judge-override.ts";
import { valueAt } from "../configuration/node-path.ts";
import { type Override, readOverride } from "../configuration/override.ts";
import { type ConfigFile, type MergedConfig, readConfig } from "../configuration/read-config.ts";
import { hasReference } from "../configuration/scalar-value.ts";
import { shiftNode } from "../configuration/shift-node.ts";
import { startFindings } from "../configuration/findings/start-findings.ts";
import { configFile } from "./configurations.ts";
import { type GivenOption, givenOptions, type Invocation } from "../invocation/invocation.ts";
import { overridesIn } from "../invocation/overrides.ts";
import { documentsNamed, folderOf, joinPaths, nameOf } from "./named-documents.ts";

/** Where a command line is. */
export interface CommandPlace {
  readonly documents: ReadonlyMap<string, Document>;
  readonly document: Document;
  readonly region: ParsedRegion;
  readonly target: Version;
}

/** What Falco rejects of both together, and what of one the other makes void. Spans are offsets in the region's text. */
export function commandConfigFindings(invocation: Invocation, place: CommandPlace): readonly ConfigFinding[] {
  const given = overridesIn(invocation).flatMap(({ text, span }) =>
    moved(readOverride(text, place.target).override, span.start),
  );
  const rules = ruleOptions(invocation);
  if (given.length + rules.length === 0) return [];
  const base = configurationRead(invocation, place);
  const joint = refusedAlone(given, place);
  return [
    ...joint,
    ...given.flatMap((override) => (rules.length > 0 ? unusedRules(override) : [])),
    ...(base ? given.flatMap((override) => overridden(override, base, place.target)) : []),
    ...(base ? replacedRules(rules, base) : []),
    ...(base?.named
      ? refused(given, base, place).filter(({ code }) => !joint.some((one) => one.code === code))
      : []),
  ];
}

/** The configuration that a line reads, and how its places lead to documents. */
interface BaseConfig {
  readonly main: ConfigFile;
  readonly config: MergedConfig;
  readonly find: (path: string) => readonly ConfigFile[];
  readonly at: (span: Span) => FileRange | undefined;
  readonly name: string;
  /** The line names it, or it is part of the same document; else it merely lies beside. */
  readonly named: boolean;
  /** What the chart's own values are is not known here. */
  readonly part: boolean;
}

/** What Falco reads when no option names another file. */
const DEFAULT_CONFIG = "/etc/falco/falco.yaml";

function configurationRead(
  invocation: Invocation,
  { documents, document, region, target }: CommandPlace,
): BaseConfig | undefined {
  if (document.host === "markdown") return undefined;
  const named = givenOptions(invocation, "-c");
  if (named.some(({ value }) => !value || value.opaque)) return undefined;
  const path = named.at(-1)?.value?.text ?? DEFAULT_CONFIG;
  const own = configOfChart(document, region) ?? onlyConfigMap(documents, document, nameOf(path));
  if (own) {
    const [{ uri }, { yaml, text, map, name, fragment }] = own;
    const main = { uri, root: yaml?.documents[0]?.root, length: text.length };
    const config = readConfig(main, target, NONE);
    const at = (span: Span): FileRange | undefined => config.place(span) && { uri, ...mapSpan(map, span) };
    return {
      main,
      config,
      find: NONE,
      at,
      name: name ?? "the configuration",
      named: true,
      part: fragment === true,
    };
  }
  const find = (other: string): readonly ConfigFile[] =>
    documentsNamed(documents, folderOf(document.path), other, "config").map(configFile);
  const [main] = find(path);
  if (!main) return undefined;
  const config = readConfig(main, target, find);
  return { main, config, find, at: config.place, name: nameOf(path), named: named.length > 0, part: false };
}

const NONE = (): readonly ConfigFile[] => [];

/** The configuration of the same chart's values. */
function configOfChart(
  document: Document,
  { group }: ParsedRegion,
): readonly [Document, ParsedRegion] | undefined {
  const found = chartConfigs(document).get(group);
  return found && [document, found];
}

/** The first configuration in each group of a document's values. */
const chartConfigs = keptBy((document: Document): ReadonlyMap<string | undefined, ParsedRegion> => {
  const found = new Map<string | undefined, ParsedRegion>();
  for (const region of document.regions)
    if (region.kind === "config" && !region.template && region.fragment && !found.has(region.group))
      found.set(region.group, region);
  return found;
});

/** Of Kubernetes objects, the one configuration of a name in the same file, or else in the same folder. Where there are several, it takes the mounts to decide. */
function onlyConfigMap(
  documents: ReadonlyMap<string, Document>,
  document: Document,
  name: string,
): readonly [Document, ParsedRegion] | undefined {
  if (document.host !== "kubernetes") return undefined;
  const own = configMaps(document).get(name);
  const [only, ...others] =
    own ?? configMapsAround(documents).get(joinPaths(folderOf(document.path), name)) ?? [];
  return others.length === 0 && only && !only[1].template ? only : undefined;
}

/** The configurations in a document of Kubernetes objects, by name. */
const configMaps = keptBy((document: Document) => groupedBy(configsIn(document), ([, { name }]) => name));

/** Those of all documents, by folder and name. */
const configMapsAround = keptBy((documents: ReadonlyMap<string, Document>) =>
  groupedBy(
    [...documents.values()].filter(({ host }) => host === "kubernetes").flatMap(configsIn),
    ([{ path }, { name }]) => name && joinPaths(folderOf(path), name),
  ),
);

function configsIn(document: Document): readonly (readonly [Document, ParsedRegion])[] {
  return document.regions
    .filter(({ kind }) => kind === "config")
    .map((region) => [document, region] as const);
}

/** The options that name rules files; none when one is known only when the line runs, or when rules are only validated. */
function ruleOptions(invocation: Invocation): readonly GivenOption[] {
  const rules = givenOptions(invocation, "-r");
  return invocation.program !== "falco" ||
    givenOptions(invocation, "-V").length > 0 ||
    rules.some(({ value }) => !value || value.opaque)
    ? []
    : rules;
}

function moved(override: Override | undefined, by: number): readonly Override[] {
  if (!override) return [];
  const steps = override.steps.map((step) => ({ ...step, span: shift(step.span, by) }));
  return [{ steps, key: shift(override.key, by), value: shiftNode(override.value, by) }];
}

/** `-r` replaces whatever list the configuration comes to. */
function unusedRules({ steps, key }: Override): readonly OverriddenValue[] {
  const path = pathOf(steps);
  if (!/^rules_files?(?:\[\])?$/.test(path)) return [];
  return [{ code: "overridden-config-value", span: key, path, falco: null, problem: "unused", by: "-r" }];
}

function overridden(
  { steps, key, value }: Override,
  { main, config, at, name }: BaseConfig,
  target: Version,
): readonly OverriddenValue[] {
  if (steps.some(({ kind }) => kind !== "name") || value.kind !== "scalar") return [];
  const path = pathOf(steps);
  const old = valueAt(config.root, path);
  if (old?.kind !== "scalar" || old.isNull || isSame(old, value)) return [];
  const place = at(old.span);
  if (!place) return [];
  const wins = shows(target, "overridesLast") || config.place(old.span)?.uri === main.uri;
  const beside = [{ ...place, message: wins ? "This value has no effect." : "Falco uses this value." }];
  return [
    {
      code: "overridden-config-value",
      span: key,
      path,
      falco: null,
      problem: wins ? "wins" : "loses",
      by: wins ? name : nameOf(place.uri),
      text: old.text,
      beside,
    },
  ];
}

function isSame(a: YamlScalar, b: YamlScalar): boolean {
  if (a.text === b.text || hasReference(a.text)) return true;
  const [one, other] = [booleanOf(a.text), booleanOf(b.text)];
  return one !== undefined && one === other;
}

/** Rules files of the configuration that are not loaded, since `-r` names others. */
function replacedRules(
  options: readonly GivenOption[],
  { config, at, name }: BaseConfig,
): readonly OverriddenValue[] {
  const [first] = options;
  if (!first) return [];
  const kept = new Set(options.map(({ value }) => nameOf((value?.text ?? "").replace(/(?<!\/)\/+$/, ""))));
  const lost = rulesFilesOf(config).filter(({ text }) => !kept.has(nameOf(text.replace(/(?<!\/)\/+$/, ""))));
  const beside = lost.flatMap(({ span, text }) => {
    const place = at(span);
    return place ? [{ ...place, message: `\`${text}\` is not loaded.` }] : [];
  });
  if (lost.length === 0) return [];
  return [
    {
      code: "overridden-config-value",
      span: first.span,
      path: "rules_files",
      falco: null,
      problem: "rules",
      by: name,
      lost: lost.map(({ text }) => text),
      beside,
    },
  ];
}

/** Faults of values beside each other, which no other value of a file can fix. */
const JOINT: ReadonlySet<string> = new Set([
  "metrics-interval",
  "drop-action-conflict",
  "plugin-loaded-twice",
]);

/** What Falco rejects of the line's settings together, whatever file it reads besides. */
function refusedAlone(
  given: readonly Override[],
  { region, target }: CommandPlace,
): readonly ConfigFinding[] {
  const { root, place } = readConfig({ uri: "", root: undefined, length: 0 }, target, NONE, {
    uri: LINE,
    length: region.text.length,
    overrides: given,
  });
  return toEnd(startFindings(root, { target, role: "main" })).flatMap((finding): readonly ConfigFinding[] => {
    // What is missing here the file may hold.
    const own =
      JOINT.has(finding.code) && !("problem" in finding && finding.problem === "missing")
        ? place(finding.span)
        : undefined;
    return own ? [{ ...finding, span: { start: own.start, end: own.end } }] : [];
  });
}

/** What Falco starts with as the configuration is, and not with the options of the line. */
function refused(
  given: readonly Override[],
  base: BaseConfig,
  { region, target }: CommandPlace,
): readonly ConfigFinding[] {
  const { main, config, find, part } = base;
  if (given.length === 0) return [];
  const context = { target, role: part ? "fragment" : "main", open: !config.complete } as const;
  const keyOf = ({ code, path }: ConfigFinding): string => `${code} ${path}`;
  const before = new Set(toEnd(startFindings(config.root, context)).map(keyOf));
  const merged = readConfig(main, target, find, { uri: LINE, length: region.text.length, overrides: given });
  return toEnd(startFindings(merged.root, context)).flatMap((finding): readonly ConfigFinding[] => {
    if (finding.falco !== "fatal" || before.has(keyOf(finding))) return [];
    const { span, related = [], ...own } = finding;
    const place = merged.place(span);
    const block = finding.path.split(/[.[]/)[0];
    // What is at fault may be in the file, in the block that the option changes.
    const cause =
      place?.uri === LINE
        ? place
        : given.findLast(({ steps: [first] }) => first?.kind === "name" && first.name === block)?.key;
    const beside = [
      ...related,
      ...(place?.uri === LINE ? [] : [{ ...span, message: "The problem is here." }]),
    ].flatMap(({ message, ...other }) => {
      const at = base.at(other);
      return at ? [{ ...at, message }] : [];
    });
    return cause ? [{ ...own, span: { start: cause.start, end: cause.end }, beside }] : [];
  });
}

/** Represents the command line among the files of a configuration. */
const LINE = "command-line:";
