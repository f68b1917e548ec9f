/** Files in, snapshot out: which files load together, in which order, for which Falco. */
import type { RegionRef, Settings } from "./settings.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { type CatalogRequest, createCatalogs } from "../../catalog/load.ts";
import type { Plugins } from "../../catalog/plugins.ts";
import type { PluginRegistry } from "../../catalog/plugin-registry.ts";
import { defaultRules, MAIN_RULES_FILE } from "../../catalog/default-rules.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { Item } from "../../syntax/item.ts";
import { entryOf } from "../../syntax/yaml-node.ts";
import { toEnd } from "../../text/to-end.ts";
import type { MergedConfig } from "../configuration/read-config.ts";
import { createMemo, type Judge } from "../ruleset/judge.ts";
import { itemReader, type LoadedRules, loadRules } from "../ruleset/load.ts";
import type { KnownName, LoadInput, LoadTerms, RulesText } from "../ruleset/load-input.ts";
import { createJudges } from "../ruleset/condition-judge.ts";
import { type Configuration, createConfigurations } from "./configurations.ts";
import { configuredPlugins, loadOrders } from "./load-order.ts";
import type { LoadOrder } from "./order.ts";
import { createRegistries, describedIn, unknownPlugins } from "./described-plugins.ts";
import { defaultTexts, ownTexts } from "./default-texts.ts";
import { createNamesElsewhere, type Surroundings } from "./known-names.ts";
import { createKnownRules, publishedFor } from "./known-rules.ts";
import { createNamedConfigs } from "./named-configs.ts";
import { withValuesBesideCharts } from "./values-beside-charts.ts";
import { nameOf as fileName } from "./named-documents.ts";
import { type Places, placesOf } from "../ruleset/items/places.ts";
import { type ReleaseTargets, releaseTargets } from "./release-targets.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";
import type { ItemReading } from "../ruleset/items/read-item.ts";
import type { Outline } from "../ruleset/outline.ts";
import { reloadRules } from "../ruleset/reload.ts";
import { checkRequirement, type PluginKnowledge } from "../ruleset/items/requirements.ts";
import { sharedSteps, type Steps } from "../steps.ts";

/** Files that load together, in order, for one Falco. */
export interface Ruleset {
  readonly id: string;
  /** How the order was found, for people. */
  readonly origin: string;
  readonly order: readonly RegionRef[];
  /** Nothing states which files load together: they lie in one folder. */
  readonly guessed: boolean;
  /** No other rule is loaded: each file that its configuration names is here. */
  readonly complete: boolean;
  /** The configuration that says which plugins are loaded; absent where a setting does, or nothing. */
  readonly pluginConfig?: MergedConfig;
  /** The configuration that names its files; absent where none does. */
  readonly config?: MergedConfig;
  readonly target: Version;
  readonly catalog: Catalog;
  readonly judge: Judge;
  /** Loaded when first asked for, which takes the longest of all. */
  readonly rules: LoadedRules;
  /** Loads the rules in strides. All who ask share the work, so what one has given up another goes on with. */
  loading(): Steps<LoadedRules>;
  readonly input: LoadInput;
  /** The same with nothing loaded, for those who cannot wait. */
  unloaded(): Ruleset;
}

/** Everything a question needs. Never changes; a change makes another. */
export interface Snapshot {
  readonly number: number;
  readonly documents: ReadonlyMap<string, Document>;
  readonly rulesets: readonly Ruleset[];
  readonly configurations: readonly Configuration[];
  /** Names of the files around the documents, where they are known. */
  readonly files?: WorkspaceFiles;
  readonly settings: Settings;
  /** The catalogue for what belongs to no ruleset and states no release. */
  readonly catalog: Catalog;
  readonly targets: ReleaseTargets;
  /** The plugins that are known, with those that files of the workspace describe. */
  readonly registry: PluginRegistry;
  /** The catalogue for a release, with the plugins that the settings name. */
  readonly catalogFor: (target: Version) => Catalog;
  /** The judge for the same catalogue. */
  readonly judgeFor: (target: Version) => Judge;
  readonly readItem: (item: Item) => ItemReading;
  readonly placeOf: Places;
}

/** Makes snapshots, keeping between them what did not change. The one thing in the core that remembers. */
export interface Workspace {
  snapshot(documents: ReadonlyMap<string, Document>, settings: Settings, files?: WorkspaceFiles): Snapshot;
  /** The same in strides. One that was given up leaves what it has made to the next. */
  making(
    documents: ReadonlyMap<string, Document>,
    settings: Settings,
    files?: WorkspaceFiles,
  ): Steps<Snapshot>;
  /** Answers made so far for all rulesets, for tests that count work. */
  readonly judged: number;
}

