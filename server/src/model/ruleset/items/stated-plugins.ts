import { sourceOf } from "./items.ts";
import { once } from "../../../text/kept.ts";
import type { Catalog } from "../../../catalog/catalog.ts";
import { fieldData } from "../../../catalog/data.ts";
import { pluginsWithFieldsOf } from "../../../catalog/plugins.ts";
import { compareVersions, readLoaderVersion, type Version } from "../../../catalog/version.ts";
import { type ConditionNode, walk } from "../../../syntax/condition/ast.ts";
import { parseCondition } from "../../../syntax/condition/parse.ts";
import type { ItemGroup } from "../../../syntax/items.ts";
import type { Item } from "../../../syntax/item.ts";
import { outputTokens } from "../../../syntax/output/template.ts";
import {
  isNamed,
  type ItemFinding,
  type ItemView,
  type NamedView,
  type PluginRequirement,
  type PluginVersionsView,
} from "./items.ts";
import { joinedMemo, type ViewOf } from "./joined-memo.ts";

/** The newest field that a file uses of a plugin, and the plugin's version that added it. */
export interface PluginVersionNeed {
  readonly plugin: string;
  readonly version: Version;
  readonly field: string;
}

/**
 * Whether the items of a file state the plugins that their fields come from, each with the smallest version that has them.
 * Falco says which plugin it does not have where a file states it, and else only that it does not know the field.
 */
export function judgeStatedPlugins(
  groups: readonly ItemGroup[],
  viewOf: ViewOf,
  catalog: Catalog,
): readonly { readonly item: Item; readonly finding: ItemFinding }[] {
  const { first, stated, needs } = saidIn(groups, viewOf, catalog);
  if (!first) return [];
  return needs.flatMap((need) => {
    const written = stated
      .flatMap((view) =>
        view.entries.flatMap((entry) => [entry, ...entry.alternatives]).map((entry) => ({ view, entry })),
      )
      .find(({ entry }) => entry.name === need.plugin);
    // Plugins that share the fields do as well, and count their versions by themselves.
    const shared = pluginsWithFieldsOf(need.plugin);
    if (
      !written &&
      stated.some(({ entries }) =>
        entries.some((entry) => [entry, ...entry.alternatives].some(({ name }) => shared.includes(name))),
      )
    )
      return [];
    if (!written)
      return [{ item: (stated.at(-1) ?? first).item, finding: missing(stated.at(-1) ?? first, need) }];
    const finding = wrong(written.view, written.entry, need);
    return finding ? [{ item: written.view.item, finding }] : [];
  });
}

/** What items say of plugins, and of each that they use fields of the newest need, in the order of their first use. */
interface Said {
  readonly first: NamedView | undefined;
  readonly stated: readonly PluginVersionsView[];
  readonly needs: readonly PluginVersionNeed[];
}

const saidIn = joinedMemo(
  (view, catalog): Said => ({
    first: isNamed(view) && view.kind !== "list" ? view : undefined,
    stated: view.kind === "required_plugin_versions" ? [view] : [],
    needs: newestOf(readNeeds(view, catalog)),
  }),
  (parts) => ({
    first: parts.find(({ first }) => first)?.first,
    stated: parts.flatMap(({ stated }) => stated),
    needs: newestOf(parts.flatMap(({ needs }) => needs)),
  }),
);

function newestOf(needs: readonly PluginVersionNeed[]): readonly PluginVersionNeed[] {
  const newest = new Map<string, PluginVersionNeed>();
  for (const need of needs) {
    const known = newest.get(need.plugin);
    if (!known || compareVersions(need.version, known.version) > 0) newest.set(need.plugin, need);
  }
  return [...newest.values()];
}

