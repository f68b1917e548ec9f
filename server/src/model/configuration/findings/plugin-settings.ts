import { nearestName } from "../../../text/names.ts";
import { booleanOf, type YamlEntry, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import { configKey, enumAt } from "../../../catalog/config-keys.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { keyState } from "../keys.ts";
import { listItems } from "../node-path.ts";
import { hasReference, integerOf } from "../scalar-value.ts";

type SettingType = "text" | "number" | "boolean" | "list" | "map";

/**
 * Settings of plugins that have a schema of their own. Source: facts, config-keys.json, on the container plugin; the
 * configurations of the others in falcosecurity/plugins.
 */
const SETTINGS: ReadonlyMap<string, ReadonlyMap<string, SettingType>> = new Map([
  [
    "container",
    new Map<string, SettingType>([
      ["engines", "map"],
      ["hooks", "list"],
      ["label_max_len", "number"],
      ["log_level", "text"],
      ["with_size", "boolean"],
    ]),
  ],
  [
    "k8saudit",
    new Map<string, SettingType>([
      ["sslCertificate", "text"],
      ["useAsync", "boolean"],
      ["maxEventSize", "number"],
      ["webhookMaxBatchSize", "number"],
      ["customFieldsHeaders", "list"],
    ]),
  ],
  [
    "cloudtrail",
    new Map<string, SettingType>([
      ["s3DownloadConcurrency", "number"],
      ["s3Interval", "text"],
      ["s3AccountList", "text"],
      ["sqsDelete", "boolean"],
      ["useAsync", "boolean"],
      ["useS3SNS", "boolean"],
      ["aws", "map"],
    ]),
  ],
  [
    "github",
    new Map<string, SettingType>([
      ["token", "text"],
      ["websocketServerURL", "text"],
      ["secretsDir", "text"],
      ["useHTTPs", "boolean"],
      ["useAsync", "boolean"],
    ]),
  ],
]);

/** What a plugin refuses of its settings. Of the container plugin all is known; of the others what is close to a setting. */
export function pluginSettings(
  name: string,
  settings: YamlMap,
  { target }: ConfigContext,
): readonly ConfigFinding[] {
  const known = SETTINGS.get(name);
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
      return [{ code: "plugin-setting", span: valueSpan(entry), ...place, problem: type }];
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
  return type === "text";
}

function valueSpan({ key, value }: YamlEntry): YamlNode["span"] {
  return value.kind === "scalar" && value.span.end > value.span.start ? value.span : key.span;
}