export function createWorkspace(): Workspace {
  const catalogs = createCatalogs();
  const judges = createJudges();
  const readItem = itemReader();
  const configurationsOf = createConfigurations();
  const withNamedConfigs = createNamedConfigs();
  const namesElsewhere = createNamesElsewhere(readItem);
  const knownRules = createKnownRules(readItem);
  const registryOf = createRegistries();
  const kept = new Map<string, Kept>();
  let forgotten = 0;
  let number = 0;

  function* rulesetOf(
    order: LoadOrder,
    documents: ReadonlyMap<string, Document>,
    settings: Settings,
    registry: PluginRegistry,
    configurations: readonly Configuration[],
  ): Steps<Ruleset> {
    const { target, published, guessed } = order;
    const present = defaultTexts(documents, settings, published).map(({ uri }) => fileName(uri));
    const regions = order.files.map(({ uri, region }) => documents.get(uri)?.regions[region]);
    const assumed =
      settings.plugins === "auto" ? unknownPlugins(regions, configurations, readItem, registry) : [];
    const catalog = catalogs({ ...request(order, settings, registry), assumed });
    const judge = judges(catalog);
    const before = kept.get(order.id);
    const configured = settings.plugins === "auto" ? configuredPlugins(order, registry) : undefined;
    const pluginsAssumed = settings.plugins === "auto" && configured === undefined;
    const plugins = pluginKnowledge(order, configured, settings);
    // Another catalogue gives other answers to the same texts.
    const same = before?.terms.judge === judge ? before : undefined;
    const memo = same?.terms.memo ?? createMemo();
    if (before && !same) forgotten += before.terms.memo.made;
    const page = pageOf(order, documents);
    const around = { published, before: order.before, guessed, present, ...(page && { page }) };
    const terms: LoadTerms = {
      judge,
      memo,
      readItem,
      known: order.exact ? NOBODY : order.open ? ANYONE : namesElsewhere.known(around),
      published: order.exact ? NO_NAMES : publishedFor(published),
      usedBefore: mayFollowDefaults(documents, order)
        ? namesElsewhere.usedBefore(documents, around)
        : NOT_USED,
      pluginsAssumed,
      ...(!catalog.hasConstruct("override") && { withoutOverride: true }),
      checkRequirement:
        same?.plugins === plugins
          ? same.terms.checkRequirement
          : (view) => checkRequirement(view, catalog, plugins),
    };
    const texts = order.files.flatMap((file) =>
      rulesText(
        documents,
        file,
        isPublished(documents, order, file, settings),
        settings.defaultRules?.includes(file.uri) === true,
      ),
    );
    const outlines = order.exact
      ? []
      : yield* knownRules({
          published,
          texts: texts.map(({ items }) => items),
          present: [...present, ...order.files.map((file) => nameOf(documents, file))],
          known: terms.known,
        });
    const input: LoadInput = {
      ...terms,
      files: [...outlines.map((outline) => outlineText(outline, order)), ...texts],
    };
    const now: Kept = { terms, plugins, rules: same?.rules };
    kept.set(order.id, now);
    const pluginConfig = configured && order.config;
    const base = {
      id: order.id,
      origin: order.origin,
      order: order.files,
      guessed: order.guessed,
      complete: order.complete === true,
      ...(pluginConfig && { pluginConfig }),
      ...(order.config && { config: order.config }),
      target,
      catalog,
      judge,
      input,
    };
    return withRules(base, () => loadedAgain(now, input));
  }

  return {
    snapshot(given, asked, files) {
      return toEnd(this.making(given, asked, files));
    },
    *making(given, asked, files) {
      const made = ++number;
      const documents = withValuesBesideCharts(withNamedConfigs(given));
      const registry = registryOf(documents);
      const settings = withDescribed(asked, documents);
      const targets = releaseTargets(documents, settings, NEWEST_FALCO);
      const configurations = configurationsOf(documents, targets.workspace);
      const orders = loadOrders(documents, settings, configurations, targets);
      namesElsewhere.look(ownTexts(documents, settings));
      const rulesets: Ruleset[] = [];
      for (const order of orders)
        rulesets.push(yield* rulesetOf(order, documents, settings, registry, configurations));
      const live = new Set(orders.map(({ id }) => id));
      for (const [id, { terms }] of kept) {
        if (live.has(id)) continue;
        forgotten += terms.memo.made;
        kept.delete(id);
      }
      const plugins = settings.plugins === "auto" ? "all" : settings.plugins;
      const pins = targets.rulesPins(undefined);
      const catalogFor = (target: Version): Catalog =>
        catalogs({ target, published: defaultRules(target, pins), plugins, registry });
      const catalog = catalogFor(targets.workspace);
      const placeOf = placesOf(documents);
      return {
        number: made,
        documents,
        rulesets,
        configurations,
        ...(files && { files }),
        settings,
        catalog,
        targets,
        registry,
        catalogFor,
        judgeFor: (target) => judges(catalogFor(target)),
        readItem,
        placeOf,
      };
    },
    get judged() {
      return [...kept.values()].reduce((sum, { terms }) => sum + terms.memo.made, forgotten);
    },
  };
}

/** What is remembered of a ruleset between snapshots. */
interface Kept {
  readonly terms: LoadTerms;
  readonly plugins: PluginKnowledge;
  /** What was loaded last: before this snapshot, until its own rules are asked for. */
  rules: LoadedRules | undefined;
}

