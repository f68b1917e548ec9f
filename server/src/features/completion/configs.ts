import { configChildren, configKey, configStage, enumAt, shippedDefault } from "../../catalog/config-keys.ts";
import { PLUGINS } from "../../catalog/plugins.ts";
import type { ConfigKeyRecord } from "../../catalog/records.ts";
import type { Place } from "../locate.ts";
import { type Candidate, snippetText } from "./candidate.ts";

type KeyPlace = Extract<Place, { at: "config-key" }>;
type ValuePlace = Extract<Place, { at: "config-value" }>;

/** Keys that could stand at a place of a configuration; where none can, values of the list around it. */
export function configKeyCandidates(place: KeyPlace): readonly Candidate[] {
  const { path, word, yaml, catalog, name } = place;
  const children = configChildren(path).filter((child) => child.name === name || !yaml.siblings.includes(child.name));
  const known = children.flatMap(({ name: label, path: full, key }, rank): readonly Candidate[] => {
    const stage = key ? configStage(key, catalog.target) : "active";
    if (stage === "removed" || stage === "notYet") return [];
    const isObject = !key || key.types[0] === "object" || configChildren(full).length > 0;
    const after = isObject ? "\n  $0" : key.types[0] === "array" ? "\n  - $0" : ` ${valueSnippet(key, shippedDefault(key, catalog.target))}$0`;
    const isGone = stage !== "active";
    return [
      {
        label,
        kind: "config-key",
        subject: full,
        edit: { span: word, newText: yaml.isKey ? label : `${snippetText(label)}:${after}` },
        isSnippet: !yaml.isKey,
        rank: isGone ? rank + 1000 : rank,
        ...(key && { detail: key.types.join(" or ") }),
        ...(isGone && { deprecated: true }),
      },
    ];
  });
  return known.length > 0 ? known : valuesOf(path, place);
}

function valueSnippet(key: ConfigKeyRecord, standard: unknown): string {
  if (typeof standard !== "string" && typeof standard !== "number" && typeof standard !== "boolean") return "$1";
  const text = String(standard);
  const isPlain = key.types[0] !== "string" || /^[\w./-]+$/.test(text);
  return `\${1:${snippetText(isPlain ? text : JSON.stringify(text))}}`;
}

export function configValueCandidates(place: ValuePlace): readonly Candidate[] {
  return valuesOf(place.path, place);
}

function valuesOf(path: string, { word, catalog }: KeyPlace | ValuePlace): readonly Candidate[] {
  const key = configKey(path) ?? configKey(path.replace(/\[\]$/, ""));
  const make = (labels: readonly string[]): readonly Candidate[] =>
    labels.map((label, rank) => ({ label, kind: "value", rank, edit: { span: word, newText: label } }));
  if (path === "load_plugins[]" || path === "load_plugins" || path === "plugins[].name") return make(PLUGINS.map(({ name }) => name));
  if (!key) return [];
  const fixed = enumAt(key, catalog.target);
  if (fixed) return make(fixed);
  return key.types[0] === "boolean" ? make(["true", "false"]) : [];
}
