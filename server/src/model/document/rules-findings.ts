import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { keptBy } from "../../text/kept.ts";
import type { ItemGroup } from "../../syntax/items.ts";
import type { Item } from "../../syntax/item.ts";
import type { ItemCode } from "../ruleset/items/item-code.ts";
import { judgeStatedEngine } from "../ruleset/items/stated-engine.ts";
import { judgeStatedPlugins } from "../ruleset/items/stated-plugins.ts";
import { joinedMemo, type ViewOf } from "../ruleset/items/joined-memo.ts";
import { spotOfFound } from "../ruleset/load-findings.ts";
import type { Found } from "../ruleset/found.ts";
import type { Steps } from "../steps.ts";
import type { Ruleset, Snapshot } from "../workspace/workspace.ts";
import { mayBeUsedElsewhere } from "./used-elsewhere.ts";

/** What is found in a region of rules, for each ruleset that loads it. */
export interface RulesFindings {
  readonly kind: "rules";
  readonly region: ParsedRegion;
  readonly rulesets: readonly RulesetFindings[];
}

export interface RulesetFindings {
  readonly ruleset: Ruleset;
  readonly items: readonly ItemFindings[];
}

/** What is found at one item, which begins at `start` of its region. */
export interface ItemFindings {
  readonly item: Item;
  readonly start: number;
  readonly found: readonly Found[];
}

/** What is found only for those who ask. */
export interface Asked {
  /** Versions that a text does not state and needs. */
  readonly missingVersions: boolean;
  /** What else can be said of a ruleset and of a region that it loads. */
  readonly more: (ruleset: Ruleset, region: ParsedRegion) => readonly FoundAtItem[];
}

type FoundAtItem = Found & { readonly kind: "item" };

/** The regions of a document that are loaded, each with the rulesets that load it. */
export function loadingOf(
  { rulesets }: Snapshot,
  { uri, regions }: Document,
): ReadonlyMap<ParsedRegion, readonly Ruleset[]> {
  const loading = new Map<ParsedRegion, Ruleset[]>();
  for (const ruleset of rulesets) {
    for (const ref of ruleset.order) {
      const region = ref.uri === uri ? regions[ref.region] : undefined;
      const known = region && loading.get(region);
      if (known?.at(-1) === ruleset) continue;
      if (known) known.push(ruleset);
      else if (region) loading.set(region, [ruleset]);
    }
  }
  return loading;
}

/** How many items are asked for what was found in them between two yields. */
const ASKED = 1024;

/** Returns what one ruleset finds in a region that it loads, in strides. */
export function* rulesetFindings(
  snapshot: Snapshot,
  ruleset: Ruleset,
  region: ParsedRegion,
  { missingVersions, more }: Asked,
): Steps<RulesetFindings> {
  const { rules, catalog } = ruleset;
  const stated = (yield* hasVersions(snapshot, region, catalog, missingVersions))
    ? yield* statedVersions(snapshot, region, catalog)
    : [];
  const others = groupByItem([...stated, ...more(ruleset, region)]);
  const isLong = (region.items?.items.length ?? 0) > ASKED;
  if (isLong) yield;
  const byItem = rules.found();
  if (isLong) yield;
  const items: ItemFindings[] = [];
  let asked = 0;
  for (const { item, start } of region.items?.items ?? []) {
    if (++asked % ASKED === 0) yield;
    // Nothing is found in nearly all.
    if (!byItem.has(item) && !others.has(item)) continue;
    const own = byItem.get(item) ?? NOTHING;
    const beside = others.get(item) ?? NOTHING;
    const sure =
      item.problems.length === 0 && !item.repair ? own : own.filter((found) => isSure(found, item));
    const known = sure.filter((found) => !mayBeUsedElsewhere(found, ruleset, snapshot));
    const found = [...known, ...beside];
    if (found.length > 0) items.push({ item, start, found });
  }
  return { ruleset, items };
}

const NOTHING = [] as const;

function groupByItem(found: readonly FoundAtItem[]): ReadonlyMap<Item, readonly FoundAtItem[]> {
  const groups = new Map<Item, FoundAtItem[]>();
  for (const one of found) {
    const group = groups.get(one.item);
    if (group) group.push(one);
    else groups.set(one.item, [one]);
  }
  return groups;
}

const UNSURE: ReadonlySet<ItemCode> = new Set(["missing-key", "wrong-shape", "unknown-key", "empty-value"]);

