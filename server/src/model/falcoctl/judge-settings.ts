import { DEFAULT_INDEX, nearestArtifact } from "../../catalog/falcoctl/artifacts.ts";
import { falcoctlSchema, propertyOf } from "../../catalog/falcoctl/settings.ts";
import type { SettingsSchema } from "../../catalog/plugins/settings-schema.ts";
import {
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";
import { hasReference } from "../configuration/scalar-value.ts";
import { isWrittenOut } from "../configuration/secret.ts";
import type { FalcoctlSetting } from "./finding.ts";

/** Which of falcoctl's commands read a configuration. */
export interface FalcoctlRuns {
  readonly install: boolean;
  readonly follow: boolean;
}

/**
 * What falcoctl rejects or ignores of its configuration: a file of its own, or `falcoctl.config` of chart values.
 * Source: falcosecurity/falcoctl, internal/config/config.go and cmd/artifact.
 */
export function falcoctlSettings(
  root: YamlNode | undefined,
  runs: FalcoctlRuns = { install: true, follow: true },
): readonly FalcoctlSetting[] {
  // Nobody reads what is set for a container that does not run.
  if (root?.kind !== "map" || (!runs.install && !runs.follow)) return [];
  const unread = (["install", "follow"] as const).filter((name) => !runs[name]);
  return settingsBySchema(root, falcoctlSchema("config"), {
    path: "",
    unread: unread.map((name) => `artifact.${name}`),
    isDefaultIndex: hasDefaultIndex(root),
  });
}

/** What is wrong in a tree by the schema of its file alone. */
export function settingsBySchema(
  root: YamlNode,
  schema: SettingsSchema,
  place: Place = { path: "", unread: [], isDefaultIndex: false },
): readonly FalcoctlSetting[] {
  return inValue(root, schema, place, NO_KEY);
}

const NO_KEY: YamlScalar = {
  kind: "scalar",
  style: "plain",
  text: "",
  isNull: true,
  span: { start: 0, end: 0 },
};

interface Place {
  readonly path: string;
  readonly unread: readonly string[];
  /** Names of artifacts are looked up in the index of the projects alone. */
  readonly isDefaultIndex: boolean;
}

function hasDefaultIndex(root: YamlMap): boolean {
  const indexes = entryNamed(root, "indexes")?.value;
  if (!indexes) return true;
  return (
    indexes.kind === "seq" &&
    indexes.alias === undefined &&
    indexes.items.every((one) => textOf(one, "url") === DEFAULT_INDEX)
  );
}

function entryNamed(map: YamlMap, name: string): YamlEntry | undefined {
  return map.entries.find(({ key }) => key.text.toLowerCase() === name);
}

function inMap(map: YamlMap, schema: SettingsSchema, place: Place): readonly FalcoctlSetting[] {
  if (map.alias !== undefined) return [];
  return [
    ...(place.path === "artifact.follow" ? everyAndCron(map) : []),
    ...map.entries.flatMap((entry) => inEntry(entry, schema, place)),
  ];
}

/** The two ways to say when newer versions are looked for. Source: cmd/artifact/follow/follow.go. */
function everyAndCron(map: YamlMap): readonly FalcoctlSetting[] {
  const [every, cron] = ["every", "cron"].map((name) => entryNamed(map, name));
  const isSet = (entry: YamlEntry | undefined): entry is YamlEntry =>
    entry?.value.kind === "scalar" && !entry.value.isNull && entry.value.text !== "";
  return isSet(every) && isSet(cron)
    ? [{ code: "falcoctl-setting", span: cron.key.span, text: "cron", problem: "both", expected: "every" }]
    : [];
}

function inEntry(
  { key, value }: YamlEntry,
  around: SettingsSchema,
  place: Place,
): readonly FalcoctlSetting[] {
  const path = place.path === "" ? key.text : `${place.path}.${key.text}`;
  if (place.unread.includes(path) || key.text === "<<" || hasReference(key.text)) return [];
  const schema = propertyOf(around, key.text);
  if (!schema) {
    const near = nearestName(key.text, around.properties.keys());
    // Later versions of falcoctl have more settings.
    return near === undefined
      ? []
      : [{ code: "falcoctl-setting", span: key.span, text: key.text, problem: "unknown", near }];
  }
  return inValue(value, schema, { ...place, path }, key);
}

function inValue(
  node: YamlNode,
  schema: SettingsSchema,
  place: Place,
  key: YamlScalar,
): readonly FalcoctlSetting[] {
  if (node.alias !== undefined || (node.kind === "scalar" && node.isNull)) return [];
  const wrong = (problem: FalcoctlSetting["problem"]): readonly FalcoctlSetting[] => [
    { code: "falcoctl-setting", span: key.span, text: key.text, problem },
  ];
  const { type, items } = schema;
  if (type === "array" && items) {
    const all = node.kind === "seq" ? node.items : [node];
    return all.flatMap((item) => inItem(item, items, place, key));
  }
  if (type === "object")
    return node.kind === "map"
      ? inMap(node, schema, place)
      : node.kind === "scalar" && !isKnown(node)
        ? []
        : wrong("object");
  if (node.kind !== "scalar") return type === "boolean" || schema.form ? wrong(type ?? "string") : [];
  return scalarFindings(node, schema, key);
}

/** A list of words can be one text too, in which spaces or commas part them. */
function inItem(
  item: YamlNode,
  schema: SettingsSchema,
  place: Place,
  key: YamlScalar,
): readonly FalcoctlSetting[] {
  if (item.kind !== "scalar") return item.kind === "map" ? inMap(item, schema, place) : [];
  if (!isKnown(item) || /[\s,;]/.test(item.text)) return [];
  if (!/\.refs$/.test(place.path)) return scalarFindings(item, schema, key);
  const [name = ""] = item.text.split(/[:@]/);
  const near = place.isDefaultIndex ? nearestArtifact(name) : undefined;
  const span = { start: item.span.end - item.text.length, end: item.span.end };
  const at = item.style === "plain" ? { start: span.start, end: span.start + name.length } : item.span;
  return near === undefined
    ? []
    : [
        {
          code: "falcoctl-setting",
          span: at,
          text: name,
          problem: "artifact",
          ...(item.style === "plain" ? { near } : { expected: near }),
        },
      ];
}

/** What is wrong with a single value. */
export function scalarFindings(
  node: YamlScalar,
  schema: SettingsSchema,
  key: YamlScalar,
): readonly FalcoctlSetting[] {
  if (!isKnown(node)) return [];
  const { span, text } = node;
  const base = { code: "falcoctl-setting", span, text } as const;
  if (schema.isSecret) return isWrittenOut(node) ? [{ ...base, text: key.text, problem: "secret" }] : [];
  if (schema.type === "boolean")
    return GO_BOOLEAN.test(text) ? [] : [{ ...base, text: key.text, problem: "boolean" }];
  if (schema.form && !schema.form.pattern.test(text))
    return [{ ...base, problem: "form", expected: schema.form.words }];
  if (schema.values.length === 0 || schema.values.includes(text)) return [];
  const near = nearestName(text, schema.values);
  return [{ ...base, problem: "value", values: schema.values, ...(near !== undefined && { near }) }];
}

/** What Go reads as true or false; it does not read `yes`, which is a string in falcoctl's YAML. Source: strconv.ParseBool. */
const GO_BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** Whether a value is written here, and not put in by a template or the environment. */
function isKnown({ isNull, text, alias }: YamlScalar): boolean {
  return !isNull && alias === undefined && !/\{\{|\uE000/.test(text) && !hasReference(text);
}
