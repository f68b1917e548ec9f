/** Keys and values of falcoctl's configuration: what they are, and what could be there. */
import { publishedArtifacts } from "../catalog/falcoctl/artifacts.ts";
import type { FalcoctlFile } from "../catalog/falcoctl/falcoctl-records.ts";
import { falcoctlSettingAt, propertyOf } from "../catalog/falcoctl/settings.ts";
import type { SettingsSchema } from "../catalog/plugins/settings-schema.ts";
import type { Candidate } from "./completion/candidate.ts";
import type { Hover } from "./hover/hover-text.ts";
import type { Place } from "./locate/locate.ts";

type SettingPlace = Extract<Place, { at: "falcoctl-setting" }>;

/** What a setting is; of an artifact, who publishes it. */
export function falcoctlHover({ path, word, text, yaml, region }: SettingPlace): Hover | undefined {
  const name = text.replace(/:$/, "");
  const around = falcoctlSettingAt(path, fileOf(region));
  const own = around && (yaml.isKey ? propertyOf(around, name) : around);
  if (!own) return undefined;
  const shown = (yaml.isKey ? [...path, name] : path).join(".");
  const markdown = [
    `**\`${shown}\`** · setting of falcoctl`,
    own.description,
    own.form && `It is ${own.form.words}.`,
    valuesOf(own, []).length > 0 &&
      `Values: ${valuesOf(own, [])
        .map((value) => `\`${value}\``)
        .join(", ")}`,
  ].filter(Boolean);
  const span = yaml.isKey ? { start: word.start, end: word.start + name.length } : word;
  return { markdown: markdown.join("\n\n"), span };
}

/** Settings that are not there yet, or the values of one. */
export function falcoctlCandidates(place: SettingPlace): readonly Candidate[] {
  const { path, word, text, yaml, region } = place;
  const around = falcoctlSettingAt(path, fileOf(region));
  if (!around) return [];
  const keys = (around.items ?? around).properties;
  const isItem = around.items !== undefined && !yaml.listAbove.at(-1);
  if (yaml.canBeKey && keys.size > 0 && !isItem) {
    const there = new Set(yaml.siblings.map((name) => name.toLowerCase()));
    return [...keys]
      .filter(([name]) => `${name}:` === text || !there.has(name.toLowerCase()))
      .map(([name, { description, type }], rank) => ({
        label: name,
        kind: "config-key",
        rank,
        detail: description,
        edit: { span: word, newText: `${name}:${yaml.isKey ? "" : after(type)}` },
      }));
  }
  return valuesOf(around, path).map((label, rank) => ({
    label,
    kind: "value",
    rank,
    edit: { span: word, newText: label },
  }));
}

function fileOf({ name }: SettingPlace["region"]): FalcoctlFile {
  return name === "index" || name === "registry" ? name : "config";
}

function after(type: SettingsSchema["type"]): string {
  return type === "object" ? "\n  " : type === "array" ? "\n  - " : " ";
}

function valuesOf(schema: SettingsSchema, path: readonly string[]): readonly string[] {
  if (path.at(-1) === "refs") return publishedArtifacts();
  const { values, type, form } = schema.items ?? schema;
  if (values.length > 0) return values;
  return type === "boolean" ? ["true", "false"] : form && path.length > 0 ? ["24h", "6h", "168h"] : [];
}
