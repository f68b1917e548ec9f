import { configChildren } from "../../catalog/config-keys.ts";
import { type ConfigKeyInfo, configKeysBelow, configPathAt } from "../../model/configuration/key-info.ts";
import { settingAt } from "../../model/configuration/setting-at.ts";
import { nodeAt } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import { configSpotAt, emptyValueAt } from "../locate/config-spot.ts";
import type { Place } from "../locate/locate.ts";
import { type Candidate, snippetText } from "./candidate.ts";
import { type ConfigValue, configValues } from "./config-values.ts";

type KeyPlace = Extract<Place, { at: "config-key" }>;
type ValuePlace = Extract<Place, { at: "config-value" }>;

/** Keys that could be at a place of a configuration; where none can, values of the list around it. */
export function configKeyCandidates(place: KeyPlace): readonly Candidate[] {
  const { word, yaml, catalog, name } = place;
  const settings = settingCandidates(place);
  if (settings) return settings;
  const keys = configKeysBelow(pluginPath(place), catalog.target).filter(
    (key) => key.name === name || !yaml.siblings.includes(key.name),
  );
  const known = keys.map((key, rank): Candidate => {
    const isDeprecated = key.state === "deprecated";
    return {
      label: key.name,
      kind: "config-key",
      subject: key.path,
      edit: { span: word, newText: yaml.isKey ? key.name : `${snippetText(key.name)}:${afterKey(key)}` },
      isSnippet: !yaml.isKey,
      rank: isDeprecated ? rank + 1000 : rank,
      ...(key.record && { detail: detailOf(key.record) }),
      ...(isDeprecated && { deprecated: true }),
    };
  });
  // An item of `config_files` is a path or a map.
  return known.length === 0 || (place.path.endsWith("[]") && !yaml.isKey)
    ? [...valueCandidates(place), ...known]
    : known;
}

export function configValueCandidates(place: ValuePlace): readonly Candidate[] {
  return valueCandidates(place);
}

function detailOf({ types, stability, since }: NonNullable<ConfigKeyInfo["record"]>): string {
  const maturity = stability === "incubating" || stability === "sandbox" ? stability : "";
  return [types.join(" or "), maturity, since ? `since ${since}` : ""].filter(Boolean).join(" · ");
}

/** What follows a new key: its block, its list, or its usual value, chosen by the user. */
function afterKey({ path, record, shipped }: ConfigKeyInfo): string {
  if (!record || record.types[0] === "object" || configChildren(path).length > 0) return "\n  $0";
  if (record.types[0] === "array") return "\n  - $0";
  if (typeof shipped !== "string" && typeof shipped !== "number" && typeof shipped !== "boolean")
    return " $0";
  const text = String(shipped);
  const isPlain = record.types[0] !== "string" || /^[\w./-]+$/.test(text);
  return ` \${1:${snippetText(isPlain ? text : JSON.stringify(text))}}$0`;
}

/** The settings of the container plugin are catalogued under a path of their own. */
function pluginPath(place: KeyPlace): string {
  const steps = pluginSteps(place);
  return steps ? configPathAt(place.region.yaml?.documents[0]?.root, steps) : place.path;
}

/** The steps to the settings around a place, where it is in those of a plugin. */
function pluginSteps({ path, region, inner }: KeyPlace): readonly (string | number)[] | undefined {
  if (!path.startsWith("plugins[].init_config")) return undefined;
  const plugins = nodeAt(region.yaml?.documents[0]?.root, ["plugins"]);
  const index = plugins?.kind === "seq" ? plugins.items.findLastIndex(({ span }) => span.start <= inner) : -1;
  const rest = path.slice("plugins[].init_config".length).split(".").slice(1);
  return index < 0 ? undefined : ["plugins", index, "init_config", ...rest];
}

/** Settings of a plugin other than the container plugin; undefined elsewhere. */
function settingCandidates(place: KeyPlace): readonly Candidate[] | undefined {
  const { word, yaml, catalog, name, region } = place;
  const steps = pluginSteps(place);
  const root = region.yaml?.documents[0]?.root;
  const at = steps && settingAt(root, steps, catalog.target, catalog.registry);
  if (!at || at.plugin === "container") return undefined;
  return [...at.schema.properties]
    .filter(([key]) => key === name || !yaml.siblings.includes(key))
    .map(([key, { description, type }], rank) => ({
      label: key,
      kind: "config-key",
      edit: { span: word, newText: yaml.isKey ? key : `${key}:${type === "object" ? "\n  " : " "}` },
      rank,
      detail: description,
    }));
}

function valueCandidates(place: KeyPlace | ValuePlace): readonly Candidate[] {
  const { region, inner, word } = place;
  const root = region.yaml?.documents[0]?.root;
  const spot = configSpotAt(root, inner) ?? emptyValueAt(root, region.text, inner);
  // What is half typed may not be a tree yet, so that its lines tell the place.
  const isValue = spot?.part === "value";
  const path = isValue ? configPathAt(root, spot.steps) : place.path;
  const quote =
    isValue && (spot.node.style === "single" || spot.node.style === "double")
      ? region.text[spot.node.span.start]
      : undefined;
  const at: Span =
    isValue && spot.node.span.end > spot.node.span.start
      ? mapSpan(region.map, inQuotes(spot.node.span, quote))
      : word;
  return configValues(place, path).map((value, rank) => candidateOf(value, rank, at, quote));
}

function inQuotes({ start, end }: Span, quote: string | undefined): Span {
  return quote === undefined ? { start, end } : { start: start + 1, end: Math.max(start + 1, end - 1) };
}

function candidateOf(
  { label, kind, detail }: ConfigValue,
  rank: number,
  at: Span,
  quote: string | undefined,
): Candidate {
  const isPlain = /^[\w./*][\w ./*()@+-]*$/.test(label);
  const newText =
    quote === undefined
      ? isPlain
        ? label
        : `'${label.replaceAll("'", "''")}'`
      : quote === "'"
        ? label.replaceAll("'", "''")
        : label.replace(/["\\]/g, "\\$&");
  return { label, kind, rank, edit: { span: at, newText }, ...(detail !== undefined && { detail }) };
}