/** A rule that is left out where a field is unknown needs nothing, and a list has no fields. */
function readNeeds(view: ItemView, catalog: Catalog): readonly PluginVersionNeed[] {
  if (!isNamed(view) || view.kind === "list" || (view.kind === "rule" && view.skipIfUnknownFilter)) return [];
  const source = sourceOf(view);
  const output = view.kind === "rule" ? (view.output?.text ?? "") : "";
  const exceptions =
    view.kind === "rule"
      ? (view.exceptions ?? []).flatMap(({ fields }) => fields?.items.map(({ text }) => text) ?? [])
      : [];
  const condition = view.condition?.text ?? "";
  if (!hasPluginField([condition, output, ...exceptions].join("\n"), source, catalog)) return [];
  const fields = [...outputTokens(output).map(({ text }) => text), ...exceptions];
  const texts = [condition, ...fields.map((text) => `${text} exists`)];
  return texts.flatMap((text) =>
    hasPluginField(text, source, catalog)
      ? [...walk(parseCondition(text).tree)].flatMap((node) => needOf(node, source, catalog))
      : [],
  );
}

/** Longer than any field with its argument after a dot. */
const LONGEST_WORD = 256;

/** Most texts hold no word that is a plugin's field, and need not be parsed for it. */
function hasPluginField(text: string, source: string, catalog: Catalog): boolean {
  for (const word of new Set(text.match(/[a-zA-Z][\w.]*/g))) {
    if (!word.includes(".") || word.length > LONGEST_WORD) continue;
    const found = catalog.lookupField(word, source);
    if (found.kind === "found" && found.field.broughtBy !== undefined) return true;
  }
  return false;
}

/** A plugin that shares the fields of another counts its versions otherwise. */
function needOf(node: ConditionNode, source: string, catalog: Catalog): readonly PluginVersionNeed[] {
  const found = node.kind === "field" ? catalog.lookupField(node.name, source) : undefined;
  if (found?.kind !== "found") return [];
  const { name, broughtBy, plugin, sincePlugin } = found.field;
  return broughtBy !== undefined && broughtBy === plugin && sincePlugin !== undefined
    ? [{ plugin, version: sincePlugin, field: name }]
    : [];
}

function missing(
  view: NamedView | PluginVersionsView,
  { plugin, version, field }: PluginVersionNeed,
): ItemFinding {
  const span =
    view.kind === "required_plugin_versions"
      ? { start: view.node.span.start, end: view.node.span.start + view.kind.length }
      : view.nameNode.span;
  return {
    code: "missing-plugin-version",
    span,
    name: "",
    detail: plugin,
    options: [version, field],
    place: { type: "required_plugin_versions", name: plugin, at: undefined },
    falco: null,
  };
}

function wrong(
  view: PluginVersionsView,
  entry: PluginRequirement,
  { plugin, version, field }: PluginVersionNeed,
): ItemFinding | undefined {
  const stated = readLoaderVersion(entry.version);
  const order = stated ? compareVersions(stated, version) : 0;
  // What the oldest version has that we know may well be older.
  if (order === 0 || (order < 0 && version === oldestKnown(plugin))) return undefined;
  const place = { type: "required plugin versions entry", name: plugin, at: view.node.span.start };
  return {
    code: order < 0 ? "low-plugin-version" : "high-plugin-version",
    span: entry.versionNode.span,
    name: plugin,
    detail: plugin,
    options: [version, field, entry.version],
    place,
    falco: null,
  };
}

/** The oldest version of a plugin that we know the fields of. */
function oldestKnown(plugin: string): Version | undefined {
  return oldestVersions().get(plugin);
}

const oldestVersions = once((): ReadonlyMap<string, Version> => {
  const versions = new Map<string, Version>();
  for (const { plugin, sincePlugin } of fieldData.fields) {
    const known = plugin === undefined ? undefined : versions.get(plugin);
    if (
      plugin !== undefined &&
      sincePlugin !== undefined &&
      (!known || compareVersions(sincePlugin, known) < 0)
    )
      versions.set(plugin, sincePlugin);
  }
  return versions;
});
