import { nearestName } from "../../../text/names.ts";
import { mapSpan } from "../../../text/offset-map.ts";
import type { Span } from "../../../text/span.ts";
import { scalarText } from "../../../syntax/scalar-text.ts";
import { readYaml } from "../../../syntax/yaml.ts";
import {
  booleanOf,
  entryOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  valueOf,
} from "../../../syntax/yaml-node.ts";
import { configKey } from "../../../catalog/config-keys.ts";
import { settingsOfPlugin } from "../../../catalog/plugins/plugin-settings.ts";
import type { SettingsSchema, SettingType } from "../../../catalog/plugins/settings-schema.ts";
import { isAtLeast, type Version } from "../../../catalog/version.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding, PluginSetting } from "../finding.ts";
import { keyState } from "../keys.ts";
import { hasReference, integerOf } from "../scalar-value.ts";
import { isWrittenOut } from "../secret.ts";

/** The plugin whose settings are looked at, and what Falco does when the plugin rejects them. */
export interface PluginSettingsOf {
  readonly plugin: string;
  readonly falco: "fatal" | null;
}

interface Walk extends PluginSettingsOf {
  readonly target: Version;
  readonly version: Version | undefined;
  /** In JSON the quotes tell a string; in YAML Falco guesses, whatever the quotes. */
  readonly isJson: boolean;
}

type Place = Pick<Walk, "plugin" | "falco"> & { readonly path: string };

/**
 * What a plugin rejects of `init_config` and `open_params`, each a map or a string. Falco checks `init_config` with the
 * schema that the plugin publishes, and ends when it does not fit. Source: falcosecurity/libs, plugin.cpp,
 * `validate_init_config`.
 */
export function pluginSettings(
  item: YamlMap,
  of: PluginSettingsOf,
  context: ConfigContext,
): readonly ConfigFinding[] {
  const { target, sourceAt, registry } = context;
  const { init, open, version } = settingsOfPlugin(of.plugin, target, registry);
  const walk = { ...of, target, version, isJson: false };
  const config = entryOf(item, "init_config");
  const params = valueOf(item, "open_params");
  const base = `plugins[name=${of.plugin}]`;
  return [
    ...(init && config ? settings(config, init, { walk, path: `${base}.init_config`, sourceAt }) : []),
    ...(open && params?.kind === "scalar"
      ? opening(params, open, { walk, path: `${base}.open_params`, sourceAt })
      : []),
  ];
}

interface Around {
  readonly walk: Walk;
  readonly path: string;
  readonly sourceAt: ConfigContext["sourceAt"];
}

function settings(
  { key, value }: YamlEntry,
  schema: SettingsSchema,
  around: Around,
): readonly ConfigFinding[] {
  if (value.kind === "map") return judgeMap(value, schema, around.path, around.walk, key.span);
  return value.kind === "scalar" ? inJson(value, schema, around) : [];
}

function opening(node: YamlScalar, schema: SettingsSchema, around: Around): readonly ConfigFinding[] {
  if (schema.type === "object") return inJson(node, schema, around);
  const text = node.isNull ? "" : node.text.trim();
  if (!schema.form || hasReference(text)) return [];
  const isWrong = text === "" ? schema.isFilled : !schema.form.pattern.test(text);
  const { plugin, falco } = around.walk;
  const span = node.span;
  if (!isWrong || span.end === span.start) return [];
  const form = { problem: "form", text: "open_params", expected: schema.form.words } as const;
  return [{ code: "plugin-setting", span, path: around.path, plugin, falco, ...form }];
}

/** The settings in a string that is JSON, as plugins get them. */
function inJson(
  node: YamlScalar,
  schema: SettingsSchema,
  { walk, path, sourceAt }: Around,
): readonly ConfigFinding[] {
  // What represents anything is found in documentation.
  if (node.isNull || /^\s*$|\.\.\./.test(node.text) || hasReference(node.text)) return [];
  const { plugin, falco } = walk;
  if (!isJsonMap(node.text))
    return [
      { code: "plugin-setting", span: node.span, path, plugin, falco, text: lastName(path), problem: "json" },
    ];
  const root = readYaml(node.text).documents[0]?.root;
  if (root?.kind !== "map") return [];
  const place = placing(node, sourceAt?.(node.span));
  return judgeMap(root, schema, path, { ...walk, isJson: true }, root.span).map((finding) => {
    // A fix for a part of the string would need its quotes.
    const { near: _, ...rest } =
      finding.code === "plugin-setting" ? finding : { ...finding, near: undefined };
    return { ...rest, span: place(finding.span) } as ConfigFinding;
  });
}

/** Leads from the string to where it is written; to all of it where that is not known. */
function placing(
  node: YamlScalar,
  source: { readonly text: string; readonly shift: number } | undefined,
): (span: Span) => Span {
  if (!source) return () => node.span;
  const { text, shift } = source;
  const own = { ...node, span: { start: node.span.start - shift, end: node.span.end - shift } };
  const { map } = scalarText(own, text);
  return (span) => {
    const { start, end } = mapSpan(map, span);
    return { start: start + shift, end: end + shift };
  };
}

