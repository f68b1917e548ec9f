import { nearestName } from "../../../text/names.ts";
import { readYaml } from "../../../syntax/yaml.ts";
import {
  booleanOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from "../../../syntax/yaml-node.ts";
import { configKey, enumAt } from "../../../catalog/config-keys.ts";
import { settingsOfPlugin, type SettingType } from "../../../catalog/plugins/plugin-settings.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { keyState } from "../keys.ts";
import { listItems } from "../node-path.ts";
import { hasReference, integerOf } from "../scalar-value.ts";

/** What a plugin refuses of its settings. Of the container plugin all is known; of the others what is close to a setting. */
export function pluginSettings(
  name: string,
  settings: YamlMap,
  { target }: ConfigContext,
): readonly ConfigFinding[] {
  const known = settingsOfPlugin(name);
  if (!known) return [];
  const falco = name === "container" ? "fatal" : null;
  return settings.entries.flatMap((entry): readonly ConfigFinding[] => {
    const key = entry.key.text;
    const path = `plugins[name=${name}].init_config.${key}`;
    const record = configKey(path);
    // A key of a later release has a finding of its own.
    if (record && keyState(record, target) === "notYet") return [];
    const type = known.get(key);
    const place = { path, falco, plugin: name, text: key } as const;
    if (type === undefined) {
      const near =
        nearestName(key, known.keys()) ??
        [...known.keys()].find((one) => key.length > 3 && one.startsWith(key));
      return falco || near
        ? [
            {
              code: "plugin-setting",
              span: entry.key.span,
              ...place,
              problem: "unknown",
              ...(near && { near }),
            },
          ]
        : [];
    }
    if (!fits(entry.value, type))
      return [
        {
          code: "plugin-setting",
          span: valueSpan(entry),
          ...place,
          problem: type === "secret" ? "text" : type,
        },
      ];
    if (type === "secret" && isWrittenOut(entry.value))
      return [{ code: "plugin-setting", span: valueSpan(entry), ...place, falco: null, problem: "secret" }];
    return record ? words(entry, enumAt(record, target) ?? [], place) : [];
  });
}

function words(
  { value }: YamlEntry,
  allowed: readonly string[],
  place: { readonly path: string; readonly falco: "fatal" | null; readonly plugin: string },
): readonly ConfigFinding[] {
  if (allowed.length === 0) return [];
  return listItems(value).flatMap((item): readonly ConfigFinding[] => {
    if (item.kind !== "scalar" || hasReference(item.text) || allowed.includes(item.text)) return [];
    const near = nearestName(item.text, allowed);
    return [
      {
        code: "plugin-setting",
        span: item.span,
        ...place,
        text: item.text,
        problem: "value",
        values: allowed,
        ...(near && { near }),
      },
    ];
  });
}

/** Whether a value is of a type once Falco has guessed: numbers before booleans before texts, whatever the quotes. */
function fits(node: YamlNode, type: SettingType): boolean {
  if (node.kind !== "scalar") return type === (node.kind === "map" ? "map" : "list");
  if (node.isNull || hasReference(node.text)) return true;
  if (type === "number") return integerOf(node.text) !== undefined;
  if (type === "boolean") return booleanOf(node.text) !== undefined;
  return type === "text" || type === "secret";
}

/** Whether a secret may be a real one: it refers to nothing, and looks like no example. */
function isWrittenOut(node: YamlNode): boolean {
  if (node.kind !== "scalar" || node.isNull || hasReference(node.text)) return false;
  return !/^\s*$|[<>{}*$]|\.\.\.|x{3}|your|example|change|redacted|placeholder|secret|token/i.test(node.text);
}

/** The settings in a string that is JSON, as plugins get them; spans are those of the string. */
export function pluginSettingsIn(
  name: string,
  node: YamlScalar,
  context: ConfigContext,
): readonly ConfigFinding[] {
  if (!/^\s*\{/.test(node.text) || hasReference(node.text)) return [];
  const { documents, problems } = readYaml(node.text);
  const root = documents[0]?.root;
  if (root?.kind !== "map" || problems.length > 0) return [];
  // A fix for a part of the string cannot be placed.
  return pluginSettings(name, root, context).map((finding) => {
    const { near: _, ...rest } =
      finding.code === "plugin-setting" ? finding : { ...finding, near: undefined };
    return { ...rest, span: node.span } as ConfigFinding;
  });
}

function valueSpan({ key, value }: YamlEntry): YamlNode["span"] {
  return value.kind === "scalar" && value.span.end > value.span.start ? value.span : key.span;
}
