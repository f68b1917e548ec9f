import type { ItemCode } from "./item-code.ts";
import type { Catalog } from "../../../catalog/catalog.ts";
import { engineOf, OLDEST_FALCO } from "../../../catalog/releases.ts";
import { compareVersions, readLoaderVersion } from "../../../catalog/version.ts";
import type { ItemGroup } from "../../../syntax/items.ts";
import type { Item } from "../../../syntax/item.ts";
import { type EngineVersionView, isNamed, type ItemFinding, type ItemView, type NamedView } from "./items.ts";
import { engineNeedsOf, engineText, type EngineNeed } from "./needed-engine.ts";
import { joinedMemo, type ViewOf } from "./joined-memo.ts";

/**
 * Whether the items of a file state the engine that they need. Falco rejects a file that needs a newer engine than it has,
 * with a clear message; what is stated too low ends in an error about a word that the older Falco does not know.
 */
export function judgeStatedEngine(
  groups: readonly ItemGroup[],
  viewOf: ViewOf,
  catalog: Catalog,
): { readonly item: Item; readonly finding: ItemFinding } | undefined {
  const { first, stated, newest } = saidIn(groups, viewOf, catalog);
  if (!first) return undefined;
  const needed = newest?.engine ?? engineOf(OLDEST_FALCO);
  const options = [engineText(needed), newest?.name ?? "", newest?.since ?? ""];
  if (!stated) return { item: first.item, finding: missing(first, options) };
  const version = stated.version === undefined ? undefined : readLoaderVersion(stated.version);
  if (!version || !stated.value) return undefined;
  const order = compareVersions(version, needed.semver);
  if (order === 0 || (order < 0 && !newest)) return undefined;
  return {
    item: stated.item,
    finding: wrong(
      order < 0 ? "low-engine-version" : "high-engine-version",
      stated,
      stated.value.span,
      options,
    ),
  };
}

/** What items say and need, taken together. */
interface Said {
  readonly first: NamedView | undefined;
  readonly stated: EngineVersionView | undefined;
  readonly newest: EngineNeed | undefined;
}

const saidIn = joinedMemo(
  (view, catalog): Said => ({
    first: isNamed(view) && view.kind !== "list" ? view : undefined,
    stated: view.kind === "required_engine_version" ? view : undefined,
    newest: newestNeed(view, catalog),
  }),
  (parts) => ({
    first: parts.find(({ first }) => first)?.first,
    stated: parts.findLast(({ stated }) => stated)?.stated,
    newest: parts.map(({ newest }) => newest).reduce(newer, undefined),
  }),
);

/** The newest thing that one item needs. What the oldest release has that we know may well be older, so it does not count. */
function newestNeed(view: ItemView, catalog: Catalog): EngineNeed | undefined {
  return engineNeedsOf(view, catalog)
    .filter(({ since }) => compareVersions(since, OLDEST_FALCO) > 0)
    .reduce<EngineNeed | undefined>(newer, undefined);
}

/** The first of two that are as new as each other. */
function newer(a: EngineNeed | undefined, b: EngineNeed | undefined): EngineNeed | undefined {
  return a && (!b || compareVersions(a.since, b.since) >= 0) ? a : b;
}

function missing(view: ItemView, options: readonly string[]): ItemFinding {
  const span = isNamed(view) ? view.nameNode.span : view.node.span;
  return {
    code: "missing-engine-version",
    span,
    name: "",
    options,
    place: { type: "required_engine_version", name: "", at: undefined },
    falco: null,
  };
}

function wrong(
  code: ItemCode,
  view: EngineVersionView,
  span: ItemFinding["span"],
  options: readonly string[],
): ItemFinding {
  const place = { type: "required_engine_version", name: "", at: view.node.span.start };
  return { code, span, name: "", detail: view.value?.text ?? "", options, place, falco: null };
}