function* loadedAgain(now: Kept, input: LoadInput): Steps<LoadedRules> {
  now.rules = (now.rules && (yield* reloadRules(now.rules, input))) ?? (yield* loadRules(input));
  return now.rules;
}

/** Loads when first asked: of a large workspace few rulesets are looked at. */
function withRules(
  ruleset: Omit<Ruleset, "rules" | "loading" | "unloaded">,
  load: () => Steps<LoadedRules>,
): Ruleset {
  return Object.assign(Object.create(LOADING) as Pick<Ruleset, "rules">, ruleset, {
    loading: sharedSteps(load),
    unloaded: () => withRules(ruleset, () => loadRules({ ...ruleset.input, files: [], memo: createMemo() })),
  });
}

/** What rulesets inherit. An accessor of its own would give each a hidden class, by which the engine holds it long after its time. */
const LOADING: Pick<Ruleset, "rules"> & ThisType<Ruleset> = {
  get rules() {
    return toEnd(this.loading());
  },
};

const NOBODY: KnownName = () => undefined;
const ANYONE: KnownName = () => "workspace";
const NO_NAMES = (): readonly string[] => [];
const NOT_USED = (): boolean => false;

function request(order: LoadOrder, settings: Settings, registry: PluginRegistry): CatalogRequest {
  const plugins =
    settings.plugins === "auto" ? (configuredPlugins(order, registry) ?? "all") : settings.plugins;
  const { target, published, staticFields } = order;
  return { target, published, plugins, registry, ...(staticFields && { staticFields }) };
}

/** The settings with the plugins of the files that they name, where they list the ones that are loaded. */
function withDescribed(settings: Settings, documents: ReadonlyMap<string, Document>): Settings {
  const { plugins, pluginFiles = [] } = settings;
  if (pluginFiles.length === 0 || plugins === "auto" || plugins === "all") return settings;
  const described = pluginFiles.flatMap((uri) => {
    const document = documents.get(uri);
    return document ? describedIn(document).map(({ name }) => ({ name })) : [];
  });
  const listed = plugins === "none" ? [] : plugins === "default" ? [{ name: "container" }] : plugins;
  return { ...settings, plugins: [...listed, ...described] };
}

/**
 * A setting gives plugins with their versions. A configuration names them without, and only where it lists what it loads
 * is it sure that nothing else is loaded.
 */
function pluginKnowledge(
  order: LoadOrder,
  configured: Plugins | undefined,
  settings: Settings,
): PluginKnowledge {
  if (settings.plugins !== "auto") return "versions";
  if (configured && order.config && entryOf(order.config.root, "load_plugins")) return "names";
  return order.config || order.pluginsOpen ? "nothing" : "assumed";
}

/** The page that the files of an order depend on. */
function pageOf(
  { files: [first] }: LoadOrder,
  documents: ReadonlyMap<string, Document>,
): Surroundings["page"] {
  if (!first) return undefined;
  const region = documents.get(first.uri)?.regions[first.region];
  return region?.fragment ? { uri: first.uri, group: region.group } : undefined;
}

/** The default rules are not among the files, and nothing says that they are not loaded before them. */
function mayFollowDefaults(documents: ReadonlyMap<string, Document>, { guessed, files }: LoadOrder): boolean {
  return guessed && !files.some((file) => nameOf(documents, file) === MAIN_RULES_FILE);
}

/** The name under which Falco would load a text. */
function nameOf(documents: ReadonlyMap<string, Document>, { uri, region }: RegionRef): string {
  const document = documents.get(uri);
  const path = document?.regions[region]?.name ?? document?.path ?? "";
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:j2|tpl|gotmpl|tftpl)$/, "");
}

/** The user named the file as one of the default rules, or an order that is stated has it under their name. */
function isPublished(
  documents: ReadonlyMap<string, Document>,
  { guessed }: LoadOrder,
  file: RegionRef,
  { defaultRules }: Settings,
): boolean {
  return (
    defaultRules?.includes(file.uri) === true || (!guessed && nameOf(documents, file) === MAIN_RULES_FILE)
  );
}

function outlineText({ file: { file, version }, items }: Outline, { before, closed }: LoadOrder): RulesText {
  const isLoaded = before?.includes(file) === true;
  const outline = {
    file,
    isLoaded,
    isUsual: file === MAIN_RULES_FILE && before === undefined,
    isAbsent: closed === true && !isLoaded,
  };
  const id = `known ${file} ${version ?? ""} ${isLoaded} ${outline.isAbsent}`;
  return { id, items, background: true, outline };
}

function rulesText(
  documents: ReadonlyMap<string, Document>,
  { uri, region }: RegionRef,
  published: boolean,
  background: boolean,
): readonly RulesText[] {
  const found: ParsedRegion | undefined = documents.get(uri)?.regions[region];
  return found?.items
    ? [
        {
          id: `${uri}#${region}`,
          items: found.items,
          ...(found.fragment && { fragment: true }),
          ...(published && { published: true }),
          ...(background && { background: true }),
        },
      ]
    : [];
}