function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function judgeMap(
  map: YamlMap,
  schema: SettingsSchema,
  path: string,
  walk: Walk,
  at: Span,
): readonly ConfigFinding[] {
  const { plugin, falco } = walk;
  // What is merged in by `<<` is not seen here.
  const isWhole = map.entries.every(({ key }) => key.text !== "<<" && !hasReference(key.text));
  const missing = isWhole && falco ? schema.required.filter((name) => !entryOf(map, name)) : [];
  return [
    ...missing.map(
      (name): PluginSetting => ({
        code: "plugin-setting",
        span: map.flow || map.entries.length === 0 ? at : (map.entries[0]?.key.span ?? at),
        path: `${path}.${name}`,
        plugin,
        falco,
        text: name,
        problem: "missing",
      }),
    ),
    ...map.entries.flatMap((entry) => judgeEntry(entry, schema, `${path}.${entry.key.text}`, walk)),
  ];
}

function judgeEntry(
  entry: YamlEntry,
  around: SettingsSchema,
  path: string,
  walk: Walk,
): readonly ConfigFinding[] {
  const key = entry.key.text;
  const { plugin, target, version } = walk;
  const record = configKey(path);
  // A key of a later release has a finding of its own.
  if (record && keyState(record, target) === "notYet") return [];
  const schema = around.properties.get(key);
  if (!schema) return unknown(entry, around, { path, plugin, falco: around.isClosed ? walk.falco : null });
  const { since } = schema;
  if (since !== undefined && version !== undefined && !isAtLeast(version, since))
    return [
      setting(
        entry.key.span,
        { path, plugin, falco: null },
        { text: key, problem: "later", expected: since },
      ),
    ];
  return judgeValue(entry.value, schema, { path, plugin, falco: walk.falco, text: key, entry }, walk);
}

function unknown({ key }: YamlEntry, schema: SettingsSchema, place: Place): readonly ConfigFinding[] {
  const known = schema.properties;
  if (known.size === 0 || key.text === "<<" || hasReference(key.text)) return [];
  const near =
    nearestName(key.text, known.keys()) ??
    [...known.keys()].find((one) => key.text.length > 3 && one.startsWith(key.text));
  // Later versions of a plugin have more settings, so that an open schema says what is close to a setting only.
  return schema.isClosed || near
    ? [setting(key.span, place, { text: key.text, problem: "unknown", ...(near && { near }) })]
    : [];
}

function judgeValue(
  node: YamlNode,
  schema: SettingsSchema,
  { entry, text, ...place }: Place & { readonly text: string; readonly entry: YamlEntry },
  walk: Walk,
): readonly ConfigFinding[] {
  const { type } = schema;
  const span = node === entry.value ? valueSpan(entry) : node.span;
  if (type && !fits(node, type, walk.isJson)) return [setting(span, place, { text, problem: type })];
  if (node.kind === "map") return judgeMap(node, schema, place.path, walk, span);
  if (node.kind === "seq")
    return node.items.flatMap((item) =>
      schema.items ? judgeValue(item, schema.items, { entry, text, ...place }, walk) : [],
    );
  if (node.isNull || hasReference(node.text)) return [];
  if (schema.isSecret && isWrittenOut(node))
    return [setting(span, { ...place, falco: null }, { text, problem: "secret" })];
  const number = integerOf(node.text);
  if (schema.minimum !== undefined && number !== undefined && number < schema.minimum)
    return [setting(span, place, { text, problem: "minimum", expected: String(schema.minimum) })];
  if (schema.values.length === 0 || schema.values.includes(node.text)) return [];
  const near = nearestName(node.text, schema.values);
  return [
    setting(node.span, place, {
      text: node.text,
      problem: "value",
      values: schema.values,
      ...(near && { near }),
    }),
  ];
}

function setting(
  span: Span,
  place: Place,
  what: Pick<PluginSetting, "text" | "problem" | "values" | "near" | "expected">,
): PluginSetting {
  return { code: "plugin-setting", span, ...place, ...what };
}

/** Whether a value is of a type; in YAML once Falco has guessed: numbers before booleans before strings, whatever the quotes. */
function fits(node: YamlNode, type: SettingType, isJson: boolean): boolean {
  if (node.kind !== "scalar") return type === (node.kind === "map" ? "object" : "array");
  if (node.isNull || hasReference(node.text)) return true;
  const isQuoted = isJson && node.style !== "plain";
  const isInteger = !isQuoted && integerOf(node.text) !== undefined;
  const isNumber =
    isInteger || (!isQuoted && /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(node.text));
  const isBoolean = !isQuoted && !isNumber && booleanOf(node.text) !== undefined;
  switch (type) {
    case "integer":
      return isInteger;
    case "number":
      return isNumber;
    case "boolean":
      return isBoolean;
    case "string":
      return !isNumber && !isBoolean;
    default:
      return false;
  }
}

function valueSpan({ key, value }: YamlEntry): Span {
  return value.kind === "scalar" && value.span.end > value.span.start ? value.span : key.span;
}
