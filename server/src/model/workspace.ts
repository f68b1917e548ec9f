/** Files in, snapshot out: which files load together, in which order, for which Falco. */
import type { Catalog } from "../catalog/catalog.ts";
import { type CatalogRequest, createCatalogs } from "../catalog/load.ts";
import type { PluginSetting } from "../catalog/plugins.ts";
import { NEWEST_FALCO } from "../catalog/releases.ts";
import { readVersion, type Version } from "../catalog/version.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { Item } from "../syntax/items.ts";
import type { Judge, Memo } from "./judge.ts";
import { createMemo } from "./judge.ts";
import { itemReader, type KnownName, type LoadedRules, type LoadInput, loadRules, type RulesText } from "./load.ts";
import { createJudges } from "./condition-judge.ts";
import { type Configuration, createConfigurations } from "./configurations.ts";
import { configuredPlugins, type LoadOrder, loadOrders } from "./load-order.ts";
import { definedNames, knownNames } from "./known-names.ts";
import { type Places, placesOf } from "./places.ts";
import type { ItemReading } from "./read-item.ts";
import { checkRequirement } from "./requirements.ts";

export interface Settings {
  /** The Falco that will run what is here; undefined to take it from the workspace, else the newest known. */
  readonly target?: Version;
  readonly plugins: PluginSetting;
  /** Paths or patterns of rules files in load order; empty to find the order out. */
  readonly rulesFiles: readonly string[];
  /** These files are one ruleset in the order given, whatever else there is. */
  readonly exactRuleset?: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = { plugins: "auto", rulesFiles: [] };

export interface RegionRef {
  readonly uri: string;
  /** Index among the document's regions. */
  readonly region: number;
}

/** Files that load together, in order, for one Falco. */
export interface Ruleset {
  readonly id: string;
  /** How the order was found, for people. */
  readonly origin: string;
  readonly order: readonly RegionRef[];
  readonly target: Version;
  readonly catalog: Catalog;
  readonly judge: Judge;
  readonly rules: LoadedRules;
  readonly input: LoadInput;
}

/** Everything a question needs. Never changes; a change makes another. */
export interface Snapshot {
  readonly number: number;
  readonly documents: ReadonlyMap<string, Document>;
  readonly rulesets: readonly Ruleset[];
  readonly configurations: readonly Configuration[];
  readonly settings: Settings;
  /** The catalogue for what belongs to no ruleset. */
  readonly catalog: Catalog;
  readonly readItem: (item: Item) => ItemReading;
  readonly placeOf: Places;
}

/** Makes snapshots, keeping between them what did not change. The one thing in the core that remembers. */
export interface Workspace {
  snapshot(documents: ReadonlyMap<string, Document>, settings: Settings): Snapshot;
  /** Answers made so far for all rulesets, for tests that count work. */
  readonly judged: number;
}

export function createWorkspace(): Workspace {
  const catalogs = createCatalogs();
  const judges = createJudges();
  const readItem = itemReader();
  const configurationsOf = createConfigurations();
  const memos = new Map<string, { readonly judge: Judge; readonly memo: Memo }>();
  let forgotten = 0;
  let number = 0;
  return {
    snapshot(documents, settings) {
      number++;
      const target = settings.target ?? statedTarget(documents) ?? NEWEST_FALCO;
      const configurations = configurationsOf(documents, target);
      const orders = loadOrders(documents, settings, configurations);
      let names: ReadonlySet<string> | undefined;
      const elsewhere = (): ReadonlySet<string> => {
        names ??= definedNames(documents, readItem);
        return names;
      };
      const rulesets = orders.map((order): Ruleset => {
        const catalog = catalogs(request(order, target, settings));
        const judge = judges(catalog);
        const kept = memos.get(order.id);
        // Another catalogue gives other answers to the same texts.
        const memo = kept?.judge === judge ? kept.memo : createMemo();
        if (kept && kept.memo !== memo) forgotten += kept.memo.made;
        memos.set(order.id, { judge, memo });
        const known: KnownName = order.exact ? () => undefined : knownNames(target, order.guessed ? elsewhere : undefined);
        const input: LoadInput = {
          files: order.files.flatMap((file) => rulesText(documents, file)),
          judge,
          memo,
          readItem,
          known,
          pluginsAssumed: settings.plugins === "auto" && configuredPlugins(order) === undefined,
          checkRequirement: (view) => checkRequirement(view, catalog, settings.plugins !== "auto"),
        };
        return { id: order.id, origin: order.origin, order: order.files, target, catalog, judge, rules: loadRules(input), input };
      });
      const live = new Set(orders.map(({ id }) => id));
      for (const [id, { memo }] of memos) {
        if (live.has(id)) continue;
        forgotten += memo.made;
        memos.delete(id);
      }
      const plugins = settings.plugins === "auto" ? "all" : settings.plugins;
      return { number, documents, rulesets, configurations, settings, catalog: catalogs({ target, plugins }), readItem, placeOf: placesOf(documents) };
    },
    get judged() {
      return [...memos.values()].reduce((sum, { memo }) => sum + memo.made, forgotten);
    },
  };
}

function request(order: LoadOrder, target: Version, settings: Settings): CatalogRequest {
  const plugins = settings.plugins === "auto" ? (configuredPlugins(order) ?? "all") : settings.plugins;
  return { target, plugins };
}

/** The version that the workspace's files agree on, pages left out, which tell of any; undefined when they state none, or several. */
function statedTarget(documents: ReadonlyMap<string, Document>): Version | undefined {
  const stated = new Set<Version>();
  for (const { versions, host } of documents.values()) {
    if (host === "markdown") continue;
    for (const { of, version } of versions) {
      const read = of === "falco" ? readVersion(version) : undefined;
      if (read) stated.add(read);
    }
  }
  return stated.size === 1 ? [...stated][0] : undefined;
}

function rulesText(documents: ReadonlyMap<string, Document>, { uri, region }: RegionRef): readonly RulesText[] {
  const found: ParsedRegion | undefined = documents.get(uri)?.regions[region];
  return found?.items ? [{ id: `${uri}#${region}`, items: found.items, ...(found.fragment && { fragment: true }) }] : [];
}
