import type { Catalog } from "../catalog/catalog.ts";
import { engineOf, OLDEST_FALCO } from "../catalog/releases.ts";
import { compareVersions, readLoaderVersion } from "../catalog/version.ts";
import type { Item } from "../syntax/items.ts";
import { type EngineVersionView, isNamed, type ItemFinding, type ItemView } from "./items.ts";
import { engineNeedsOf, engineText, type EngineNeed } from "./needed-engine.ts";

/**
 * Whether the items of a file state the engine that they need. Falco refuses a file that needs a newer engine than it has,
 * with a clear message; what is stated too low ends in an error about a word that the older Falco does not know.
 */
export function judgeStatedEngine(views: readonly ItemView[], catalog: Catalog): { readonly item: Item; readonly finding: ItemFinding } | undefined {
  const first = views.find((view) => isNamed(view) && view.kind !== "list");
  if (!first) return undefined;
  const newest = newestOf(views.flatMap((view) => newestNeed(view, catalog) ?? []));
  const needed = newest?.engine ?? engineOf(OLDEST_FALCO);
  const options = [engineText(needed), newest?.name ?? "", newest?.since ?? ""];
  const stated = views.findLast((view) => view.kind === "required_engine_version");
  if (!stated) return { item: first.item, finding: missing(first, options) };
  const version = stated.version === undefined ? undefined : readLoaderVersion(stated.version);
  if (!version || !stated.value) return undefined;
  const order = compareVersions(version, needed.semver);
  if (order === 0 || (order < 0 && !newest)) return undefined;
  return { item: stated.item, finding: wrong(order < 0 ? "low-engine-version" : "high-engine-version", stated, stated.value.span, options) };
}

const NEEDS = new WeakMap<Catalog, WeakMap<ItemView, EngineNeed | "none">>();

/**
 * The newest thing that one item needs. What the oldest release has that we know may well be older, so it does not count.
 * An item's view stays the same object while its text does, and so does the answer.
 */
function newestNeed(view: ItemView, catalog: Catalog): EngineNeed | undefined {
  const kept = NEEDS.get(catalog) ?? new WeakMap<ItemView, EngineNeed | "none">();
  NEEDS.set(catalog, kept);
  const known = kept.get(view) ?? newestOf(engineNeedsOf(view, catalog).filter(({ since }) => compareVersions(since, OLDEST_FALCO) > 0)) ?? "none";
  kept.set(view, known);
  return known === "none" ? undefined : known;
}

function newestOf(needs: readonly EngineNeed[]): EngineNeed | undefined {
  return needs.reduce<EngineNeed | undefined>((most, need) => (most && compareVersions(most.since, need.since) >= 0 ? most : need), undefined);
}

function missing(view: ItemView, options: readonly string[]): ItemFinding {
  const span = isNamed(view) ? view.nameNode.span : view.node.span;
  return { code: "missing-engine-version", span, name: "", options, place: { type: "required_engine_version", name: "", at: undefined }, falco: null };
}

function wrong(code: string, view: EngineVersionView, span: ItemFinding["span"], options: readonly string[]): ItemFinding {
  const place = { type: "required_engine_version", name: "", at: view.node.span.start };
  return { code, span, name: "", detail: view.value?.text ?? "", options, place, falco: null };
}
