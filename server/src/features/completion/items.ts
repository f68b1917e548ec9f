import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { itemKeys, PRIORITIES } from "../../catalog/language.ts";
import type { DefaultKind } from "../../catalog/default-rules.ts";
import type { ItemKeyRecord, ItemKind } from "../../catalog/language-records.ts";
import { PLUGINS } from "../../catalog/plugins.ts";
import { isAtLeast } from "../../catalog/version.ts";
import { definedNamesAround, placesOfName } from "../../model/workspace/name-places.ts";
import { textOf, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { isPlain } from "../../syntax/scalar-text.ts";
import type { Span } from "../../text/span.ts";
import type { ItemContext, Place } from "../locate/locate.ts";
import type { Candidate, CandidateKind } from "./candidate.ts";
import { KNOWN_TAGS, knownTag } from "../../catalog/tags/attack.ts";
import { byLikelihood } from "./likelihood.ts";
import { tagContexts } from "./usage-counts.ts";
import { defaultNames } from "./default-names.ts";
import { columnOperators, columnValues, exceptionColumnAt, isListColumn } from "./exceptions.ts";

type KeyPlace = Extract<Place, { at: "item-key" }>;
type ValuePlace = Extract<Place, { at: "item-value" }>;

/** Keys that could be at a place of an item. */
export function itemKeyCandidates(place: KeyPlace): readonly Candidate[] {
  const { path, word, yaml, itemKind, catalog } = place;
  if (path[0] === "override" && itemKind) return overrideCandidates(place, itemKind);
  const kind = kindBelow(path, itemKind);
  if (!kind)
    return path.length === 0 && yaml.column === 2 && !itemKind
      ? itemStarts(place)
      : valuesAt(place, path, word);
  if (path.length === 0 && yaml.column === 0) return [];
  return itemKeys(kind)
    .filter(
      (key) => key.key !== kind && !yaml.siblings.includes(key.key) && isAtLeast(catalog.target, key.since),
    )
    .map((key, rank) => keyCandidate(key, rank, place));
}

function kindBelow(path: readonly string[], itemKind: ItemKind | undefined): ItemKind | undefined {
  if (path.length === 0) return itemKind;
  if (path[0] === "exceptions" && path.length === 1) return "exception";
  if (path[0] === "required_plugin_versions")
    return path.at(-1) === "alternatives" ? "alternative" : path.length === 1 ? "plugin" : undefined;
  return undefined;
}

function itemStarts(place: KeyPlace): readonly Candidate[] {
  const kinds = ["rule", "macro", "list", "required_engine_version", "required_plugin_versions"];
  return kinds.map((name, rank) => ({
    label: name,
    kind: "item-key",
    rank,
    edit: { span: place.word, newText: place.yaml.isKey ? name : `${name}: ` },
  }));
}

function keyCandidate(key: ItemKeyRecord, rank: number, { word, yaml, catalog }: KeyPlace): Candidate {
  const body = yaml.isKey ? key.key : `${key.key}:${valueSnippet(key)}`;
  const isDeprecated = key.deprecatedIn !== undefined && isAtLeast(catalog.target, key.deprecatedIn);
  return {
    label: key.key,
    kind: "item-key",
    subject: `${key.item} ${key.key}`,
    edit: { span: word, newText: body },
    isSnippet: !yaml.isKey,
    detail: key.description,
    rank: isDeprecated ? rank + 100 : rank,
    chains: key.type === "priority" || key.type === "source" || key.type === "boolean",
    ...(isDeprecated && { deprecated: true }),
  };
}

/** What follows the key. Snippets keep the indentation of the line that they begin in, so lines below need none of it. */
function valueSnippet(key: ItemKeyRecord): string {
  switch (key.type) {
    case "texts":
    case "fields":
    case "comps":
      return " [$1]$0";
    case "exceptions":
      return "\n  - name: ${1:name}\n    fields: [$2]\n    comps: [$3]\n    values:\n      - [$4]$0";
    case "override":
      return "\n  $1: ${2|append,replace|}$0";
    case "plugins":
      return "\n  - name: $1\n    version: $2$0";
    case "values":
      return "\n  - [$1]$0";
    default:
      return " $0";
  }
}

function overrideCandidates(place: KeyPlace, kind: ItemKind): readonly Candidate[] {
  const { word, yaml, placed } = place;
  const node = placed?.item.node;
  const written = new Set(node?.kind === "map" ? node.entries.map(({ key }) => key.text) : []);
  return itemKeys(kind)
    .filter(({ key, override }) => override && !yaml.siblings.includes(key))
    .map(({ key, override = [], description }, rank) => ({
      label: key,
      kind: "item-key",
      edit: {
        span: word,
        newText: yaml.isKey
          ? key
          : `${key}: ${override.length === 1 ? override[0] : `\${1|${override.join(",")}|}`}`,
      },
      isSnippet: !yaml.isKey && override.length > 1,
      detail: description,
      rank: written.has(key) ? rank : rank + 50,
    }));
}

/** Values that could be at a place of an item. */
export function itemValueCandidates(place: ValuePlace): readonly Candidate[] {
  return valuesAt(place, place.path, place.word);
}

function valuesAt(
  place: ItemContext,
  path: readonly string[],
  word: { readonly start: number; readonly end: number },
): readonly Candidate[] {
  const { catalog, itemKind, snapshot, document } = place;
  const make = (labels: Iterable<string>, kind: CandidateKind = "value"): readonly Candidate[] =>
    [...labels].map((label, rank) => ({ label, kind, rank, edit: { span: word, newText: label } }));
  const named = (kind: DefaultKind): readonly Candidate[] => {
    const own = definedNamesAround(snapshot, document.uri, kind);
    const known = defaultNames(place.ruleset, catalog.published, kind).filter((name) => !own.includes(name));
    return [
      ...make(own, kind),
      ...make(known, kind).map((candidate) => ({
        ...candidate,
        rank: candidate.rank + own.length,
        detail: kind,
        origin: "default rules",
      })),
    ];
  };
  const [first, second] = path;
  if (path.length === 2 && first === "override") {
    return make(
      itemKeys(itemKind ?? "rule").find(({ key }) => key === second)?.override ?? ["append", "replace"],
      "keyword",
    );
  }
  if (first === "exceptions") {
    if (second === "fields") return make(exceptionFields(place), "field");
    if (second === "comps")
      return make(columnOperators(place, exceptionColumnAt(place, "comps", word)), "operator").map(asValue);
    if (path.length === 2 && second === "name") return make(exceptionNames(place));
    return second === "values" ? exceptionValues(place, word, make, named("list")) : [];
  }
  if (first === "required_plugin_versions" && path.at(-1) === "name")
    return make(PLUGINS.map(({ name }) => name));
  if (first === "required_plugin_versions" && path.at(-1) === "version")
    return make(pluginVersions(place, word));
  if (path.length !== 1 || first === undefined) return [];
  switch (first) {
    case "priority":
      return make(PRIORITIES.map(({ name }) => name));
    case "source":
      return make(catalog.sources);
    case "enabled":
    case "append":
    case "warn_evttypes":
    case "skip-if-unknown-filter":
    case "capture":
      return make(["true", "false"]);
    case "required_engine_version":
      return make([catalog.engine.semver]);
    case "items":
      return named("list").filter(({ label }) => !(place.view?.kind === "list" && place.view.name === label));
    case "tags":
      return tagCandidates(place, word, make);
    case "rule":
    case "macro":
    case "list":
      return named(first).filter(({ label }) => !isOnlyHere(place, first, label));
    default:
      return [];
  }
}

/** Values of the field that the place is for, and lists where its operator takes them. */
function exceptionValues(
  place: ItemContext,
  word: Span,
  make: (labels: Iterable<string>) => readonly Candidate[],
  lists: readonly Candidate[],
): readonly Candidate[] {
  const column = exceptionColumnAt(place, "values", word);
  if (!column) return lists;
  const values = columnValues(place, column, new Set(lists.map(({ label }) => label)));
  const offered = make(values).map(asValue);
  if (!isListColumn(place, column)) return offered;
  return [...offered, ...lists.map((one) => ({ ...one, rank: one.rank + offered.length }))];
}

/** Whether a name is defined by the item that it would be written into, and by no other. */
function isOnlyHere(
  { snapshot, document, ruleset, catalog, view }: ItemContext,
  kind: NameKind,
  name: string,
): boolean {
  if (!view || view.kind !== kind || view.name !== name) return false;
  if (defaultNames(ruleset, catalog.published, kind).includes(name)) return false;
  const definers = placesOfName(snapshot, document.uri, kind, name).filter(({ role }) => role === "define");
  return definers.every(({ placed }) => placed.item === view.item);
}

/** Tags of the rules around here, then those of ATT&CK and of maturity; none that the rule has already. */
function tagCandidates(
  place: ItemContext,
  word: Span,
  make: (labels: Iterable<string>) => readonly Candidate[],
): readonly Candidate[] {
  const written = valueOf(place.placed?.item.node, "tags");
  const own = new Set(
    written?.kind === "seq" ? written.items.map((tag) => (tag.kind === "scalar" ? tag.text : "")) : [],
  );
  const used = knownTags(place).filter((tag) => !own.has(tag));
  const others = KNOWN_TAGS.map(({ tag }) => tag).filter((tag) => !own.has(tag) && !used.includes(tag));
  const before = placedBefore(place, written, word);
  return byLikelihood(make([...used, ...others]), tagContexts(before), place.snapshot).map((candidate) => {
    const known = knownTag(candidate.label);
    return known ? { ...candidate, kind: "tag", detail: known.name } : candidate;
  });
}

/** The tag before a place. */
function placedBefore(
  { placed, region }: ItemContext,
  tags: YamlNode | undefined,
  word: Span,
): string | undefined {
  const at = (region.map.from(word.start) ?? 0) - (placed?.start ?? 0);
  const before = tags?.kind === "seq" ? tags.items.findLast(({ span }) => span.end <= at) : undefined;
  return before?.kind === "scalar" ? before.text : undefined;
}

/** Fields that compare without an argument, those of the rule's own condition and output first. */
function exceptionFields({ catalog, source, placed }: ItemContext): readonly string[] {
  const all = catalog
    .fieldsFor(source)
    .filter(({ hidden, printOnly, arg }) => !hidden && !printOnly && arg?.mode !== "required")
    .map(({ name }) => name);
  const text = placed?.item.text ?? "";
  const used = new Set(text.match(/\b[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+/g) ?? []);
  return [...all.filter((name) => used.has(name)), ...all.filter((name) => !used.has(name))];
}

/** Quoted where YAML would read it as something else: `>` begins a block. */
function asValue(candidate: Candidate): Candidate {
  const { edit } = candidate;
  return isPlain(edit.newText)
    ? candidate
    : { ...candidate, edit: { ...edit, newText: `"${edit.newText}"` } };
}

/** Versions of the plugin that is named beside the place: the one that the target comes with, and the newest. */
function pluginVersions({ placed, region, catalog }: ItemContext, word: Span): readonly string[] {
  if (!placed) return [];
  const at = (region.map.from(word.start) ?? 0) - placed.start;
  const maps = mapsAround(placed.item.node, at);
  const name = textOf(maps.at(-1), "name");
  const record = PLUGINS.find((plugin) => plugin.name === name);
  const loaded = name === undefined ? undefined : catalog.plugin(name)?.version;
  return [...new Set([loaded, record?.version].filter((version) => version !== undefined))];
}

/** The maps that hold an offset, the innermost last. */
function mapsAround(node: YamlNode | undefined, offset: number): readonly YamlMap[] {
  const parts =
    node?.kind === "map" ? node.entries.map(({ value }) => value) : node?.kind === "seq" ? node.items : [];
  const inner = parts.find(({ span }) => span.start <= offset && offset <= span.end);
  return [...(node?.kind === "map" ? [node] : []), ...(inner ? mapsAround(inner, offset) : [])];
}

/** The exceptions that the rule has so far. */
function exceptionNames({ ruleset, view }: ItemContext): readonly string[] {
  const rule = view?.kind === "rule" ? ruleset?.rules.collected.rules.get(view.name) : undefined;
  const own = new Set(rule?.views.at(-1)?.exceptions?.map(({ name }) => name));
  return [...new Set(rule?.exceptions.map(({ name }) => name))].filter(
    (name) => name !== "" && !own.has(name),
  );
}

/** The tags that rules around here have, most used first. */
function knownTags({ ruleset }: ItemContext): readonly string[] {
  const counts = new Map<string, number>();
  for (const { tags } of ruleset?.rules.collected.rules.values() ?? []) {
    for (const { node } of tags)
      if (node.kind === "scalar") counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([tag]) => tag);
}