/** What an item does not have that is not YAML may be in what could not be read, and after an open quote all is text. */
function isSure(found: Found, item: Item): boolean {
  if (found.kind === "item") {
    const { code, detail = "" } = found.finding;
    const isAbsent = code === "missing-key" || code === "empty-value";
    if (isAbsent && item.repair?.keys.includes(detail)) return false;
    const isUnknown = code === "unknown-key" || code === "unknown-item";
    if (isUnknown && item.repair?.span.start === found.finding.span.start) return false;
    if (item.problems.length > 0 && UNSURE.has(code)) return false;
  }
  const open = item.problems.find(({ isOpen }) => isOpen)?.span.start ?? Number.POSITIVE_INFINITY;
  const spot = spotOfFound(found);
  return spot.item !== item || spot.span.start < open;
}

/** How many groups of items are asked for the versions that they need between two yields. */
const STRIDE = 4;

/** How many documents are remembered as asked: a long session closes more than it has open. */
const MOST_ASKED = 500;

const askedAhead = keptBy((_catalog: Ruleset["catalog"]) => new Set<string>());

/** Regions of a document that rulesets with one catalogue load. */
interface Loaded {
  readonly uri: string;
  readonly regions: readonly ParsedRegion[];
  readonly catalog: Ruleset["catalog"];
}

/** The regions of a document by the catalogue that they are loaded with. */
export function byCatalog(
  loading: ReadonlyMap<ParsedRegion, readonly Ruleset[]>,
): ReadonlyMap<Loaded["catalog"], readonly ParsedRegion[]> {
  const groups = new Map<Loaded["catalog"], ParsedRegion[]>();
  for (const [region, rulesets] of loading)
    for (const catalog of new Set(rulesets.map((ruleset) => ruleset.catalog))) {
      const group = groups.get(catalog);
      if (group) group.push(region);
      else groups.set(catalog, [region]);
    }
  return groups;
}

/** Asks the items of a long text for the versions that they need, once: what they answer is remembered. */
export function* askVersionsAhead(
  snapshot: Snapshot,
  { uri, regions, catalog }: Loaded,
  { missingVersions }: Asked,
): Steps<void> {
  const asked = askedAhead(catalog);
  if (asked.has(uri)) return;
  const read: ParsedRegion[] = [];
  for (const region of regions)
    if (yield* hasVersions(snapshot, region, catalog, missingVersions)) read.push(region);
  if (read.length === 0) return;
  for (const { items } of read) {
    const all = items?.groups ?? [];
    for (let at = 0; at < all.length; at += STRIDE) {
      judgeStated(all.slice(at, at + STRIDE), snapshot, catalog);
      if (at > 0) yield;
    }
  }
  if (asked.size >= MOST_ASKED) asked.clear();
  asked.add(uri);
}

/** Whether there can be anything to say of the versions that a text needs: what each item needs takes long to find out. */
function* hasVersions(
  { readItem }: Snapshot,
  { items }: ParsedRegion,
  catalog: Ruleset["catalog"],
  missing: boolean,
): Steps<boolean> {
  if (missing) return true;
  const groups = items?.groups ?? [];
  for (let at = 0; at < groups.length; at += LOOKED) {
    if (at > 0) yield;
    const next = groups.slice(at, at + LOOKED);
    if (statesVersion(next, (item) => readItem(item).view, catalog)) return true;
  }
  return false;
}

/** How many groups of items are looked at for what they state between two yields. */
const LOOKED = 64;

const statesVersion = joinedMemo(
  ({ kind }) => kind === "required_engine_version" || kind === "required_plugin_versions",
  (parts) => parts.includes(true),
);

function judgeStated(
  groups: readonly ItemGroup[],
  { readItem }: Snapshot,
  catalog: Ruleset["catalog"],
): readonly Pick<FoundAtItem, "item" | "finding">[] {
  const viewOf: ViewOf = (item) => readItem(item).view;
  const engine = judgeStatedEngine(groups, viewOf, catalog);
  return [...(engine ? [engine] : []), ...judgeStatedPlugins(groups, viewOf, catalog)];
}

/** Codes of what a page need not state. */
const NOT_ON_PAGES: ReadonlySet<ItemCode> = new Set(["missing-engine-version", "missing-plugin-version"]);

/** Whether a text states the engine and the plugins that it needs. */
function* statedVersions(
  snapshot: Snapshot,
  { items, fragment }: ParsedRegion,
  catalog: Ruleset["catalog"],
): Steps<readonly FoundAtItem[]> {
  const isLong = (items?.items.length ?? 0) > ASKED;
  if (isLong) yield;
  const all = judgeStated(items?.groups ?? [], snapshot, catalog);
  if (isLong) yield;
  const shown = fragment ? all.filter(({ finding }) => !NOT_ON_PAGES.has(finding.code)) : all;
  return shown.map((one) => ({ kind: "item", ...one }));
}
